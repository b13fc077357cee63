"""countermove reads news into events, claims, numbers and silence, each traceable to the character."""

__version__ = "0.1.0"
