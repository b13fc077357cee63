"""How well probabilities keep what they promise, and a monotone map that corrects them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from countermove.response.counts.daily_counts import CLASSES, DailyCounts, Floats, Integers
from countermove.response.counts.origin import History, Origin
from countermove.response.counts.predict import probability_any, series_mask

_CLIP = 1e-9


@dataclass(frozen=True)
class Recalibration:
    """p becomes 1 - exp(-exp(shift) h^slope), with h = -log(1 - p): rising in p for slope > 0.

    The map of a complementary log-log regression of outcomes on log h.
    """

    shift: float = 0.0
    slope: float = 1.0

    def apply(self, probability: Floats) -> Floats:
        """Corrected probabilities."""
        hazard = -np.log1p(-np.clip(probability, _CLIP, 1 - _CLIP))
        return np.asarray(-np.expm1(-np.exp(self.shift) * hazard**self.slope))


def fit_recalibration(probability: Floats, outcome: Floats, prior: float = 25.0) -> Recalibration:
    """The map under which the outcomes are likeliest; with few of them it stays near the identity.

    ``prior`` is the weight of the identity, as the precision of the normal priors of shift (mean 0) and slope (1).
    """
    log_hazard = np.log(-np.log1p(-np.clip(probability, _CLIP, 1 - _CLIP)))
    matrix = np.stack([np.ones_like(log_hazard), log_hazard], axis=1)
    centre = np.array([0.0, 1.0])
    found = centre.copy()
    for _ in range(50):
        hazard = np.exp(np.clip(matrix @ found, -30, 5))
        fitted = -np.expm1(-hazard)
        # Fisher scoring: derivative of the mean by the linear predictor is (1 - p) h.
        derivative = (1 - fitted) * hazard
        variance = np.maximum(fitted * (1 - fitted), 1e-12)
        score = matrix.T @ ((outcome - fitted) * derivative / variance) - prior * (found - centre)
        information = (matrix.T * (derivative**2 / variance)) @ matrix + prior * np.eye(2)
        step = np.linalg.solve(information, score)
        found = found + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    return Recalibration(float(found[0]), max(float(found[1]), 1e-3))


@dataclass(frozen=True)
class Bin:
    """Probabilities that lie next to one another, and how often what they announce came."""

    cases: int
    mean_probability: float
    observed: float


def calibration_table(probability: Floats, outcome: Floats, bins: int = 10) -> list[Bin]:
    """Bins of equal numbers of cases, from the lowest probability."""
    order = np.argsort(probability, kind="stable")
    return [
        Bin(len(part), float(probability[part].mean()), float(outcome[part].mean()))
        for part in np.array_split(order, bins)
        if len(part)
    ]


def calibration_error(probability: Floats, outcome: Floats, bins: int = 10) -> float:
    """Expected calibration error: mean distance of announced and observed frequency over bins of equal mass."""
    table = calibration_table(probability, outcome, bins)
    cases = sum(one.cases for one in table)
    return sum(one.cases * abs(one.mean_probability - one.observed) for one in table) / max(cases, 1)


@dataclass(frozen=True)
class Cases:
    """Announced probabilities with their outcomes (0 or 1), and the dyad of each."""

    probability: Floats
    outcome: Floats
    dyad: Floats


def answer_cases(history: History, outcomes: DailyCounts, days: Sequence[int], horizon: int) -> Cases:
    """After each pair's day with an act: does the target do anything towards the initiator within ``horizon`` days?

    One case per directed pair and day with at least one act; what is known is everything up to the end of that day.
    """
    found: list[Cases] = []
    for day in days:
        pairs = np.unique(outcomes.series[outcomes.day == day] // CLASSES)
        if len(pairs):
            reverse = pairs // 2 * 2 + 1 - pairs % 2
            found.append(_cases(history, outcomes, day, horizon, pairs // 2, reverse))
    return _joined(found)


def event_cases(history: History, outcomes: DailyCounts, days: Sequence[int], horizon: int) -> Cases:
    """For every directed pair whose dyad has acted before: is there any act within ``horizon`` days?"""
    found: list[Cases] = []
    for day in days:
        dyads = np.flatnonzero(outcomes.first <= day)
        for start in range(0, len(dyads), 4096):
            part = dyads[start : start + 4096]
            for direction in range(2):
                found.append(_cases(history, outcomes, day, horizon, part, 2 * part + direction))
    return _joined(found)


def _cases(history: History, outcomes: DailyCounts, day: int, horizon: int, dyads: Integers, pairs: Integers) -> Cases:
    origin = Origin(history, day, dyads, horizon)
    rates = origin.rates()
    both = [probability_any(origin, series_mask(direction), horizon, rates=rates) for direction in range(2)]
    within = (outcomes.day > day) & (outcomes.day <= day + horizon)
    acted = np.isin(pairs, outcomes.series[within] // CLASSES)
    return Cases(np.where(pairs % 2 == 0, *both), acted.astype(np.float64), dyads.astype(np.float64))


def _joined(parts: Sequence[Cases]) -> Cases:
    if not parts:
        return Cases(np.zeros(0), np.zeros(0), np.zeros(0))
    return Cases(
        np.concatenate([part.probability for part in parts]),
        np.concatenate([part.outcome for part in parts]),
        np.concatenate([part.dyad for part in parts]),
    )
