"""The terms of the expected count for rows of daily counts, and their sums over all days at risk.

A dyad is at risk from the day after its first act. Each term is known from the days before the one that it tells of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from countermove.response.counts.columns import Columns
from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats, Integers
from countermove.response.counts.lookup import Lookup
from countermove.response.counts.third_parties import ThirdParties


@dataclass(frozen=True)
class Calendar:
    """The weight of each day: ratio of its weekday's count to the mean (a week has seven days from day 0)."""

    weekday: Floats

    def days(self, number: int) -> Floats:
        """The weights of the days from 0."""
        return self.weekday[np.arange(number) % 7]

    def sums(self, number: int) -> Floats:
        """The sums of the weights before each day from 0 to ``number``."""
        return np.concatenate([[0.0], np.cumsum(self.days(number))])


class Design:
    """Terms of rows and of all days at risk.

    Args:
        counts: the counts, those after the rows' days included: they are not looked at.
        columns: where the terms stand.
        calendar: the weights of the days.
        third: whether third parties are wanted.
    """

    def __init__(self, counts: DailyCounts, columns: Columns, calendar: Calendar, third: bool) -> None:
        self.counts, self.columns, self.calendar = counts, columns, calendar
        self._lookup = Lookup(counts.series, counts.day, counts.count, counts.days)
        edges = columns.settings.lag_edges
        self._older = [
            Lookup(counts.series, counts.day, counts.count * (counts.acquaintance >= acts), counts.days)
            for acts in columns.settings.stages
        ]
        self._sums = calendar.sums(counts.days + edges[-1] + 1)
        self.third = ThirdParties(counts, columns.settings, self._sums) if third else None

    def rows(self, chosen: Integers, prior_days: float, attributed: Floats) -> Floats:
        """Terms of rows, [rows, columns], single precision.

        ``attributed`` is the part of each row's acts that counts for its pair's mean.
        """
        counts, columns = self.counts, self.columns
        series, day = counts.series[chosen], counts.day[chosen]
        means = Lookup(counts.series, counts.day, counts.count * attributed, counts.days)
        found = np.zeros((len(chosen), columns.count), dtype=np.float32)
        age = day + prior_days
        found[:, 0] = 1.0 / age
        dyad, direction = series // SERIES, series // CLASSES % 2
        for side in range(2):
            for source in range(CLASSES):
                key = dyad * SERIES + CLASSES * ((direction + side) % 2) + source
                found[:, 1 + side * CLASSES + source] = means.before(key, day) / age
                found[:, columns.kernel(side, source)] = self._lookup.windows(key, day, columns.settings.lag_edges)
        reverse = dyad * SERIES + (series + CLASSES) % SERIES
        for number, lookup in enumerate(self._older):
            for side, key in enumerate((series, reverse)):
                found[:, columns.stage(number, side)] = lookup.windows(key, day, columns.settings.lag_edges)
        if self.third is not None:
            found[:, columns.third :] = self.third.rows(chosen)
        return found  # type: ignore[return-value]

    def exposure(
        self, start: int, end: int, prior_days: float, attributed: Floats, group: Integers, groups: int
    ) -> Floats:
        """Sums of each term over the days from ``start`` to ``end`` and all series of a class, [groups, columns].

        ``group`` is the group of each dyad. All classes have the same sums, as every term of a dyad and direction is
        one for each class; those of third parties differ, [classes, groups, columns].
        """
        counts, columns = self.counts, self.columns
        found = np.zeros((CLASSES, groups, columns.count))
        days, ages = self.calendar.days(end + 1), np.arange(end + 1) + prior_days
        inverse = np.concatenate([[0.0], np.cumsum(days / ages)])
        entered = np.clip(counts.first + 1, start, end)
        found[:, :, 0] = 2 * np.bincount(group, inverse[end] - inverse[entered], groups)
        source, row_group = counts.series % CLASSES, group[counts.series // SERIES]
        cell = row_group * CLASSES + source
        weight = counts.count * attributed * (inverse[end] - inverse[np.clip(counts.day + 1, start, end)])
        mean = np.bincount(cell, weight, groups * CLASSES).reshape(groups, CLASSES)
        kernels = np.zeros((groups, CLASSES, columns.lags))
        older = [counts.acquaintance >= acts for acts in columns.settings.stages]
        edges = columns.settings.lag_edges
        for lag in range(columns.lags):
            low, high = (self._sums[np.clip(counts.day + edge, start, end)] for edge in edges[lag : lag + 2])
            sums = np.bincount(cell, counts.count * (high - low), groups * CLASSES)
            kernels[:, :, lag] = sums.reshape(groups, CLASSES)
            for number, chosen in enumerate(older):
                weight = counts.count * (high - low) * chosen
                sums = np.bincount(cell, weight, groups * CLASSES).reshape(groups, CLASSES)
                for side in range(2):
                    found[:, :, columns.stage(number, side).start + lag] = sums.T
        for side in range(2):
            found[:, :, 1 + side * CLASSES : 1 + (side + 1) * CLASSES] = mean
            for kind in range(CLASSES):
                found[:, :, columns.kernel(side, kind)] = kernels[:, kind]
        if self.third is not None:
            found[:, :, columns.third :] = self.third.exposure(start, end, group, groups)
        return found
