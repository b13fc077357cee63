"""Loaders and validators over the knowledge files in ``data/``."""
