"""Where actors belong whose names don't tell: to the place of those they deal with most.

A person is coded by name alone ("Ola Berg"), but meets the press, parties and crowds of one country more than those of
any other. What is inferred on a day rests on the events before it and may change later.
"""

from __future__ import annotations

import numpy as np

from countermove.response.ranking.families import Keys
from countermove.response.ranking.quadruples import Floats, Integers

_OF_STATES = 0.5
"""A state counts half: everybody deals with foreign states."""
_ENOUGH = 1.0
"""Evidence from which a place is taken on."""


class Placing:
    """Moves the places of actors on, day by day.

    Args:
        keys: its ``place`` is changed in the course; what names tell stays.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        unknown = np.flatnonzero(keys.place == keys.places - 1)
        self._row: Integers = np.full(keys.actors, -1)
        self._row[unknown] = np.arange(len(unknown))
        self._told = keys.place.copy()
        self._evidence: Floats = np.zeros((len(unknown), keys.places))

    def take(self, asker: Integers, other: Integers) -> None:
        """Learn from the events of one day, given from both sides."""
        useful = (self._row[asker] >= 0) & (self._told[other] < self._keys.places - 1)
        rows, places = self._row[asker[useful]], self._told[other[useful]]
        np.add.at(self._evidence, (rows, places), np.where(self._keys.role[other[useful]] == 0, _OF_STATES, 1.0))
        changed = np.unique(asker[useful])
        evidence = self._evidence[self._row[changed]]
        best = evidence.argmax(axis=1)
        enough = evidence.max(axis=1, initial=0.0) >= _ENOUGH
        self._keys.place[changed[enough]] = best[enough]


def places_of_events(keys: Keys, events: Integers) -> tuple[Integers, Integers]:
    """Where both sides of events belonged on the morning of the event, as known then.

    Args:
        keys: left as it is.
        events: rows of asker, act, other, day, from both sides, in order of day.
    """
    before = keys.place.copy()
    placing = Placing(keys)
    asker, other = np.empty(len(events), np.int64), np.empty(len(events), np.int64)
    edges = np.flatnonzero(np.diff(events[:, 3])) + 1
    for start, end in zip([0, *edges.tolist()], [*edges.tolist(), len(events)], strict=True):
        day = events[start:end]
        asker[start:end], other[start:end] = keys.place[day[:, 0]], keys.place[day[:, 2]]
        placing.take(day[:, 0], day[:, 2])
    keys.place[:] = before
    return asker, other
