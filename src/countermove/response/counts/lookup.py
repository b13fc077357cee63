"""Sums over stretches of days of sparse series, by prefix sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from countermove.response.counts.daily_counts import Floats, Integers


class Lookup:
    """Prefix sums of values that belong to a series and a day.

    Args:
        series: the series of each value, from 0.
        day: its day.
        values: one or more values each.
        span: more than the largest day.
    """

    def __init__(self, series: Integers, day: Integers, values: Floats, span: int) -> None:
        self._span = span + 1
        keys = series * self._span + day
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        columns = values if values.ndim == 2 else values[:, None]
        self._sums = np.zeros((len(keys) + 1, columns.shape[1]))
        np.cumsum(columns[order], axis=0, out=self._sums[1:])

    def places(self, series: Integers, day: Integers) -> Integers:
        """Where each series' values of the days before ``day`` end."""
        return np.searchsorted(self._keys, series * self._span + np.clip(day, 0, self._span - 1))

    def before(self, series: Integers, day: Integers, column: int = 0) -> Floats:
        """The sum of each series over the days before ``day``."""
        start = np.searchsorted(self._keys, series * self._span)
        return np.asarray(self._sums[self.places(series, day), column] - self._sums[start, column])

    def windows(self, series: Integers, day: Integers, edges: tuple[int, ...]) -> Floats:
        """Sums per bin of lags: bin ``j`` holds the days from ``day - edges[j + 1] + 1`` to ``day - edges[j]``."""
        return self.between(series, [day - edge + 1 for edge in edges])

    def between(self, series: Integers, ends: Sequence[Integers]) -> Floats:
        """Sums of the days from each of ``ends`` to before the one that precedes it; ``ends`` fall."""
        sums = [self._sums[self.places(series, end), 0] for end in ends]
        return np.stack([recent - older for recent, older in pairwise(sums)], axis=1)


def exposure_before(
    lookup: Lookup, column: int, series: Integers, lag: int, start: int, end: int, sums: Floats
) -> Floats:
    """The weighted number of days from ``start`` to ``end`` on which acts are at least ``lag`` days old, per series.

    ``sums[t]`` is the sum of the days' weights before ``t``; ``column`` of the lookup holds count times ``sums[day +
    lag]``.
    """
    old, young = np.full(len(series), start - lag + 1), np.full(len(series), end - lag)
    young = np.maximum(young, old)
    settled, all_old = lookup.before(series, old), lookup.before(series, young)
    shifted = lookup.before(series, young, column) - lookup.before(series, old, column)
    return np.asarray((sums[end] - sums[start]) * settled + sums[end] * (all_old - settled) - shifted)
