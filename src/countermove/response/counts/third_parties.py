"""What others do with a pair's parties, weighted by the pair's share in their acts.

For acts of class c from a to b there are four terms, each the acts of class c of a bin of lags times a share: acts of
others on b times a's share in all acts on b; acts of a on others times b's share in all acts of a; acts of others on a
times b's share in all acts of a; acts of b on others times a's share in all acts on b. Shares are of all classes, and
of the days before the stretch of days (30 by default) in which they are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from countermove.response.counts.columns import THIRD_KINDS
from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats, Integers
from countermove.response.counts.lookup import Lookup, exposure_before
from countermove.response.counts.settings import CountSettings


def _values(counts: DailyCounts, sums: Floats, edges: tuple[int, ...]) -> Floats:
    """Counts, then counts times the sum of the days' weights up to each edge after their day."""
    return np.stack([counts.count] + [counts.count * sums[counts.day + edge] for edge in edges], axis=1)


class ThirdParties:
    """Terms of third parties of rows, of all days at risk, and of days to come."""

    def __init__(self, counts: DailyCounts, settings: CountSettings, sums: Floats) -> None:
        self._counts, self._settings, self._sums = counts, settings, sums
        self._edges = settings.third_edges
        kind, values = counts.series % CLASSES, _values(counts, sums, self._edges)
        span = counts.days
        self._own = Lookup(counts.series, counts.day, values, span)
        self._onto = Lookup(counts.target * CLASSES + kind, counts.day, values, span)
        self._by = Lookup(counts.initiator * CLASSES + kind, counts.day, values, span)

    def shares(self, series: Integers, day: Integers) -> tuple[Floats, Floats]:
        """The pair's share in all acts on its target, and in all acts of its initiator, before the stretch of days.

        ``series`` is any of the pair's four.
        """
        start = day // self._settings.share_days * self._settings.share_days
        first = series // CLASSES * CLASSES
        initiator, target = self._counts.party(series, 0), self._counts.party(series, 1)
        own, onto, by = np.zeros(len(series)), np.zeros(len(series)), np.zeros(len(series))
        for kind in range(CLASSES):
            own += self._own.before(first + kind, start)
            onto += self._onto.before(target * CLASSES + kind, start)
            by += self._by.before(initiator * CLASSES + kind, start)
        prior = self._settings.share_prior
        return own / (onto + prior), own / (by + prior)

    def rows(self, chosen: Integers) -> Floats:
        """Terms of rows, [rows, kinds times lags]."""
        return self.terms(self._counts.series[chosen], self._counts.day[chosen])

    def terms(self, series: Integers, day: Integers) -> Floats:
        """Terms of series on days, [rows, kinds times lags]."""
        return self._terms(series, [day - edge + 1 for edge in self._edges], self.shares(series, day))

    def actor_windows(self, actors: Integers, day: int, known: int) -> tuple[Floats, Floats]:
        """Acts up to day ``known`` in the bins of lags of a day, on these actors and by them, [actors * 4, lags]."""
        series = (actors[:, None] * CLASSES + np.arange(CLASSES)).ravel()
        ends = [np.full(len(series), min(day - edge, known) + 1) for edge in self._edges]
        return self._onto.between(series, ends), self._by.between(series, ends)

    def mean_terms(self, series: Integers, day: int) -> Floats:
        """Terms that one day at the mean rates before ``day`` brings, [rows, kinds]."""
        ends = [np.full(len(series), day), np.zeros(len(series), dtype=np.int64)]
        return self._terms(series, ends, self.shares(series, ends[0])) / max(day, 1)

    def _terms(self, series: Integers, ends: Sequence[Integers], shares: tuple[Floats, Floats]) -> Floats:
        """Terms whose bins are the days from one of ``ends`` to the one before."""
        of_target, of_initiator = shares
        kind = series % CLASSES
        initiator, target = self._counts.party(series, 0), self._counts.party(series, 1)
        reverse = series // SERIES * SERIES + (CLASSES + series) % SERIES
        own, back = (self._own.between(key, ends) for key in (series, reverse))
        onto, onto_initiator = (self._onto.between(key * CLASSES + kind, ends) for key in (target, initiator))
        by, by_target = (self._by.between(key * CLASSES + kind, ends) for key in (initiator, target))
        share_target, share_initiator = of_target[:, None], of_initiator[:, None]
        return np.concatenate(
            [
                (onto - own) * share_target,
                (by - own) * share_initiator,
                (onto_initiator - back) * share_initiator,
                (by_target - back) * share_target,
            ],
            axis=1,
        )

    def exposure(self, start: int, end: int, group: Integers, groups: int) -> Floats:
        """Sums of the terms over days at risk, [classes, groups, kinds times lags]."""
        found = np.zeros((CLASSES, groups, len(THIRD_KINDS), len(self._edges) - 1))
        step = self._settings.share_days
        for block in range(start // step, (max(end, 1) - 1) // step + 1):
            self._add_block(found, block * step, max(start, block * step), min(end, (block + 1) * step), group)
        return found.reshape(CLASSES, groups, -1)

    def _add_block(self, found: Floats, block: int, start: int, end: int, group: Integers) -> None:
        counts = self._counts
        dyads = np.flatnonzero(counts.first < block)
        if not len(dyads) or start >= end:
            return
        # A pair without a share has no term: most dyads have acts in one direction alone.
        pairs = (dyads[:, None] * SERIES + np.array([0, CLASSES])).ravel()
        of_target, of_initiator = self.shares(pairs, np.full(len(pairs), block))
        keep = of_target > 0
        pairs, of_target, of_initiator = pairs[keep], of_target[keep], of_initiator[keep]
        back = pairs // SERIES * SERIES + (CLASSES + pairs) % SERIES
        initiator, target, groups = counts.party(pairs, 0), counts.party(pairs, 1), group[pairs // SERIES]
        actors = np.arange(counts.actors)
        for kind in range(CLASSES):
            own, reverse = (self._bins(self._own, key + kind, start, end) for key in (pairs, back))
            onto, by = (self._bins(lookup, actors * CLASSES + kind, start, end) for lookup in (self._onto, self._by))
            terms = (
                (onto[target] - own) * of_target[:, None],
                (by[initiator] - own) * of_initiator[:, None],
                (onto[initiator] - reverse) * of_initiator[:, None],
                (by[target] - reverse) * of_target[:, None],
            )
            for number, term in enumerate(terms):
                for lag in range(term.shape[1]):
                    found[kind, :, number, lag] += np.bincount(groups, term[:, lag], found.shape[1])

    def _bins(self, lookup: Lookup, series: Integers, start: int, end: int) -> Floats:
        """Per series and bin of lags, the weighted sum over days of the acts that lie in the bin."""
        sums = [
            exposure_before(lookup, 1 + number, series, edge, start, end, self._sums)
            for number, edge in enumerate(self._edges)
        ]
        return np.stack([recent - older for recent, older in pairwise(sums)], axis=1)
