"""What is known at the end of a day, and what it says of the days after."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import numpy as np

from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats, Integers
from countermove.response.counts.design import Design
from countermove.response.counts.fitting import base_parts
from countermove.response.counts.lookup import Lookup
from countermove.response.counts.model import CountModel
from countermove.response.counts.third_parties import ThirdParties


class History:
    """Counts made ready for many days of origin: nothing of a day after the origin is looked at.

    Args:
        model: the fitted model.
        counts: acts, those before the fitting window included.
    """

    def __init__(self, model: CountModel, counts: DailyCounts) -> None:
        self.model, self.counts = model, counts
        self.attributed = self._attributed()
        self.lookup = Lookup(
            counts.series, counts.day, np.stack([counts.count, counts.count * self.attributed], axis=1), counts.days
        )
        self.third = None
        if model.level == "third_party":
            edges = model.settings.third_edges
            self.third = ThirdParties(counts, model.settings, model.calendar.sums(counts.days + edges[-1] + 1))
        self.starts = np.searchsorted(counts.series, np.arange(counts.dyads + 1) * SERIES)

    @cached_property
    def design(self) -> Design:
        """Terms of the counts' rows."""
        third = self.model.level == "third_party"
        return Design(self.counts, self.model.columns, self.model.calendar, third)

    def _attributed(self) -> Floats:
        parts = np.ones(len(self.counts.count))
        if not self.model.attributed:
            return parts
        design = self.design
        rows = np.arange(len(parts))
        # A row's part follows from the parts of earlier days alone, so that a few passes settle it.
        for _ in range(2 * self.model.settings.attributions):
            parts = base_parts(design, rows, self.model.prior_days, parts, self.model.weights)
        return parts


class Origin:
    """Expected first-generation acts of some dyads on the days after ``day``, in parts that weights multiply.

    Attributes:
        base: terms of the base, [dyads, 8 series of the target, 1 + 8 columns].
        recent: acts by age in days, [dyads, 8 series, lags in days]; age 0 is the day of origin.
        third: terms of third parties, [dyads, 8 series, horizon, kinds times lags]; None where the model has none.
        weekday: weight of each day ahead.
    """

    def __init__(self, history: History, day: int, dyads: Integers, horizon: int) -> None:
        self.model, self.day, self.dyads, self.horizon = history.model, day, dyads, horizon
        counts, model = history.counts, history.model
        series = dyads[:, None] * SERIES + np.arange(SERIES)
        tomorrow = np.full(series.size, day + 1)
        age = day + 1 + model.prior_days
        means = history.lookup.before(series.ravel(), tomorrow, 1).reshape(series.shape) / age
        self.seen = counts.first[dyads] <= day
        self.base = np.full((len(dyads), SERIES, 1 + SERIES), 1.0 / age)
        self.base[:, :CLASSES, 1:] = means[:, None, :]
        self.base[:, CLASSES:, 1 : 1 + CLASSES] = means[:, None, CLASSES:]
        self.base[:, CLASSES:, 1 + CLASSES :] = means[:, None, :CLASSES]
        self.recent, self.older = self._recent(history)
        acts = means.sum(axis=1) * age if not model.attributed else self._acts(history)
        self.stage = np.searchsorted(np.array(model.settings.stages), acts + 1e-6, side="right")
        self.weekday = model.calendar.days(day + horizon + 1)[day + 1 :]
        self.third = self._third(history) if history.third is not None else None

    def _acts(self, history: History) -> Floats:
        series = self.dyads[:, None] * SERIES + np.arange(SERIES)
        tomorrow = np.full(series.size, self.day + 1)
        return np.asarray(history.lookup.before(series.ravel(), tomorrow).reshape(series.shape).sum(axis=1))

    def _recent(self, history: History) -> tuple[Floats, list[Floats]]:
        """Acts by age, all and those of dyads that had reached each stage."""
        counts, lags = history.counts, self.model.settings.lag_edges[-1] - 1
        found: Floats = np.zeros((len(self.dyads), SERIES, lags), dtype=np.float32)
        sizes = history.starts[self.dyads + 1] - history.starts[self.dyads]
        place = np.repeat(np.arange(len(self.dyads)), sizes)
        rows = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        rows = rows + np.repeat(history.starts[self.dyads], sizes)
        age = self.day - counts.day[rows]
        keep = (age >= 0) & (age < lags)
        place, rows, age = place[keep], rows[keep], age[keep]
        found[place, counts.series[rows] % SERIES, age] = counts.count[rows]
        older = []
        for acts in self.model.settings.stages if self.model.by_stage else ():
            part = np.zeros_like(found)
            keep = counts.acquaintance[rows] >= acts
            part[place[keep], counts.series[rows[keep]] % SERIES, age[keep]] = counts.count[rows[keep]]
            older.append(part)
        return found, older

    def _third(self, history: History) -> Floats:
        """Terms of each day ahead: acts that are known, and the actors' mean rates for the days that aren't yet."""
        assert history.third is not None
        edges = self.model.settings.third_edges
        lags = len(edges) - 1
        series = self.dyads[:, None] * SERIES + np.arange(SERIES)
        flat = series.ravel()
        of_target, of_initiator = (
            share.reshape(series.shape)[:, :, None]
            for share in history.third.shares(flat, np.full(len(flat), self.day + 1))
        )
        mean = history.third.mean_terms(flat, self.day + 1).reshape(*series.shape, -1)
        parties = [history.counts.party(series, side) for side in (0, 1)]
        actors = np.unique(parties[0])  # each actor of a dyad is the initiator of one of its directions
        initiator, target = (np.searchsorted(actors, party) * CLASSES + series % CLASSES for party in parties)
        summed = np.zeros((*series.shape, edges[-1]), dtype=np.float32)
        np.cumsum(self.recent[:, :, : edges[-1] - 1], axis=2, out=summed[:, :, 1:])
        reverse = (np.arange(SERIES) + CLASSES) % SERIES
        found = np.zeros((*series.shape, self.horizon, mean.shape[2] * lags), dtype=np.float32)
        for ahead in range(1, self.horizon + 1):
            onto, by = history.third.actor_windows(actors, self.day + ahead, self.day)
            ages = [max(edge - ahead, 0) for edge in edges]
            own = np.stack([summed[:, :, high] - summed[:, :, low] for low, high in pairwise(ages)], axis=2)
            back = own[:, reverse]
            unknown = np.array([max(0, min(ahead, edges[lag + 1]) - edges[lag]) for lag in range(lags)])
            terms = (
                (onto[target] - own) * of_target,
                (by[initiator] - own) * of_initiator,
                (onto[initiator] - back) * of_initiator,
                (by[target] - back) * of_target,
            )
            for kind, term in enumerate(terms):
                place = slice(kind * lags, (kind + 1) * lags)
                found[:, :, ahead - 1, place] = term + mean[:, :, kind, None] * unknown
        return found

    def rates(self, weights: Floats | None = None, gamma: Floats | None = None) -> Floats:
        """Expected acts before the weekday's weight, from what is known, [dyads, horizon, 8 series].

        ``gamma`` multiplies the base, [dyads, 8].
        """
        columns = self.model.columns
        chosen = self.model.weights if weights is None else weights
        both = np.concatenate([chosen, chosen])
        base = np.einsum("nsc,sc->ns", self.base, both[:, : columns.kernels]) * self.seen[:, None]
        if gamma is not None:
            base = base * gamma
        found = np.repeat(base[:, None, :], self.horizon, axis=1)
        self._excite(found, self.recent, self.model.daily_kernel(chosen))
        for number, older in enumerate(self.older):
            self._excite(found, older, self.model.daily_stage_kernel(number, chosen))
        if self.third is not None:
            third = np.einsum("nshk,sk->nhs", self.third, both[:, columns.third :].astype(np.float32), optimize=True)
            found += third * self.seen[:, None, None]
        return np.asarray(found)

    def _excite(self, found: Floats, recent: Floats, kernel: Floats) -> None:
        active = np.flatnonzero(recent.any(axis=(1, 2)))
        if not len(active):
            return
        by_age = np.ascontiguousarray(recent[active].transpose(0, 2, 1))
        single = kernel.astype(np.float32)
        for ahead in range(min(self.horizon, len(kernel))):
            width = len(kernel) - ahead
            found[active, ahead] += by_age[:, :width].reshape(len(active), -1) @ single[ahead:].reshape(-1, SERIES)

    def base_shapes(self, weights: Floats | None = None) -> Floats:
        """Shapes of the gamma posteriors of the base rates, [dyads, 8]: acts that speak for them."""
        chosen = self.model.weights if weights is None else weights
        both = np.concatenate([chosen, chosen])[:, : self.model.columns.kernels]
        age = self.day + 1 + self.model.prior_days
        return np.asarray(np.einsum("nsc,sc->ns", self.base, both) * age)
