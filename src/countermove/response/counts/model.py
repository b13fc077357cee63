"""A fitted model of daily counts."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from countermove.response.counts.columns import Columns
from countermove.response.counts.daily_counts import CLASSES, SERIES, Floats
from countermove.response.counts.design import Calendar
from countermove.response.counts.settings import CountSettings, Level


@dataclass(frozen=True)
class CountModel:
    """Expected counts: of class c from a to b on day t,

        g(t) [ v_c / (t + tau) + sum_j m_cj N_j(t) / (t + tau) + sum_{j, lags} K_cj(lag) y_j(t - lag) + third parties ]

    with g the weekday's weight, j the four classes of the pair's own acts and the four of its partner's, N_j(t) acts of
    series j before t (or the part of them that nothing excited, where ``attributed``) and tau the weight of the pooled
    rate in days: the first two terms are the mean of a gamma posterior, linear credibility (Bühlmann and Straub 1970).

    Attributes:
        level: what the model has; lower than asked for where the data can't carry it, as ``notice`` says.
        weights: [classes, columns], columns as ``Columns`` names them.
        draws: the same in draws of pairs, [replicates, classes, columns]; none where not asked for.
        dispersion: variance over mean of each class's counts, given the past.
        start: first day of the fitting window; ``until`` the day after its last.
        log_likelihood: over the fitting window, in nats, without factorials.
        events: acts in the fitting window.
    """

    settings: CountSettings
    level: Level
    by_class: bool
    by_stage: bool
    prior_days: float
    attributed: bool
    calendar: Calendar
    weights: Floats
    dispersion: Floats
    start: int
    until: int
    log_likelihood: float
    events: float
    notice: str | None = None
    draws: Floats | None = field(default=None, repr=False)

    @property
    def columns(self) -> Columns:
        """Where the terms stand."""
        return Columns(self.settings)

    def kernel(self, weights: Floats | None = None) -> Floats:
        """Expected acts that one act excites per day, [target classes, sides, source classes, lags]."""
        chosen = self.weights if weights is None else weights
        columns = self.columns
        return chosen[:, columns.kernels : columns.stages].reshape(CLASSES, 2, CLASSES, columns.lags)

    def stage_kernel(self, number: int, weights: Floats | None = None) -> Floats:
        """What a stage adds to the kernel, shaped as the kernel."""
        chosen = self.weights if weights is None else weights
        found = np.zeros((CLASSES, 2, CLASSES, self.columns.lags))
        for side in range(2):
            found[np.arange(CLASSES), side, np.arange(CLASSES)] = chosen[:, self.columns.stage(number, side)]
        return found

    def masses(self, weights: Floats | None = None, stage: int = 0) -> Floats:
        """Expected acts that one act excites directly, [target classes, sides, source classes]."""
        kernel = self.kernel(weights) + sum(self.stage_kernel(number, weights) for number in range(stage))
        return np.asarray((kernel * self.columns.widths).sum(axis=3))

    def branching_ratio(self) -> float:
        """Spectral radius of the oldest dyads' masses: acts that one act of a pair brings in a generation."""
        masses = self.masses(stage=len(self.settings.stages))
        own, partner = masses[:, 0], masses[:, 1]
        matrix = np.block([[own, partner], [partner, own]])
        return float(np.abs(np.linalg.eigvals(matrix)).max())

    def daily_kernel(self, weights: Floats | None = None, stage: int = 0) -> Floats:
        """The kernel by day of lag from 1, [lags in days, sources, targets] over the dyad's eight series.

        ``stage`` is the number of the settings' ``stages`` that the dyad has reached.
        """
        kernel = self.kernel(weights).copy()
        for number in range(stage):
            kernel += self.stage_kernel(number, weights)
        return self._daily(kernel)

    def daily_stage_kernel(self, number: int, weights: Floats | None = None) -> Floats:
        """What a stage adds to the kernel by day of lag."""
        return self._daily(self.stage_kernel(number, weights))

    def _daily(self, kernel: Floats) -> Floats:
        by_class = np.repeat(kernel, self.columns.widths, axis=3)
        found = np.zeros((by_class.shape[3], SERIES, SERIES))
        for direction in range(2):
            for side in range(2):
                rows = slice(CLASSES * ((direction + side) % 2), CLASSES * ((direction + side) % 2) + CLASSES)
                target = slice(CLASSES * direction, CLASSES * direction + CLASSES)
                found[:, rows, target] = by_class[:, side].transpose(2, 1, 0)
        return found
