"""Rows on their way into a file: columns with their types, and batches that are fetched as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Value = Any
"""What a cell holds: text, a whole number, a float, a ``date``, a bool, or None."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the SQL that it comes from, and what it says."""

    name: str
    sql: str
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to be written once.

    ``schema`` is a ``pyarrow.Schema`` with the columns' names and types, ``batches`` gives ``pyarrow.RecordBatch``
    objects of that schema.
    """

    schema: Any
    batches: Iterator[Any]

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """The rows as Python values."""
        for batch in self.batches:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


@dataclass(frozen=True, slots=True)
class CutCell:
    """A cell that was longer than the format allows, and how long it was; rows count from 1, without the header."""

    row: int
    column: str
    characters: int


@dataclass(slots=True)
class Written:
    """What went into a file.

    ``left_out`` counts what was asked for and isn't there, by reason; ``cut`` names the first cells that were cut,
    ``cut_cells`` counts all of them. ``parts`` counts the rows by kind where a file holds several.
    """

    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    cut: list[CutCell] = field(default_factory=list)
    cut_cells: int = 0

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Count something that the format can't hold."""
        if count:
            self.left_out[reason] = self.left_out.get(reason, 0) + count
