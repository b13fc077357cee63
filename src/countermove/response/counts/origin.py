"""What is known at the end of a day, and what it says of the days after."""

from __future__ import annotations

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

    def _attributed(self) -> Floats:
        parts = np.ones(len(self.counts.count))
        if not self.model.attributed:
            return parts
        design = Design(self.counts, self.model.columns, self.model.calendar, self.model.level == "third_party")
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
        self.recent = self._recent(history)
        self.weekday = model.calendar.days(day + horizon + 1)[day + 1 :]
        self.third = self._third(history) if history.third is not None else None

    def _recent(self, history: History) -> Floats:
        counts, lags = history.counts, self.model.settings.lag_edges[-1] - 1
        found = np.zeros((len(self.dyads), SERIES, lags), dtype=np.float32)
        sizes = history.starts[self.dyads + 1] - history.starts[self.dyads]
        place = np.repeat(np.arange(len(self.dyads)), sizes)
        rows = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        rows = rows + np.repeat(history.starts[self.dyads], sizes)
        age = self.day - counts.day[rows]
        keep = (age >= 0) & (age < lags)
        place, rows, age = place[keep], rows[keep], age[keep]
        found[place, counts.series[rows] % SERIES, age] = counts.count[rows]
        return found  # type: ignore[return-value]

    def _third(self, history: History) -> Floats:
        """Terms of each day ahead: acts that are known, and the actors' mean rates for the days that aren't yet."""
        assert history.third is not None
        edges, kinds = self.model.settings.third_edges, 4
        lags = len(edges) - 1
        found = np.zeros((len(self.dyads), SERIES, self.horizon, kinds * lags), dtype=np.float32)
        series = (self.dyads[:, None] * SERIES + np.arange(SERIES)).ravel()
        known = np.full(len(series), self.day + 1)
        mean = history.third.mean_terms(series, self.day + 1)
        shares = history.third.shares(series, known)
        for ahead in range(1, self.horizon + 1):
            terms = history.third.windows_known(series, self.day + ahead, self.day, shares)
            unknown = [max(0, min(ahead - 1, edges[lag + 1] - 1) - edges[lag] + 1) for lag in range(lags)]
            filled = terms.reshape(-1, kinds, lags) + mean[:, :, None] * np.array(unknown)
            found[:, :, ahead - 1] = filled.reshape(len(self.dyads), SERIES, -1)
        return found  # type: ignore[return-value]

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
        kernel = self.model.daily_kernel(chosen)
        lags = kernel.shape[0]
        active = np.flatnonzero(self.recent.any(axis=(1, 2)))
        recent = self.recent[active].transpose(0, 2, 1)
        for ahead in range(self.horizon):
            width = lags - ahead
            if width <= 0 or not len(active):
                break
            part = recent[:, :width].reshape(len(active), -1) @ kernel[ahead:].reshape(-1, SERIES).astype(np.float32)
            found[active, ahead] += part
        if self.third is not None:
            third = np.einsum("nshk,sk->nhs", self.third, both[:, columns.third :].astype(np.float32), optimize=True)
            found += third * self.seen[:, None, None]
        return np.asarray(found)

    def base_shapes(self, weights: Floats | None = None) -> Floats:
        """Shapes of the gamma posteriors of the base rates, [dyads, 8]: acts that speak for them."""
        chosen = self.model.weights if weights is None else weights
        both = np.concatenate([chosen, chosen])[:, : self.model.columns.kernels]
        age = self.day + 1 + self.model.prior_days
        return np.asarray(np.einsum("nsc,sc->ns", self.base, both) * age)
