"""Every limit of the assistant's tools, by name."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.intake.limits import SettableLimits


@dataclass(frozen=True, slots=True)
class ToolSettings(SettableLimits):
    """Settings of one set of tools; each can be set with ``--limit NAME=VALUE``."""

    rows: int = 20
    """Rows of a list, and items of each part, where none are asked for."""
    most_rows: int = 100
    """Most rows that can be asked for."""
    answer_characters: int = 40_000
    """Most characters of one answer; it gets fewer rows and shorter texts until it fits, and says so."""
    text_characters: int = 1_000
    """Most characters of one sentence, quotation or title."""
    name_characters: int = 200
    """Most characters of a name, an address or another short text."""
    article_characters: int = 8_000
    """Most characters of an article's text in one answer."""
    around_characters: int = 400
    """Characters of text on either side of a piece of evidence, where none are asked for."""
    call_seconds: float = 30.0
    """Longest time that one call may take, in seconds."""
    calls_at_once: int = 2
    """Calls that are worked out at the same time."""
    waiting_calls: int = 16
    """Calls that may wait for their turn; further ones are told to come back later."""
