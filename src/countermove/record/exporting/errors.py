"""What can go wrong with an export."""

from __future__ import annotations

from countermove.record.errors import RecordError


class ExportError(RecordError):
    """The format can't hold what was asked for; the message is one line that says why and what to do."""


class ExportUsageError(ExportError, ValueError):
    """No such format or table, or a choice that the format doesn't have; wrong usage."""
