"""How well answers are ranked: reciprocal rank and hits, with the field's conventions.

An answer's rank counts those scored higher, plus half of those scored the same (mean rank on ties): scoring everybody
alike earns nothing. The other true answers of the same day are taken out first (time-aware filter, Han et al. 2021).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.quadruples import Floats, Integers


def filtered_ranks(score: NDArray[np.floating], question: Integers, answer: Integers) -> Floats:
    """The rank of every true answer among all actors.

    Args:
        score: a row a question (one day, one asker, one act), a column an actor; higher is better.
        question: the row of each true answer.
        answer: its column. All true answers of a question must be given, for each is taken out when another is ranked;
            one given twice is ranked twice.
    """
    own = score[question, answer]
    rivals = score.copy()
    rivals[question, answer] = -np.inf
    ranks = np.empty(len(question))
    for start in range(0, len(question), 512):
        rows, mine = rivals[question[start : start + 512]], own[start : start + 512, None]
        ranks[start : start + 512] = 1 + (rows > mine).sum(axis=1) + (rows == mine).sum(axis=1) / 2
    return ranks


@dataclass(frozen=True, slots=True)
class RankMeasures:
    """Mean reciprocal rank and share of answers among the first 1, 3 and 10, each 0 to 1; nan without answers."""

    answers: int
    mrr: float
    hits1: float
    hits3: float
    hits10: float

    @classmethod
    def of(cls, ranks: Floats) -> RankMeasures:
        """The measures of ranks."""
        if not len(ranks):
            return cls(0, float("nan"), float("nan"), float("nan"), float("nan"))
        hits = [float((ranks <= limit).mean()) for limit in (1, 3, 10)]
        return cls(len(ranks), float((1 / ranks).mean()), *hits)


def interval_over_days(ranks: Floats, day: Integers, draws: int = 1000, level: float = 0.95) -> tuple[float, float]:
    """A bootstrap interval of the mean reciprocal rank, drawing whole days, because answers of a day hang together."""
    days, place = np.unique(day, return_inverse=True)
    total, count = np.bincount(place, 1 / ranks), np.bincount(place)
    drawn = np.random.default_rng(0).integers(0, len(days), (draws, len(days)))
    means = total[drawn].sum(axis=1) / count[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
