"""When and how many: daily counts of acts per directed pair and class that excite themselves and one another."""
