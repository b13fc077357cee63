"""What a situation report is about, and what its sections hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from countermove.record.filters import Filters
from countermove.record.views.citations import Statement
from countermove.record.views.command_words import filter_options


@dataclass(frozen=True, slots=True)
class Scope:
    """The filters of the window and of the one before it; ``words`` says what is asked for beside days."""

    now: Filters
    before: Filters
    since: date
    until: date
    before_since: date
    before_until: date
    words: str

    def command(self, name: str) -> str:
        """The command that lists what is counted."""
        return f"countermove {name} {filter_options(self.now)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a section: sentences on one row; ``row`` is its id, None for a remark on the section."""

    row: str | None
    statements: tuple[Statement, ...]
