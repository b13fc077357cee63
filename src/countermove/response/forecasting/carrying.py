"""Which past acts the expected number of a pair and class rests on, in a model of counts that excite one another.

An act of series j (one of the eight of a dyad) that falls u days ahead brings M_j(u) acts of the target series up to
the horizon, itself included: M_j(u) = [j is the target] + sum over lags l of K_ji(l) g(u + l) M_i(u + l). So each act
of the past accounts for the sum over days ahead and series of g(u) K_ji(age + u) M_i(u): its children and theirs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.response.counts.daily_counts import CLASSES, SERIES
from countermove.response.counts.origin import History, Origin
from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.forecast import Source
from countermove.response.forecasting.model import Carried, Carrier

Floats = NDArray[np.float64]


def carried_acts(
    history: History, acts: DailyActs, place: tuple[int, int], quad: int, span: tuple[int, int]
) -> Carried:
    """What the expected number of acts of a class rests on.

    Args:
        history: a fitted model with counts.
        acts: the same counts by pair.
        place: the dyad and the direction.
        quad: the class.
        span: days ahead, and how many days are known.
    """
    (dyad, direction), (horizon, known) = place, span
    origin = Origin(history, known - 1, np.array([dyad]), horizon)
    brings = _brings(origin, direction * CLASSES + quad, horizon)
    weighted = brings * origin.weekday[:horizon, None]
    parts = _rate_parts(origin)
    carriers = _own_and_partner(history, origin, acts, direction, weighted)
    return Carried(
        base=float((parts[0] * weighted).sum()),
        others=float((parts[1] * weighted).sum()),
        carriers=tuple(sorted(carriers, key=lambda one: (-one.contribution, one.pair, one.quad, one.day))),
    )


def _brings(origin: Origin, target: int, horizon: int) -> Floats:
    """M of the module's text, [horizon, 8 series]."""
    kernel, weekday = origin.model.daily_kernel(stage=int(origin.stage[0])), origin.weekday
    found = np.zeros((horizon, SERIES))
    for ahead in range(horizon - 1, -1, -1):
        found[ahead, target] = 1.0
        reach = min(horizon - 1 - ahead, len(kernel))
        if reach:
            later = found[ahead + 1 : ahead + 1 + reach] * weekday[ahead + 1 : ahead + 1 + reach, None]
            found[ahead] += np.einsum("lji,li->j", kernel[:reach], later)
    return found


def _rate_parts(origin: Origin) -> tuple[Floats, Floats]:
    """First-generation rates of the base, and of third parties, [horizon, 8 series]."""
    columns = origin.model.columns
    both = np.concatenate([origin.model.weights, origin.model.weights])
    base = np.einsum("sc,sc->s", origin.base[0], both[:, : columns.kernels])
    third = np.zeros((origin.horizon, SERIES))
    if origin.third is not None:
        third = np.einsum("shk,sk->hs", origin.third[0], both[:, columns.third :])
    return np.tile(base, (origin.horizon, 1)), third


def _own_and_partner(
    history: History, origin: Origin, acts: DailyActs, direction: int, weighted: Floats
) -> list[Carrier]:
    """Past acts between the two."""
    layers = [(origin.recent[0], origin.model.daily_kernel())]
    layers += [(older[0], origin.model.daily_stage_kernel(number)) for number, older in enumerate(origin.older)]
    pairs = _pairs_of(history, acts, int(origin.dyads[0]))
    found = []
    for series, age in np.argwhere(origin.recent[0] > 0):
        amount = 0.0
        for recent, kernel in layers:
            reach = min(origin.horizon, len(kernel) - int(age))
            amount += float(recent[series, age] * (kernel[age : age + reach, series] * weighted[:reach]).sum())
        pair = pairs[series // CLASSES]
        if amount > 0 and pair is not None:
            source: Source = "own history" if series // CLASSES == direction else "partner's history"
            found.append(Carrier(pair, int(series % CLASSES), int(origin.day - age), source, amount))
    return found


def _pairs_of(history: History, acts: DailyActs, dyad: int) -> tuple[int | None, int | None]:
    """The numbers of a dyad's pairs, by direction."""
    parties = sorted({party for pair in acts.pairs for party in pair})
    low, high = parties[int(history.counts.low[dyad])], parties[int(history.counts.high[dyad])]
    return acts.number_of((low, high)), acts.number_of((high, low))
