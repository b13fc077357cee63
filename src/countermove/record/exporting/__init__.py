"""The record as files that other programs read, each with a manifest."""
