"""Which past act between two announces which next one: a criticism a rebuff, a plan to meet a meeting.

For every event, the earlier acts between the two sides, faded with 30 days and adding up to 1, are counted under the
act that follows. What is kept is the lift: how much oftener than by chance the two follow each other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.decay import DecayedCounts, spread
from countermove.response.ranking.families import Keys
from countermove.response.ranking.quadruples import Floats, Integers

_FADED = 2
"""The half-life among those of "same act" that earlier acts are weighed by (30 days)."""
_FORGET = 0.5 ** (1 / 200)
_PRIOR = 1.0
"""So many events are added on both sides of a lift, which draws what is rare towards 1."""


class Announcing:
    """The lifts, learned from the events taken in; and all known acts of an actor, in order.

    Args:
        keys: the numbers of acts and actors.
        acts: the counts of "same act", shared with the history.
    """

    def __init__(self, keys: Keys, acts: DecayedCounts) -> None:
        self._keys, self._acts = keys, acts
        asker, self_act = np.divmod(acts.keys // keys.actors, keys.acts)
        other = acts.keys % keys.actors
        self._order = np.lexsort((self_act, other, asker))
        self._asker = asker[self._order]
        self._pair = (asker * keys.actors + other)[self._order]
        self._act, self._other = self_act[self._order], other[self._order]
        self._followed: Floats = np.zeros((keys.acts, keys.acts))
        self.lift: NDArray[np.float32] = np.ones((keys.acts, keys.acts), np.float32)

    def take(self, asker: Integers, act: Integers, other: Integers) -> None:
        """Count what came before these events, all of one day; to be called before they enter the history."""
        pair = asker * self._keys.actors + other
        owner, place = spread(np.searchsorted(self._pair, pair), np.searchsorted(self._pair, pair + 1))
        weight = self._acts.values[self._order[place], _FADED]
        total = np.bincount(owner, weight, len(asker))
        weight = weight / np.maximum(total, 1e-9)[owner]
        cell = self._act[place] * self._keys.acts + act[owner]
        self._followed += np.bincount(cell, weight, self._keys.acts**2).reshape(self._followed.shape)

    def pass_day(self) -> None:
        """Let old lessons fade (halved in 200 days)."""
        self._followed *= _FORGET

    def refresh(self) -> None:
        """Compute the lifts anew."""
        before, after = self._followed.sum(axis=1), self._followed.sum(axis=0)
        expected = before[:, None] * after[None] / max(1.0, float(before.sum()))
        self.lift = ((self._followed + _PRIOR) / (expected + _PRIOR)).astype(np.float32)

    def announced(self, asker: Integers, act: Integers) -> tuple[Integers, Integers, Floats, Floats]:
        """For questions ``(asker, act)``: every known act of the asker with somebody.

        Returns:
            the question's number, the somebody, how the act weighs (faded counts times lift, lately), and in all.
        """
        owner, place = spread(np.searchsorted(self._asker, asker), np.searchsorted(self._asker, asker + 1))
        values = self._acts.values[self._order[place]]
        lift = self.lift[self._act[place], act[owner]]
        recent = values @ np.array([0.0, 2.0, 1.0, 0.5, 0.02])
        return owner, self._other[place], recent * lift, values[:, -1] * lift
