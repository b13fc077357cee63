"""The same pipeline over many articles: worker processes on this machine."""
