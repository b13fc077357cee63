"""What could not be read, as one line for a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was skipped: where it was and why, with what to do."""

    source: str
    reason: str

    def __str__(self) -> str:
        """One line; control characters of hostile names are shown escaped."""
        line = f"{self.source}: {self.reason}"
        return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)


class InputError(Exception):
    """An input can't be read. ``reason`` is the part after the input's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
