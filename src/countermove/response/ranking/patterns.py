"""Which sort of actor does an act to which sort: patterns in the space of nearness.

For every act the faded sum of outer products of both sides' positions (a bilinear form in closed form, as RESCAL's,
Nickel et al. 2011, with positions that are given): how well two fit an act is how alike they are to pairs between which
it happened. And for every asker the mean position of those it has dealt with lately.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.decay import DecayedCounts
from countermove.response.ranking.quadruples import Integers

_LASTING, _LATE = 3, 1
"""Half-lives of "same act" (120 days) for acts, and of "pair" (3 days) for askers."""

Array = NDArray[np.float32]


class Patterns:
    """Forms of acts and means of askers, as of the last refresh.

    Args:
        actors: how many there are.
        acts: how many there are, seen from both sides.
    """

    def __init__(self, actors: int, acts: int) -> None:
        self._actors, self._acts = actors, acts
        self._position: Array = np.zeros((actors, 1), np.float32)
        self._form: Array = np.zeros((acts, 1, 1), np.float32)
        self._targets: Array = np.zeros((acts, 1), np.float32)
        self._late: Array = np.zeros((actors, 1), np.float32)

    def refresh(self, acts: DecayedCounts, pairs: DecayedCounts, position: Array) -> None:
        """Compute all from the counts of acts and pairs, and the positions of actors."""
        place = np.flatnonzero(acts.days > 0)
        asker, act = np.divmod(acts.keys[place] // self._actors, self._acts)
        other, value = acts.keys[place] % self._actors, np.log1p(acts.values[place, _LASTING]).astype(np.float32)
        size = position.shape[1]
        self._form = np.zeros((self._acts, size, size), np.float32)
        self._targets = np.zeros((self._acts, size), np.float32)
        order = np.argsort(act, kind="stable")
        edges = np.searchsorted(act[order], np.arange(self._acts + 1))
        for number in range(self._acts):
            rows = order[edges[number] : edges[number + 1]]
            weight = value[rows, None] / np.maximum(value[rows].sum(), 1.0)
            self._form[number] = (position[asker[rows]] * weight).T @ position[other[rows]]
            self._targets[number] = (position[other[rows]] * weight).sum(axis=0)
        self._position = position
        self._refresh_late(pairs)

    def _refresh_late(self, pairs: DecayedCounts) -> None:
        place = np.flatnonzero(pairs.values[:, _LATE] > 0.01)
        asker, other = np.divmod(pairs.keys[place], self._actors)
        weight = pairs.values[place, _LATE].astype(np.float32)
        self._late = np.zeros_like(self._position)
        present = np.unique(asker)
        if len(present):
            moved = self._position[other] * weight[:, None]
            self._late[present] = np.add.reduceat(moved, np.searchsorted(asker, present), axis=0)
            self._late /= np.maximum(np.linalg.norm(self._late, axis=1, keepdims=True), np.float32(1e-9))

    def fit(self, asker: Integers, act: Integers, candidate: Integers) -> dict[str, Array]:
        """How well candidates fit.

        Args:
            asker: of each question.
            act: of each question.
            candidate: a row a question, a column a candidate.

        Returns:
            the same shape as ``candidate``, by name.
        """
        wanted = np.einsum("qd,qde->qe", self._position[asker], self._form[act])
        positions = self._position[candidate]
        return {
            "fits the act of the asker": np.einsum("qe,qke->qk", wanted, positions),
            "fits the act": np.einsum("qe,qke->qk", self._targets[act], positions),
            "like the asker's latest": np.einsum("qe,qke->qk", self._late[asker], positions),
        }
