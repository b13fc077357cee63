"""A report as a plain structure: sections of lines and tables with numbered sources, laid out by one file per format.

Nothing here is escaped or cut; each layout makes its own text safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "quotation", "note", "good", "doubtful", "bad"]
"""``good``, ``doubtful`` and ``bad`` colour a word where there are colours."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style; ``address`` is where they lead, if anywhere."""

    text: str
    style: Style = "plain"
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, the numbers of its sources, how many sources are left unnamed, and lines below it."""

    runs: tuple[Run, ...]
    sources: tuple[int, ...] = ()
    unnamed: int = 0
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; cells after the first of a row are figures."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part; ``joined`` lines follow one another as a paragraph instead of standing in a list."""

    title: str
    lines: tuple[Line, ...]
    grid: Grid | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One numbered source."""

    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceLine, ...] = ()


def line(*parts: str | Run | None, below: Iterable[Line] = ()) -> Line:
    """A line of words and runs; parts that are empty or None are left out."""
    runs = (part if isinstance(part, Run) else Run(part) for part in parts if part)
    return Line(tuple(run for run in runs if run.text), below=tuple(below))


def numbers_text(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers in order as runs of neighbours, first and last: 1 2 3 7 is 1-3, 7-7."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
