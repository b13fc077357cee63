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
class Citation:
    """Numbers of the sources of the words before it, and how many further sources are left unnamed."""

    sources: tuple[int, ...]
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words with their citations, and lines below it."""

    runs: tuple[Run | Citation, ...]
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; cells after the first of a row are figures, but for the columns (from 0) that hold ``words``."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = ()

    def is_words(self, column: int) -> bool:
        """Whether a column holds words, which begin at its left."""
        return column == 0 or column in self.words


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
    runs: tuple[Run | Citation, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceLine, ...] = ()


def line(*parts: str | Run | Citation | None, below: Iterable[Line] = ()) -> Line:
    """A line of words, runs and citations; parts that are empty or None are left out."""
    runs = (Run(part) if isinstance(part, str) else part for part in parts if part)
    return Line(tuple(run for run in runs if isinstance(run, Citation) or run.text), below=tuple(below))


def cited(citation: Citation) -> list[tuple[str, int]]:
    """The marks of a citation, ``[1]`` or from three neighbours on ``[1–3]``, each with the source it leads to."""
    spans: list[tuple[int, int]] = []
    for number in sorted(set(citation.sources)):
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    marks: list[tuple[str, int]] = []
    for first, last in spans:
        if last - first > 1:
            marks.append((f"[{first}–{last}]", first))
        else:
            marks += [(f"[{number}]", number) for number in range(first, last + 1)]
    return marks
