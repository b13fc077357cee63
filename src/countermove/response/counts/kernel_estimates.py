"""Kernels with their intervals, each pair's base rate integrated out.

Forecasts take the base of a pair from its mean so far, which is all that is known on a day. Where that mean is still
far off, recent acts of the pair tell what its base is, and kernels that are fitted beside it take up some of that. So
what acts bring is estimated once more from all days: the base of each series of acts (pair, direction, class)
is a constant times the weight of the day, unknown, and has a distribution over all series that is estimated with the
kernels (nonparametric maximum likelihood over a grid, Kiefer and Wolfowitz 1956, Laird 1978). With y acts on days with
excitation e, T days at risk and grid l_k with shares p_k, a series has the likelihood

    sum_k p_k exp(-l_k T) prod (l_k + e)^y exp(-sum of e over all days)

It is made as large as can be by EM (:mod:`~countermove.response.counts.em`), then Newton steps with the observed
information of Louis (1982), from which the spread follows too: what isn't known of the bases, nor of their
distribution, makes it wider. Days before a dyad's first act count too: a base is no smaller or larger for having shown
late. That dyads without any act aren't there is left out of account. Memory: some 80 numbers for each row of counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats
from countermove.response.counts.design import Design
from countermove.response.counts.em import bounded_steps
from countermove.response.counts.fitting import groups_of
from countermove.response.counts.model import CountModel

_NODES = 80
_LOWEST, _SMALLEST = 1e-5, 1e-12
_STEPS, _NEWTON = 60, 8
_SETTLED = 1e-4
_TILTS = 4


@dataclass(frozen=True)
class KernelEstimates:
    """Weights [classes, columns] and their draws [replicates, classes, columns], shaped as those of the model; those of
    the base are the model's own."""

    weights: Floats
    draws: Floats


def estimate_kernels(model: CountModel, counts: DailyCounts) -> KernelEstimates:
    """The kernels of a fitted model, estimated from the days before its ``until`` with each pair's base integrated out.

    Args:
        model: of any level; without kernels its weights come back as they are.
        counts: the counts that it was fitted on, later ones are not looked at.
    """
    if model.level == "constant":
        return KernelEstimates(model.weights, np.repeat(model.weights[None], model.settings.replicates, axis=0))
    marginal = _Marginal(model, counts.until(model.until))
    kernels = marginal.maximised()
    information, scores = marginal.efficient(kernels)
    generator = np.random.default_rng(model.settings.seed)
    number = len(scores)
    drawn = generator.multinomial(number, np.full(number, 1 / number), size=model.settings.replicates)
    steps = bounded_steps(information, (drawn - 1) @ scores, kernels)
    draws = np.maximum(kernels + steps, 0.0)
    return KernelEstimates(marginal.spread(kernels), np.stack([marginal.spread(one) for one in draws]))


@dataclass(frozen=True)
class _Expected:
    """Means over what is known of the bases: the shares of the grid for each series, and 1 / (base + excitation)."""

    shares: Floats
    inverse: Floats
    value: float


class _Marginal:
    """The likelihood of the kernels with the bases integrated out; rows are those with acts, by series."""

    def __init__(self, model: CountModel, counts: DailyCounts) -> None:
        columns = model.columns
        self._model = model
        chosen = np.argsort(counts.series, kind="stable")
        design = Design(counts, columns, model.calendar, third=model.level == "third_party")
        even = np.ones(len(counts.count))
        groups = groups_of(counts.dyads, model.settings)
        ties = columns.ties(model.level, model.by_class, model.by_stage)
        ties[:, : columns.kernels] = -1
        used = np.unique(ties[ties >= 0])
        self._ties = np.where(ties >= 0, np.searchsorted(used, ties), -1)
        self._number = len(used)
        exposure = design.exposure(0, model.until, model.prior_days, even, np.arange(counts.dyads), counts.dyads)
        self._exposure = np.stack([self._tied(kind, exposure[kind]) for kind in range(CLASSES)]).sum(axis=0)
        terms = design.rows(chosen, model.prior_days, even).astype(np.float64)
        self._series, self._counts = counts.series[chosen], counts.count[chosen].astype(np.float64)
        self._starts = np.flatnonzero(np.diff(self._series, prepend=-1))
        kinds = self._series % CLASSES
        self._terms = np.zeros((len(chosen), self._number))
        for kind in range(CLASSES):
            self._terms[kinds == kind] = self._tied(kind, terms[kinds == kind])
        self._risk = np.full(counts.dyads * SERIES, float(model.calendar.days(model.until).sum()))
        self._kind = np.arange(len(self._risk)) % CLASSES
        self._group = groups
        highest = max(float(self._counts.max(initial=1.0)), 1.0)
        self._grid = np.concatenate([[_SMALLEST], np.geomspace(_LOWEST, 2 * highest, _NODES - 1)])
        self._height = np.log(np.maximum(self._grid, _LOWEST / 10)) / np.log(_LOWEST)
        self._mixing = np.full((CLASSES, _NODES), 1 / _NODES)

    def _tied(self, kind: int, values: Floats) -> Floats:
        """Columns of a class summed into those of the weights."""
        found = np.zeros((len(values), self._number))
        for column in np.flatnonzero(self._ties[kind] >= 0):
            found[:, self._ties[kind, column]] += values[:, column]
        return found

    def spread(self, kernels: Floats) -> Floats:
        """Weights as [classes, columns]."""
        return np.where(self._ties >= 0, kernels[np.maximum(self._ties, 0)], self._model.weights)

    def expected(self, kernels: Floats) -> _Expected:
        """The E step."""
        rates = (self._terms @ kernels)[:, None] + self._grid
        logs = -self._risk[:, None] * self._grid + np.log(np.maximum(self._mixing[self._kind], 1e-300))
        if len(self._starts):
            told = np.add.reduceat(self._counts[:, None] * np.log(rates), self._starts, axis=0)
            logs[self._series[self._starts]] += told
        top = logs.max(axis=1, keepdims=True)
        shares = np.exp(logs - top)
        totals = shares.sum(axis=1, keepdims=True)
        shares /= totals
        value = float((top + np.log(totals)).sum() - self._exposure.sum(axis=0) @ kernels)
        return _Expected(shares, 1.0 / rates, value)

    def maximised(self) -> Floats:
        """The kernels of highest likelihood; the shares of the grid with them."""
        kernels = self._start()
        exposure = np.maximum(self._exposure.sum(axis=0), _SMALLEST)
        for _ in range(_STEPS):
            found = self.expected(kernels)
            self._mix(found)
            mean = (found.shares[self._series] * found.inverse).sum(axis=1)
            kernels = kernels * ((self._counts * mean) @ self._terms) / exposure
        for _ in range(_NEWTON):
            information, scores = self.curvature(kernels)
            step = bounded_steps(information, scores.sum(axis=0)[None, :], kernels)[0]
            kernels = np.maximum(kernels + step, 0.0)
            for _ in range(5):
                self._mix(self.expected(kernels))
            if float(np.abs(step).max(initial=0.0)) < _SETTLED * float(kernels.max(initial=1.0)):
                break
        return kernels

    def _start(self) -> Floats:
        kernels = np.zeros(self._number)
        used = self._ties >= 0
        np.maximum.at(kernels, self._ties[used], self._model.weights[used])
        return np.maximum(kernels, 1e-5)

    def _mix(self, found: _Expected) -> None:
        for kind in range(CLASSES):
            self._mixing[kind] = found.shares[self._kind == kind].mean(axis=0)

    def curvature(self, kernels: Floats) -> tuple[Floats, Floats]:
        """The observed information [weights, weights] and the score of each dyad [dyads, weights]."""
        return self._curvature(self.expected(kernels))

    def efficient(self, kernels: Floats) -> tuple[Floats, Floats]:
        """The same of each group, less what the distribution of the bases, estimated too, would explain.

        Directions in which that distribution may move: its logarithm by powers of the logarithm of the base.
        """
        found = self.expected(kernels)
        information, scores = self._curvature(found)
        powers = np.stack([self._height**power for power in range(1, _TILTS + 1)], axis=1)
        moved = np.zeros((len(scores), CLASSES, _TILTS))
        means = found.shares @ powers - (self._mixing @ powers)[self._kind]
        np.add.at(moved, (np.arange(len(means)) // SERIES, self._kind), means)
        nuisance = moved.reshape(len(scores), -1)
        nuisance = nuisance / np.maximum(np.sqrt((nuisance**2).mean(axis=0)), _SMALLEST)
        mixed = scores.T @ nuisance
        slopes = np.linalg.lstsq(nuisance.T @ nuisance, mixed.T, rcond=1e-8)[0]
        explained = mixed @ slopes
        left = 1.0
        while left > 0.01 and np.linalg.eigvalsh(_scaled(information - left * explained, information)).min() < 0.02:
            left *= 0.9
        by_group = np.zeros((int(self._group.max(initial=0)) + 1, self._number))
        np.add.at(by_group, self._group, scores - nuisance @ slopes)
        return information - left * explained, by_group

    def _curvature(self, found: _Expected) -> tuple[Floats, Floats]:
        shares = found.shares[self._series]
        mean = self._counts * (shares * found.inverse).sum(axis=1)
        square = self._counts * (shares * found.inverse**2).sum(axis=1)
        information = self._terms.T @ (self._terms * square[:, None])
        starts = self._starts
        if len(starts):
            there = self._series[starts]
            centre = np.add.reduceat(self._terms * mean[:, None], starts, axis=0)
            information += centre.T @ centre
            for node in range(_NODES):
                weighted = self._terms * (self._counts * found.inverse[:, node])[:, None]
                sums = np.add.reduceat(weighted, starts, axis=0)
                information -= (sums * found.shares[there, node][:, None]).T @ sums
        scores = -self._exposure
        np.add.at(scores, self._series // SERIES, self._terms * mean[:, None])
        return information, scores


def _scaled(matrix: Floats, by: Floats) -> Floats:
    """A matrix with its rows and columns over the roots of another's diagonal."""
    root = np.sqrt(np.maximum(np.diag(by), _SMALLEST))
    return np.asarray(matrix / root[:, None] / root[None, :])
