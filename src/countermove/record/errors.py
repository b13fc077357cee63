"""What can go wrong with a record, as one line for a person.

RecordError
├── HeldError      another process has the file open for writing
├── VersionError   the file was written by a newer countermove
└── FilterError    a filter or a query that can't be understood
"""

from __future__ import annotations


class RecordError(Exception):
    """The record can't do what was asked; the message is one line that says what, where and what to do."""


class HeldError(RecordError):
    """Another process holds the file."""


class VersionError(RecordError):
    """The file was written by a newer version."""


class FilterError(RecordError, ValueError):
    """A filter or query that can't be understood; wrong usage."""
