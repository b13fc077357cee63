"""Who and whom: which party is next to do something to another, ranked from the events before a day."""
