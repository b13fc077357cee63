"""Cells and rows of tab- and comma-separated files, safe for parsers and spreadsheets whatever the text holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Cell = str | int | float | tuple[str, ...] | None
"""Text, a number, several texts (joined), or nothing (an empty cell)."""

Row = tuple[Cell, ...]

_FORMULA = tuple("=+-@＝＋－＠")
"""Spreadsheets run a cell that starts so as a formula; the full-width forms too."""
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_QUOTED = '",;'
"""What makes a CSV cell need quotes; semicolons, because spreadsheets in many countries separate cells there."""
_BREAKS = ("Cc", "Zl", "Zp")
_SURROGATE = "Cs"


@dataclass(frozen=True, slots=True)
class Layout:
    """How rows become bytes: the separator of cells, and of the values that share a cell; ``header`` is its names.

    ``quoting`` puts cells that need it in double quotes, as CSV has it; without it no cell holds a double quote.
    """

    separator: str
    joiner: str
    quoting: bool
    header: tuple[str, ...] | None

    def head(self) -> bytes:
        """The header line, if the format has one."""
        return b"" if self.header is None else self.lines([self.header])

    def lines(self, rows: Iterable[Sequence[Cell]]) -> bytes:
        """The rows as UTF-8, one line each."""
        return "".join(self.separator.join(map(self._text, row)) + "\n" for row in rows).encode()

    def _text(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, (int, float)):
            return str(cell)
        text = self._safe(cell) if isinstance(cell, str) else self._joined(cell)
        if self.quoting and any(mark in text for mark in _QUOTED):
            text = text.replace('"', '""')
            return f'"{text}"'
        return text

    def _joined(self, values: tuple[str, ...]) -> str:
        # Values keep their places, so that the second country is the second actor's; all empty is an empty cell.
        mark = self.joiner.strip()
        safe = [self._safe(value.replace(mark, " ")) for value in values]
        return self.joiner.join(safe) if any(safe) else ""

    def _safe(self, text: str) -> str:
        text = one_line(text)
        if not self.quoting:
            text = text.replace('"', "'")  # readers differ on what a quotation mark means in such files
        return f"'{text}" if text.startswith(_FORMULA) else text


def one_line(text: str) -> str:
    """The text without line breaks, tabs, other control characters and marks that turn the writing direction."""
    if not text.isprintable():
        text = "".join(map(_plain, text))
    return " ".join(text.split())


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in _BREAKS:
        return " "
    if category == _SURROGATE:  # half a character: no encoding can carry it
        return "\ufffd"
    return "" if character in _BIDI else character
