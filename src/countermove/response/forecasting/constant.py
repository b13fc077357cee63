"""Constant rates: each pair and class acts at its own steady rate, drawn towards those of all pairs.

Counts over T days are Poisson with rate r; r is Gamma(a, b) over all directed pairs of the parties, those without any
act counted too, with a and b by the method of moments of the negative binomial (Gelman et al., Bayesian Data Analysis,
section 2.6). The rate after n acts is Gamma(a + n, b + T): its mean gives the expected numbers, its quantiles their
intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.forecast import QUADS
from countermove.response.forecasting.gamma import gamma_quantiles
from countermove.response.forecasting.model import Carried, Outlook, Removal, RemovedActs

_LEAST_SHAPE, _MOST_SHAPE = 1e-4, 1.0
"""Few counts can look as if all pairs were alike; the prior never says so with more weight than one act."""
_LEAST_MEAN = 1e-9


@dataclass(frozen=True, slots=True)
class ConstantRates:
    """Prior shape and rate (in days) of each class, and of any act."""

    shape: NDArray[np.float64]
    rate: NDArray[np.float64]
    words: str = "constant rates"

    @classmethod
    def fit(cls, acts: DailyActs) -> ConstantRates:
        """Rates of all directed pairs that the parties can form."""
        parties = len({party for pair in acts.pairs for party in pair})
        possible = max(parties * (parties - 1), len(acts.pairs), 1)
        totals = with_any(acts.totals()).astype(np.float64)
        mean = np.maximum(totals.sum(axis=0) / possible, _LEAST_MEAN)
        variance = (totals**2).sum(axis=0) / possible - mean**2
        shape = np.clip(mean**2 / np.maximum(variance - mean, _LEAST_MEAN**2), _LEAST_SHAPE, _MOST_SHAPE)
        return cls(shape, shape * acts.days / mean)

    def seen(self, acts: DailyActs) -> SteadyActs:
        """The rates of the pairs of some acts."""
        return SteadyActs(self, acts)


@dataclass(frozen=True, slots=True)
class SteadyActs:
    """Forecasts at constant rates; see :class:`countermove.response.forecasting.model.SeenActs`."""

    rates: ConstantRates
    acts: DailyActs

    def probabilities(self, pairs: Sequence[int], horizons: Sequence[int], known: int) -> NDArray[np.float64]:
        """How likely at least one act is within each horizon; shape (pairs, classes, horizons)."""
        shape, days = self._posterior(pairs, known)
        return _some(shape, days, horizons)[:, : len(QUADS)]

    def outlook(self, pairs: Sequence[int], horizons: Sequence[int], interval: float, known: int) -> Outlook:
        """Forecasts for the days after the last known one."""
        shape, days = self._posterior(pairs, known)
        low, high = gamma_quantiles(shape, (1 - interval) / 2), gamma_quantiles(shape, (1 + interval) / 2)
        span = np.asarray(horizons, dtype=np.float64)
        expected, lows, highs = ((part / days)[..., None] * span for part in (shape, low, high))
        some = _some(shape, days, horizons)
        lows, highs = np.minimum(lows, expected), np.maximum(highs, expected)
        return Outlook(
            expected,
            lows,
            highs,
            some,
            np.minimum(-np.expm1(-lows), some),
            np.maximum(-np.expm1(-highs), some),
        )

    def carried(self, pair: int, quad: int, horizon: int, known: int) -> Carried:
        """All of it is the base rate."""
        shape, days = self._posterior([pair], known)
        return Carried(float(shape[0, quad] / days[quad] * horizon), 0.0, ())

    def without(
        self, removed: RemovedActs, pairs: Sequence[int], horizons: Sequence[int], interval: float, known: int
    ) -> Removal | str:
        """Nothing follows from anything here, so nothing can be told."""
        return "the data carry constant rates only, in which no act brings another."

    def _posterior(self, pairs: Sequence[int], known: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Shape (pairs, classes + 1) and rate (classes + 1) of the gamma distributions of the rates."""
        totals = self.acts.totals(0, known)[list(pairs)]
        return with_any(totals) + self.rates.shape, self.rates.rate + known


def _some(shape: NDArray[np.float64], days: NDArray[np.float64], horizons: Sequence[int]) -> NDArray[np.float64]:
    """Probability of at least one act, the rate integrated out: there is none with (d / (d + h)) ** shape."""
    span = np.asarray(horizons, dtype=np.float64)
    return -np.expm1(-shape[..., None] * np.log1p(span / days[:, None])[None])


def with_any(totals: NDArray[np.int64]) -> NDArray[np.int64]:
    """Counts by class, with that of any act behind them; shape (pairs, classes + 1)."""
    assert totals.shape[-1] == len(QUADS)
    return np.concatenate([totals, totals.sum(axis=-1, keepdims=True)], axis=-1)
