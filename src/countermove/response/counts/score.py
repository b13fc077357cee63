"""How likely a model makes acts that it hasn't seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats, Integers
from countermove.response.counts.design import Design
from countermove.response.counts.model import CountModel
from countermove.response.counts.origin import History


@dataclass(frozen=True)
class Score:
    """Log-likelihood (nats), acts and expected acts per group of dyads and class, [groups, classes].

    Poisson, without factorials, one day ahead: the acts before each day are known.
    """

    log_likelihood: Floats
    events: Floats
    expected: Floats


def score(model: CountModel, counts: DailyCounts, start: int, end: int, groups: Integers) -> Score:
    """Score the days from ``start`` to ``end``; ``groups`` numbers the group of each dyad.

    A dyad is at risk from the day after its first act, whether that lies in the fitting window or later.
    """
    number = int(groups.max(initial=0)) + 1
    known = counts.until(end)
    history = History(model, known)
    design = Design(known, model.columns, model.calendar, model.level == "third_party")
    dyad = known.series // SERIES
    rows = np.flatnonzero((known.day >= start) & (known.day > known.first[dyad]))
    terms = design.rows(rows, model.prior_days, history.attributed)
    kind, group = known.series[rows] % CLASSES, groups[dyad[rows]]
    rates = (terms * model.weights[kind]).sum(axis=1) * model.calendar.days(end)[known.day[rows]]
    exposure = design.exposure(start, end, model.prior_days, history.attributed, groups, number)
    expected = np.einsum("cgk,ck->gc", exposure, model.weights)
    cell = group * CLASSES + kind

    def summed(values: Floats) -> Floats:
        return np.bincount(cell, values, number * CLASSES).astype(np.float64).reshape(number, CLASSES)

    gained = summed(known.count[rows] * np.log(np.maximum(rates, 1e-300)))
    return Score(gained - expected, summed(known.count[rows]), expected)
