"""Who is near whom: actors that deal with the same others.

Actors are placed in a space by the leading eigenvectors of the matrix of faded, logged and degree-normalised contacts
(spectral embedding, Ng et al. 2001; by subspace iteration, started from the last ones). Near in it are those who deal
with the same others, though they may never have met.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.decay import DecayedCounts
from countermove.response.ranking.quadruples import Floats, Integers

_DIMENSIONS = 48
_SHIFT = 0.05
"""Added to the matrix in the iteration, so that actors without contacts don't make it singular."""


class Nearness:
    """The space, as of the last refresh.

    Args:
        actors: how many there are.
    """

    def __init__(self, actors: int) -> None:
        self._actors = actors
        self._dimensions = min(_DIMENSIONS, max(1, actors - 1))
        basis = np.random.default_rng(0).standard_normal((actors, self._dimensions)).astype(np.float32)
        self._basis: NDArray[np.float32] = basis
        self._started = False
        self.position: NDArray[np.float32] = np.zeros((actors, self._dimensions), np.float32)
        self.scaled: NDArray[np.float32] = np.zeros((actors, self._dimensions), np.float32)
        self.sign: NDArray[np.float32] = np.ones(self._dimensions, np.float32)

    def refresh(self, pairs: DecayedCounts) -> None:
        """Compute it from the counts of pairs."""
        place = np.flatnonzero(pairs.days > 0)
        if not len(place):
            return
        asker, other = np.divmod(pairs.keys[place], self._actors)
        values = pairs.values[place]
        self._refresh_space(asker, other, np.log1p(3 * values[:, 3] + 3 * values[:, 4]))

    def _refresh_space(self, asker: Integers, other: Integers, weight: Floats) -> None:
        degree = np.bincount(asker, weight, self._actors) + 1e-3
        normal = (weight / np.sqrt(degree[asker] * degree[other])).astype(np.float32)[:, None]
        present = np.unique(asker)
        first = np.searchsorted(asker, present)

        def times(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
            product = np.zeros_like(matrix)
            product[present] = np.add.reduceat(matrix[other] * normal, first, axis=0)
            return product

        basis = self._basis
        for _ in range(2 if self._started else 8):
            basis = np.linalg.qr(times(basis) + np.float32(_SHIFT) * basis)[0].astype(np.float32)
        small = basis.T @ times(basis)
        strength, turn = np.linalg.eigh((small + small.T) / 2)
        self._basis, self._started = (basis @ turn).astype(np.float32), True
        self.scaled = (self._basis * np.sqrt(np.abs(strength))).astype(np.float32)
        self.sign = np.sign(strength).astype(np.float32)
        length = np.linalg.norm(self.scaled, axis=1, keepdims=True)
        self.position = self.scaled / np.maximum(length, np.float32(1e-9))
