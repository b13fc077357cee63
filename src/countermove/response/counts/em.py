"""Weights of an additive intensity by expectation-maximisation, and their spread by a one-step bootstrap.

The count y of a row is Poisson with mean g x'w: g the weight of the day, x the row's terms, w >= 0. The sum of all
terms over all days at risk, E, makes days without acts unnecessary: log L = sum y log(g x'w) - E'w. Each act is the
child of one term with probability x_f w_f / x'w (E step); w_f is the number of the term's children over its exposure
(M step)::

    w_f <- w_f * (sum y x_f / x'w) / E_f

which is the EM of self-exciting processes (Lewis and Mohler 2011, "A nonparametric EM algorithm for multiscale Hawkes
processes") for kernels that are constant within bins of lags. log L is concave, so its maximum is the only one; a few
Newton steps within w >= 0 end what EM leaves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from countermove.response.counts.daily_counts import Floats, Integers

_SMALLEST = 1e-12


@dataclass(frozen=True)
class Problem:
    """Rows with acts and exposures of each target class.

    Attributes:
        terms: per class, the terms of its rows, [rows, columns].
        counts: per class, the acts of its rows.
        exposure: [classes, groups, columns].
        groups: per class, the group of each row.
        ties: [classes, columns], number of the weight of each column; -1 where it is left out.
    """

    terms: tuple[Floats, ...]
    counts: tuple[Floats, ...]
    exposure: Floats
    groups: tuple[Integers, ...]
    ties: Integers

    @property
    def parameters(self) -> int:
        """Number of weights."""
        return int(self.ties.max()) + 1

    def gather(self, values: Floats) -> Floats:
        """Sum values of classes and columns, [classes, columns, ...], into those of the weights."""
        found = np.zeros((self.parameters, *values.shape[2:]))
        used = self.ties >= 0
        np.add.at(found, self.ties[used], values[used])
        return found

    def spread(self, weights: Floats) -> Floats:
        """Weights as [classes, columns]."""
        return np.where(self.ties >= 0, weights[np.maximum(self.ties, 0)], 0.0)

    def rates(self, columns: Floats) -> list[Floats]:
        """The terms times the weights, per class, before the weight of the day."""
        return [
            np.maximum(terms @ weights.astype(terms.dtype), _SMALLEST).astype(np.float64)
            for terms, weights in zip(self.terms, columns, strict=True)
        ]

    def log_likelihood(self, weights: Floats) -> float:
        """Without the terms that no weight changes (the days' weights, the factorials)."""
        columns = self.spread(weights)
        gained = sum(
            float(counts @ np.log(rate)) for counts, rate in zip(self.counts, self.rates(columns), strict=True)
        )
        return gained - float((self.exposure.sum(axis=1) * columns).sum())


def maximise(problem: Problem, start: Floats, rounds: int, tolerance: float) -> tuple[Floats, list[float]]:
    """The weights of highest likelihood, and the log-likelihood after each step; no step lowers it."""
    exposure = problem.gather(problem.exposure.sum(axis=1))
    weights = np.where(exposure > 0, np.maximum(start, _SMALLEST), 0.0)
    total = max(sum(float(counts.sum()) for counts in problem.counts), 1.0)
    path = [problem.log_likelihood(weights)]
    for step in range(rounds):
        columns = problem.spread(weights)
        children = np.stack(
            [
                (counts / rate).astype(terms.dtype) @ terms
                for terms, counts, rate in zip(problem.terms, problem.counts, problem.rates(columns), strict=True)
            ]
        ).astype(np.float64)
        weights = weights * problem.gather(children) / np.maximum(exposure, _SMALLEST)
        if step % 10 == 9:
            path.append(problem.log_likelihood(weights))
            if path[-1] - path[-2] < tolerance * total * 10:
                break
    for _ in range(4):
        better, value = _newton_step(problem, weights, path[-1])
        if value - path[-1] < tolerance * total:
            break
        weights = better
        path.append(value)
    return weights, path


def _newton_step(problem: Problem, weights: Floats, value: float) -> tuple[Floats, float]:
    information, scores = curvature(problem, weights)
    step = bounded_steps(information, scores.sum(axis=0)[None, :], weights)[0]
    for _ in range(6):
        trial = np.maximum(weights + step, 0.0)
        reached = problem.log_likelihood(trial)
        if reached > value:
            return trial, reached
        step = step / 2
    return weights, value


def curvature(problem: Problem, weights: Floats) -> tuple[Floats, Floats]:
    """The information matrix [weights, weights] and the score of each group [groups, weights]."""
    columns, ties = problem.spread(weights), problem.ties
    groups = problem.exposure.shape[1]
    information = np.zeros((problem.parameters, problem.parameters))
    scores = np.zeros((groups, problem.parameters))
    for kind, (terms, counts, rate) in enumerate(
        zip(problem.terms, problem.counts, problem.rates(columns), strict=True)
    ):
        used = np.flatnonzero(ties[kind] >= 0)
        place = ties[kind][used]
        chosen = terms[:, used]
        scaled = chosen * (np.sqrt(counts) / rate).astype(terms.dtype)[:, None]
        np.add.at(information, (place[:, None], place[None, :]), (scaled.T @ scaled).astype(np.float64))
        weighted = chosen * (counts / rate).astype(terms.dtype)[:, None]
        order = np.argsort(problem.groups[kind], kind="stable")
        ends = np.searchsorted(problem.groups[kind][order], np.arange(groups + 1))
        sums = np.zeros((groups, len(used)))
        for group in range(groups):
            sums[group] = weighted[order[ends[group] : ends[group + 1]]].sum(axis=0, dtype=np.float64)
        np.add.at(scores.T, place, (sums - problem.exposure[kind][:, used]).T)
    return information, scores


def bounded_steps(information: Floats, scores: Floats, weights: Floats, sweeps: int = 60) -> Floats:
    """For each row of scores, the step that a quadratic likelihood asks for, no weight falling below 0.

    Coordinate descent on 1/2 d'Hd - s'd with d >= -w.
    """
    diagonal = np.diag(information)
    steps = np.zeros_like(scores)
    slope = scores.copy()
    active = np.flatnonzero(diagonal > 0)
    for _ in range(sweeps):
        largest = 0.0
        for place in active:
            moved = np.maximum(steps[:, place] + slope[:, place] / diagonal[place], -weights[place])
            change = moved - steps[:, place]
            size = float(np.abs(change).max())
            if size > 0:
                steps[:, place] = moved
                slope -= change[:, None] * information[place]
                largest = max(largest, size / (abs(weights[place]) + 1e-6))
        if largest < 1e-4:
            break
    return steps


def bootstrap(problem: Problem, weights: Floats, replicates: int, seed: int) -> Floats:
    """Weights as they would be in draws of groups with replacement, [replicates, weights].

    One Newton step from the estimate for each draw (estimating-function bootstrap, Hu and Kalbfleisch 2000).
    """
    information, scores = curvature(problem, weights)
    groups = len(scores)
    generator = np.random.default_rng(seed)
    draws = generator.multinomial(groups, np.full(groups, 1 / groups), size=replicates)
    return np.maximum(weights + bounded_steps(information, draws @ scores, weights), 0.0)
