"""Counts that excite themselves and one another, asked by pair: forecasts, intervals, and the past acts behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts
from countermove.response.counts.fitting import fit
from countermove.response.counts.model import CountModel
from countermove.response.counts.origin import History, Origin
from countermove.response.counts.predict import expected, probability_any, series_mask
from countermove.response.counts.settings import CountSettings, Level
from countermove.response.forecasting.carrying import carried_acts
from countermove.response.forecasting.constant import ConstantRates, SteadyActs
from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.model import Carried, Outlook, Removal, RemovedActs
from countermove.response.forecasting.removing import removal

Floats = NDArray[np.float64]
_TOLERANCE, _ROUNDS = 1e-5, 100
"""Twice as fast as the defaults of the fit, and as good: see docs/forecasts.md."""
_WORDS: dict[Level, str] = {
    "constant": "rates of pairs",
    "own": "counts that excite themselves",
    "partner": "counts that excite themselves and the partner's",
    "third_party": "counts that excite themselves, the partner's and third parties'",
}


@dataclass(frozen=True, slots=True)
class ExcitingCounts:
    """A fitted model; pairs that never had an act, in either direction, are left to constant rates."""

    fitted: CountModel
    steady: ConstantRates
    draws: int
    seed: int

    @classmethod
    def fit(cls, acts: DailyActs, level: Level, draws: int = 0, seed: int = 1, interval: float = 0.8) -> ExcitingCounts:
        """Fit on all days of some acts; ``draws`` of the parameters make the intervals (0: none are wanted)."""
        settings = CountSettings(
            tolerance=_TOLERANCE, rounds=_ROUNDS, replicates=max(draws, 1), seed=seed, interval=interval
        )
        fitted = fit(daily_counts(acts), settings, level, draws=draws > 0)
        return cls(fitted, ConstantRates.fit(acts), draws, seed)

    @property
    def words(self) -> str:
        """What it is."""
        return _WORDS[self.fitted.level]

    def seen(self, acts: DailyActs) -> ExcitedActs:
        """The model with acts to forecast from."""
        return ExcitedActs(self, acts)


def party_numbers(acts: DailyActs) -> dict[str, int]:
    """Numbers of parties, in order of their keys."""
    return {party: number for number, party in enumerate(sorted({party for pair in acts.pairs for party in pair}))}


def daily_counts(acts: DailyActs) -> DailyCounts:
    """The same acts as the model of counts takes them."""
    numbers = party_numbers(acts)
    actor = np.array([numbers[pair[0]] for pair in acts.pairs], dtype=np.int64)
    recipient = np.array([numbers[pair[1]] for pair in acts.pairs], dtype=np.int64)
    initiator, target, quad, day = (
        np.repeat(column, acts.count) for column in (actor[acts.pair], recipient[acts.pair], acts.quad, acts.day)
    )
    return DailyCounts.from_events(initiator, target, quad, day, acts.days)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a pair stands in the model of counts: its dyad, None where it has none, and its direction (0 or 1)."""

    dyad: int | None
    direction: int


class ExcitedActs:
    """Forecasts from acts; see :class:`countermove.response.forecasting.model.SeenActs`.

    Args:
        model: fitted on these acts or on earlier ones of them.
        acts: all that may be looked at.
    """

    def __init__(self, model: ExcitingCounts, acts: DailyActs) -> None:
        self._model, self._acts = model, acts
        self._counts = daily_counts(acts)
        self._steady = SteadyActs(model.steady, acts)

    @cached_property
    def _history(self) -> History:
        return History(self._model.fitted, self._counts)

    @cached_property
    def _placed(self) -> list[_Placed]:
        numbers = party_numbers(self._acts)
        dyads = {
            (int(low), int(high)): dyad
            for dyad, (low, high) in enumerate(zip(self._counts.low, self._counts.high, strict=True))
        }
        found = []
        for actor, recipient in self._acts.pairs:
            one, other = numbers[actor], numbers[recipient]
            found.append(_Placed(dyads.get((min(one, other), max(one, other))), int(one > other)))
        return found

    def probabilities(self, pairs: Sequence[int], horizons: Sequence[int], known: int) -> Floats:
        """How likely at least one act is within each horizon; shape (pairs, classes, horizons)."""
        asked = _Asked.of(pairs, self._placed, self._counts, known)
        if not len(asked.dyads):
            return self._steady.probabilities(pairs, horizons, known)
        origin = Origin(self._history, known - 1, asked.dyads, max(horizons))
        found = _some(origin, horizons, None, origin.rates(), any_act=False)
        return asked.filled(found, self._steady.probabilities(pairs, horizons, known))

    def outlook(self, pairs: Sequence[int], horizons: Sequence[int], interval: float, known: int) -> Outlook:
        """Forecasts for the days after the last known one; intervals are quantiles of draws of the parameters."""
        steady = self._steady.outlook(pairs, horizons, interval, known)
        asked = _Asked.of(pairs, self._placed, self._counts, known)
        if not len(asked.dyads):
            return steady
        origin = Origin(self._history, known - 1, asked.dyads, max(horizons))
        number, some = _both(origin, horizons, None, origin.rates())
        drawn = [_both(origin, horizons, weights, rates) for weights, rates in self._drawn(origin)]
        low, high = (1 - interval) / 2, (1 + interval) / 2
        numbers, chances = (np.stack([one[place] for one in drawn]) for place in (0, 1))
        parts = (
            number,
            np.minimum(np.quantile(numbers, low, axis=0), number),
            np.maximum(np.quantile(numbers, high, axis=0), number),
            some,
            np.minimum(np.quantile(chances, low, axis=0), some),
            np.maximum(np.quantile(chances, high, axis=0), some),
        )
        names = Outlook.__dataclass_fields__
        return Outlook(*(asked.filled(part, getattr(steady, name)) for part, name in zip(parts, names, strict=True)))

    def _drawn(self, origin: Origin) -> list[tuple[Floats, Floats]]:
        """Weights and rates, drawn: kernels by the bootstrap over pairs, each base from its gamma posterior."""
        dice = np.random.default_rng(self._model.seed)
        draws = self._model.fitted.draws
        found = []
        for number in range(max(self._model.draws, 1)):
            weights = self._model.fitted.weights if draws is None else draws[number % len(draws)]
            shapes = np.maximum(origin.base_shapes(weights), 1e-3)
            found.append((weights, origin.rates(weights, dice.gamma(shapes) / shapes)))
        return found

    def carried(self, pair: int, quad: int, horizon: int, known: int) -> Carried:
        """What the expected number of acts within ``horizon`` days rests on."""
        placed = self._placed[pair]
        if placed.dyad is None or self._counts.first[placed.dyad] >= known:
            return self._steady.carried(pair, quad, horizon, known)
        return carried_acts(self._history, self._acts, (placed.dyad, placed.direction), quad, (horizon, known))

    def without(
        self, removed: RemovedActs, pairs: Sequence[int], horizons: Sequence[int], interval: float, known: int
    ) -> Removal | str:
        """The forecasts of some pairs without some acts and what they brought; or in words why the data can't tell."""
        return removal(self._history, self._acts, removed, pairs, horizons, known)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Pairs that are asked for: the dyads that have acts, and where each pair stands among them."""

    dyads: NDArray[np.int64]
    place: NDArray[np.int64]
    row: NDArray[np.int64]
    direction: NDArray[np.int64]

    @classmethod
    def of(cls, pairs: Sequence[int], placed: Sequence[_Placed], counts: DailyCounts, known: int) -> _Asked:
        chosen = [
            (place, one.dyad, one.direction)
            for place, one in enumerate(placed[pair] for pair in pairs)
            if one.dyad is not None and counts.first[one.dyad] < known
        ]
        table = np.array(chosen, dtype=np.int64).reshape(-1, 3)
        dyads, row = np.unique(table[:, 1], return_inverse=True)
        return cls(dyads, table[:, 0], row, table[:, 2])

    def filled(self, found: Floats, steady: Floats) -> Floats:
        """Numbers by dyad and direction as numbers by pair; those of pairs without a dyad are ``steady``."""
        result = steady.copy()
        result[self.place] = found[self.row, self.direction]
        return result


def _both(origin: Origin, horizons: Sequence[int], weights: Floats | None, rates: Floats) -> tuple[Floats, Floats]:
    """Expected numbers and probabilities, both [dyads, direction, classes + 1, horizons]."""
    daily = expected(origin, weights, rates)
    number = np.stack([daily[:, :days].sum(axis=1) for days in horizons], axis=-1)
    split = number.reshape(len(number), 2, CLASSES, len(horizons))
    with_any = np.concatenate([split, split.sum(axis=2, keepdims=True)], axis=2)
    return with_any, _some(origin, horizons, weights, rates, any_act=True)


def _some(origin: Origin, horizons: Sequence[int], weights: Floats | None, rates: Floats, *, any_act: bool) -> Floats:
    """Probability of at least one act, [dyads, direction, classes (+ 1), horizons]."""
    kinds = [(kind,) for kind in range(CLASSES)] + ([tuple(range(CLASSES))] if any_act else [])
    found = np.zeros((len(origin.dyads), 2, len(kinds), len(horizons)))
    for direction in range(SERIES // CLASSES):
        for place, classes in enumerate(kinds):
            mask = series_mask(direction, classes)
            for number, days in enumerate(horizons):
                found[:, direction, place, number] = probability_any(origin, mask, days, weights, rates)
    return found
