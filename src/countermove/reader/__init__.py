"""The neural reader: text to parse, one model file, one forward pass."""
