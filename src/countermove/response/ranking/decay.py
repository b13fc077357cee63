"""Counts that fade: how often something has happened, each time halved after so many days."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from countermove.response.ranking.quadruples import Floats, Integers

NEVER = 9999
"""Days since what hasn't happened."""


class DecayedCounts:
    """Counts of the values of a key (a pair, a triple ...), with several half-lives at once, moved on day by day.

    Args:
        event_keys: the key of every event that will be counted. Which keys exist is known from the start, but a key
            counts as unseen until an event with it was taken in: nothing later than the present day shows.
        half_lives: in days; ``inf`` never fades.
    """

    def __init__(self, event_keys: Integers, half_lives: Sequence[float]) -> None:
        self.keys, self._of_event = np.unique(event_keys, return_inverse=True)
        self._factors = np.array([0.5 ** (1 / life) for life in half_lives])
        self.values: Floats = np.zeros((len(self.keys), len(half_lives)))
        self.first: Integers = np.full(len(self.keys), -1)
        self.last: Integers = np.full(len(self.keys), -1)
        self.days: Integers = np.zeros(len(self.keys), np.int64)

    def take(self, start: int, end: int, day: int) -> None:
        """Count the events from ``start`` to ``end`` (excluded), all of one day, then let the night pass."""
        held, times = np.unique(self._of_event[start:end], return_counts=True)
        self.values[held] += times[:, None]
        self.last[held] = day
        self.days[held] += 1
        new = held[self.first[held] < 0]
        self.first[new] = day
        self.values *= self._factors

    def find(self, keys: Integers) -> Integers:
        """Where keys stand, -1 for those unseen so far."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where((self.keys[place] == keys) & (self.days[place] > 0), place, -1)

    def at(self, place: Integers) -> Floats:
        """The counts at places that :meth:`find` gave, 0 for the unseen."""
        if not len(self.keys):
            return np.zeros((len(place), len(self._factors)))
        return np.where((place >= 0)[:, None], self.values[place], 0.0)

    def age(self, place: Integers, day: int) -> Integers:
        """Days since the last time, for places that :meth:`find` gave; :data:`NEVER` for the unseen."""
        if not len(self.keys):
            return np.full(len(place), NEVER)
        return np.where(place >= 0, day - self.last[place], NEVER)

    def number_of_days(self, place: Integers) -> Integers:
        """On how many days, for places that :meth:`find` gave."""
        if not len(self.keys):
            return np.zeros(len(place), np.int64)
        return np.where(place >= 0, self.days[place], 0)

    def of_range(self, start: Integers, end: Integers) -> tuple[Integers, Integers]:
        """The places of all keys within ranges of keys, and the number of the range that each belongs to."""
        return spread(np.searchsorted(self.keys, start), np.searchsorted(self.keys, end))


def spread(start: Integers, end: Integers) -> tuple[Integers, Integers]:
    """Every whole number within ranges, and beside each the number of its range: ``(owner, value)``."""
    lengths = end - start
    owner = np.repeat(np.arange(len(start)), lengths)
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return owner, np.arange(len(owner)) - before + np.repeat(start, lengths)
