"""Partners of partners: who may be drawn in because those it deals with deal with both."""

from __future__ import annotations

import numpy as np

from countermove.response.ranking.decay import DecayedCounts, spread
from countermove.response.ranking.quadruples import Floats, Integers

_MOST = 40
"""Partners of an actor that lead on to theirs: those it deals with most."""
_FADED = 0.02
"""Contacts that have faded below this lead nowhere."""


class Partners:
    """Everybody's main partners, as of the last refresh.

    Args:
        actors: how many there are.
        weights: of the half-lives of "pair": what counts as dealing much.
    """

    def __init__(self, actors: int, weights: tuple[float, ...]) -> None:
        self._actors, self._weights = actors, np.array(weights)
        self._partner: Integers = np.zeros(0, np.int64)
        self._closeness: Floats = np.zeros(0)
        self._start: Integers = np.zeros(actors + 1, np.int64)

    def refresh(self, pairs: DecayedCounts) -> None:
        """Find the partners by the counts of pairs; closeness is normalised by how much both deal with anybody."""
        weight = pairs.values @ self._weights
        place = np.flatnonzero((pairs.days > 0) & (weight > _FADED))
        (asker, other), weight = np.divmod(pairs.keys[place], self._actors), weight[place]
        degree = np.bincount(asker, weight, self._actors) + 1
        order = np.lexsort((other, -weight, asker))
        ordered = asker[order]
        rank = np.arange(len(order)) - np.searchsorted(ordered, ordered)
        kept = order[rank < _MOST]
        self._partner = other[kept]
        self._closeness = weight[kept] / np.sqrt(degree[asker[kept]] * degree[other[kept]])
        self._start = np.searchsorted(asker[kept], np.arange(self._actors + 1))

    def of_partners(self, actors: Integers) -> tuple[Integers, Integers, Floats]:
        """All ways over a partner: the number of the actor, whom it leads to, and the product of both closenesses."""
        owner, place = spread(self._start[actors], self._start[actors + 1])
        middle = self._partner[place]
        step, second = spread(self._start[middle], self._start[middle + 1])
        return owner[step], self._partner[second], self._closeness[place][step] * self._closeness[second]
