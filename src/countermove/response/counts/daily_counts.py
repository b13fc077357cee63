"""Sparse daily counts of acts per directed pair and class."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

CLASSES = 4
"""Quad classes: 0 verbal cooperation, 1 material cooperation, 2 verbal conflict, 3 material conflict."""
SERIES = 2 * CLASSES
"""Series of a dyad: the lower actor's acts by class, then the higher actor's."""

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DailyCounts:
    """Acts per dyad, direction, class and day; days without an act take no room.

    A dyad is two actors, ``low`` the smaller number and ``high`` the larger. Series ``8 * dyad + 4 * direction +
    class`` counts the acts of ``low`` on ``high`` (direction 0) or the other way round (1). Rows are sorted by series
    and day; ``dropped`` acts were of an actor on itself.
    """

    low: Integers
    high: Integers
    series: Integers
    day: Integers
    count: Floats
    days: int
    dropped: int = 0

    @classmethod
    def from_events(
        cls, initiator: ArrayLike, target: ArrayLike, quad: ArrayLike, day: ArrayLike, days: int | None = None
    ) -> DailyCounts:
        """Count acts; one entry an act, actors and days numbered from 0, ``quad`` from 0 to 3.

        Raises:
            ValueError: arrays of different lengths, a negative number, a class outside 0..3, or a day beyond ``days``.
        """
        one, other, kind, when = (
            np.asarray(values, dtype=np.int64).ravel() for values in (initiator, target, quad, day)
        )
        if not len(one) == len(other) == len(kind) == len(when):
            raise ValueError("initiator, target, quad and day differ in length; give one entry of each per act")
        if len(one) and (min(one.min(), other.min(), kind.min(), when.min()) < 0 or kind.max() >= CLASSES):
            raise ValueError("actors and days are numbered from 0 and classes from 0 to 3; a number lies outside")
        length = int(when.max()) + 1 if len(when) else 0
        if days is not None and days < length:
            raise ValueError(f"an act falls on day {length - 1}, beyond the {days} days that were given")
        keep = one != other
        one, other, kind, when = one[keep], other[keep], kind[keep], when[keep]
        width = int(max(one.max(), other.max())) + 1 if len(one) else 1
        keys, dyad = np.unique(np.minimum(one, other) * width + np.maximum(one, other), return_inverse=True)
        span = days if days is not None else length
        series = SERIES * dyad + CLASSES * (one > other) + kind
        cells, counts = np.unique(series * max(span, 1) + when, return_counts=True)
        return cls(
            keys // width,
            keys % width,
            cells // max(span, 1),
            cells % max(span, 1),
            counts.astype(np.float64),
            span,
            int((~keep).sum()),
        )

    def until(self, day: int) -> DailyCounts:
        """The counts before this day alone; the dyads keep their numbers."""
        return self.only(self.day < day, min(day, self.days))

    def only(self, keep: NDArray[np.bool_], days: int | None = None) -> DailyCounts:
        """The chosen rows; the dyads keep their numbers."""
        span = self.days if days is None else days
        return DailyCounts(self.low, self.high, self.series[keep], self.day[keep], self.count[keep], span, self.dropped)

    @property
    def dyads(self) -> int:
        """Number of dyads."""
        return len(self.low)

    @cached_property
    def first(self) -> Integers:
        """The day of each dyad's first act; ``days`` where there is none."""
        found = np.full(self.dyads, self.days, dtype=np.int64)
        np.minimum.at(found, self.series // SERIES, self.day)
        return found

    @cached_property
    def acquaintance(self) -> Floats:
        """Acts of each row's dyad on the days before the row's."""
        dyad = self.series // SERIES
        keys = dyad * (self.days + 1) + self.day
        order = np.argsort(keys, kind="stable")
        sums = np.concatenate([[0.0], np.cumsum(self.count[order])])
        starts, ends = (np.searchsorted(keys[order], values) for values in (dyad * (self.days + 1), keys))
        return np.asarray(sums[ends] - sums[starts])

    @cached_property
    def initiator(self) -> Integers:
        """The acting actor of each row."""
        return self.party(self.series, 0)

    @cached_property
    def target(self) -> Integers:
        """The actor of each row that is acted on."""
        return self.party(self.series, 1)

    def party(self, series: Integers, side: int) -> Integers:
        """The initiator (side 0) or target (side 1) of these series."""
        dyad, direction = series // SERIES, series // CLASSES % 2
        return np.where(direction == side, self.low[dyad], self.high[dyad])

    def dyad_of(self, one: int, other: int) -> int | None:
        """The number of the dyad of two actors; None where they have no act."""
        found = np.flatnonzero((self.low == min(one, other)) & (self.high == max(one, other)))
        return int(found[0]) if len(found) else None

    @property
    def actors(self) -> int:
        """One more than the highest actor number."""
        return int(self.high.max()) + 1 if len(self.high) else 0
