"""countermove inside other people's tools."""
