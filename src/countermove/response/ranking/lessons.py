"""What the ranker learns from: questions of past days, with what was known on their mornings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.features import FeatureTable, feature_table
from countermove.response.ranking.history import History
from countermove.response.ranking.network import Array, Lessons
from countermove.response.ranking.quadruples import Integers
from countermove.response.ranking.shortlist import Shortlist, shortlist

_CELLS = 12_000_000
"""Questions are looked at in portions of so many cells (questions times actors) at most, to bound memory."""
_SAMPLE, _PORTION = 200_000, 50_000
"""Rows from which the scale of features is taken, and that are brought to it at once."""
FLOOR = 1e-4
"""Added to first scores before the logarithm."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many candidates a question has, and which of them are learned from.

    The first ``surely`` are; of the others ``by_chance`` are drawn, each of which then stands for several.
    """

    candidates: int = 120
    surely: int = 20
    by_chance: int = 15


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of a day: each pair of asker and act once, and the true answers with the row of their question."""

    day: int
    asker: Integers
    act: Integers
    question: Integers
    answer: Integers

    @classmethod
    def of(cls, history: History, day: int) -> Day:
        """The questions that a day's events answer."""
        start, end = np.searchsorted(history.events[:, 3], [day, day + 1])
        events = history.events[start:end]
        pair, question = np.unique(events[:, 0] * history.keys.acts + events[:, 1], return_inverse=True)
        asker, act = np.divmod(pair, history.keys.acts)
        return cls(day, asker, act, question, events[:, 2])

    def drawn(self, share: float) -> Day:
        """A share of the questions, drawn by chance, the same ones each time."""
        if share >= 1:
            return self
        kept = np.random.default_rng([self.day, 0]).random(len(self.asker)) < share
        number, inside = np.cumsum(kept) - 1, kept[self.question]
        return Day(self.day, self.asker[kept], self.act[kept], number[self.question[inside]], self.answer[inside])

    def portions(self, actors: int) -> list[Day]:
        """The same in portions that fit in memory."""
        size = max(1, _CELLS // max(1, actors))
        found = []
        for start in range(0, len(self.asker), size):
            inside = (self.question >= start) & (self.question < start + size)
            part = slice(start, start + size)
            found.append(
                Day(self.day, self.asker[part], self.act[part], self.question[inside] - start, self.answer[inside])
            )
        return found


class Scale:
    """Brings features to comparable size: logarithms of what spans orders of magnitude, then mean 0 and spread 1.

    Args:
        table: features from which mean and spread are taken.
    """

    def __init__(self, table: FeatureTable) -> None:
        self.names = table.names
        self._share = np.array([kind == "share" for kind in table.kinds])
        self._count = np.array([kind == "count" for kind in table.kinds])
        sample = self._logged(table.values[:: max(1, len(table.values) // _SAMPLE)].copy())
        self._mean, self._spread = sample.mean(axis=0), sample.std(axis=0) + np.float32(1e-6)

    def scaled(self, values: Array) -> Array:
        """Features, brought to size in place; nothing lies further out than 5 spreads."""
        for start in range(0, len(values), _PORTION):
            part = values[start : start + _PORTION]
            self._logged(part)
            part -= self._mean
            part /= self._spread
            np.clip(part, -5, 5, out=part)
        return values

    def _logged(self, values: Array) -> Array:
        values[:, self._share] = np.log(np.maximum(values[:, self._share], 0) + np.float32(1e-3))
        values[:, self._count] = np.log1p(np.maximum(values[:, self._count], 0) * 4)
        return values


@dataclass(frozen=True, slots=True)
class Gathered:
    """Lessons, the scale of their features, and the share of answers that were among the candidates."""

    lessons: Lessons
    scale: Scale
    coverage: float


@dataclass(frozen=True, slots=True)
class _Part:
    table: FeatureTable
    lessons: Lessons
    answers: int
    covered: int


def gather(
    history: History,
    days: Sequence[tuple[int, int]],
    sampling: Sampling,
    share: float = 1.0,
    progress: Callable[[str], None] = lambda _: None,
) -> Gathered | None:
    """Lessons from past days; None if there is nothing to learn from.

    Args:
        history: not yet moved past the first of the days.
        days: what is known (all events before this day) and the day asked about, in order of the former.
        sampling: see :class:`Sampling`.
        share: of the questions that are learned from, drawn by chance.
        progress: is told what is being done.
    """
    parts: list[_Part] = []
    for number, (known, day) in enumerate(days):
        history.advance(known)
        progress(f"learning from day {day} ({number + 1} of {len(days)})")
        for portion in Day.of(history, day).drawn(share).portions(history.keys.actors):
            if len(portion.asker):
                parts.append(_lessons_of(history, portion, sampling))
    answers, covered = sum(part.answers for part in parts), sum(part.covered for part in parts)
    if not covered:
        return None
    offset, truth, weight, sizes, act = (
        np.concatenate([getattr(part.lessons, name) for part in parts])
        for name in ("offset", "truth", "weight", "sizes", "act")
    )
    tables = [part.table for part in parts]
    parts.clear()  # the features are many: never hold them twice where it can be helped
    values = np.concatenate([table.values for table in tables])
    scale = Scale(FeatureTable(tables[0].names, tables[0].kinds, values))
    tables.clear()
    return Gathered(Lessons(scale.scaled(values), offset, truth, weight, sizes, act), scale, covered / answers)


def offset_of(found: Shortlist) -> Array:
    """The logarithm of the candidates' first scores."""
    score = np.take_along_axis(found.score, found.candidate, axis=1).ravel()
    offset: Array = np.log(score + np.float32(FLOOR)).astype(np.float32)
    return offset


def _lessons_of(history: History, day: Day, sampling: Sampling) -> _Part:
    found = shortlist(history, day.asker, day.act, sampling.candidates)
    actors = history.keys.actors
    pair, answer = np.arange(len(day.asker))[:, None] * actors + found.candidate, day.question * actors + day.answer
    truth = np.isin(pair, answer)
    kept, weight = _sample(truth, sampling, np.random.default_rng([day.day, 1]))
    kept &= truth.any(axis=1, keepdims=True)
    table = feature_table(history, found, day.day)
    flat, sizes = kept.ravel(), kept.sum(axis=1)
    return _Part(
        FeatureTable(table.names, table.kinds, table.values[flat]),
        Lessons(
            np.zeros((0, 0), np.float32),
            offset_of(found)[flat],
            truth.ravel()[flat].astype(np.float32),
            weight.ravel()[flat],
            sizes[sizes > 0],
            day.act[sizes > 0],
        ),
        len(answer),
        int(np.isin(answer, pair).sum()),
    )


def _sample(
    truth: NDArray[np.bool_], sampling: Sampling, random: np.random.Generator
) -> tuple[NDArray[np.bool_], Array]:
    """Which candidates are learned from, and for how many each stands."""
    rest = truth.shape[1] - sampling.surely
    weight = np.ones(truth.shape, np.float32)
    if rest <= sampling.by_chance:
        return np.ones(truth.shape, np.bool_), weight
    kept = truth.copy()
    kept[:, : sampling.surely] = True
    share = sampling.by_chance / rest
    kept |= random.random(truth.shape) < share
    weight[:, sampling.surely :] = 1 / share
    weight[truth] = 1
    return kept, weight
