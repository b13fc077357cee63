"""Near-copies: articles that carry the same text, whole or cut, so that one wire story in ten papers is one source.

Runs of five words outside quotations are compared by MinHash (Broder 1997) to find candidates, and counted exactly to
decide: an article copies another when enough of the runs of the shorter one stand in both. Quotations are left out,
because two reporters at one press conference write down the same words. Whether what was compared came from the file
or was added a moment ago makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"“[^“”„\n]*”|„[^“”„\n]*[“”]|\"[^\"\n]*\"|``[^`\n]*''")
_RUN = 5
_PERMUTATIONS = 64
_SEED = 7


@dataclass(frozen=True, slots=True)
class CopySettings:
    """When an article is a near-copy."""

    days: int = 7
    """How many days apart the two may have been published."""
    candidates: float = 0.06
    """Estimated resemblance (Jaccard) from which texts are compared exactly."""
    shared: float = 0.25
    """Least share of the shorter one's runs of words that both have."""
    shortest: int = 30
    """Texts with fewer words are too short to tell."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Of which article, and the share of the shorter one's runs of words that both have (0 to 1)."""

    article_no: int
    score: float


LoadDay = Callable[[int | None], Iterable[tuple[int, bytes]]]
"""Numbers and signatures of the articles of a day (days since 1970; None: undated)."""
TextOf = Callable[[int], str]


def runs(text: str) -> frozenset[str]:
    """All runs of five words of a text outside quotations, lower-cased; of a shorter text, its words as one run."""
    words = [word.lower() for word in _WORD.findall(_QUOTATION.sub(" ", text))]
    if len(words) < _RUN:
        return frozenset((" ".join(words),)) if words else frozenset()
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def signature(shingles: frozenset[str]) -> bytes:
    """The MinHash signature of a set of runs: 64 integers of 32 bits."""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(shingles))
    return np.asarray(sketch.digest(), dtype="<u4").tobytes()


def shared_share(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the smaller set that is in both."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


class CopyIndex:
    """Finds what an article copies among the articles of the days around it."""

    def __init__(self, load_day: LoadDay, text_of: TextOf, settings: CopySettings | None = None) -> None:
        self._load_day, self._text_of = load_day, text_of
        self._settings = settings or CopySettings()
        self._days: dict[int | None, _Day] = {}

    def find(self, text: str, sketch: bytes, day: int | None, apart: Collection[int] = ()) -> Copy | None:
        """The article that shares most with this one, none of those ``apart``; of equals, the one that came first."""
        if len(_WORD.findall(text)) < self._settings.shortest:
            return None
        mine = runs(text)
        best: Copy | None = None
        for number in self._candidates(sketch, day):
            score = 0.0 if number in apart else round(shared_share(mine, runs(self._text_of(number))), 3)
            if score >= self._settings.shared and (best is None or score > best.score):
                best = Copy(number, score)
        return best

    def add(self, article_no: int, sketch: bytes, day: int | None) -> None:
        """Remember an article."""
        self._day(day).add(article_no, sketch)

    def keep(self, first: int, last: int) -> None:
        """Forget the days outside these two; they are loaded again when needed."""
        self._days = {day: block for day, block in self._days.items() if day is None or first <= day <= last}

    def _candidates(self, sketch: bytes, day: int | None) -> list[int]:
        span = self._settings.days
        days: Sequence[int | None] = [None] if day is None else range(day - span, day + span + 1)
        found = [number for one in days for number in self._day(one).resembling(sketch, self._settings.candidates)]
        return sorted(found)

    def _day(self, day: int | None) -> _Day:
        if day not in self._days:
            self._days[day] = block = _Day()
            for number, sketch in self._load_day(day):
                block.add(number, sketch)
        return self._days[day]


class _Day:
    """The signatures of one day's articles, as rows of one array that doubles when it is full."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._rows: Any = np.zeros((4, _PERMUTATIONS), dtype="<u4")

    def add(self, number: int, sketch: bytes) -> None:
        if len(self._numbers) == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[len(self._numbers)] = np.frombuffer(sketch, dtype="<u4")
        self._numbers.append(number)

    def resembling(self, sketch: bytes, least: float) -> list[int]:
        if not self._numbers:
            return []
        rows = self._rows[: len(self._numbers)]
        alike = (rows == np.frombuffer(sketch, dtype="<u4")).mean(axis=1)
        return [self._numbers[i] for i in np.flatnonzero(alike >= least)]
