"""The record: many readings, one account of what happened."""
