"""Forecasts of pairs: numbers of the model, kinds within each class, and the past acts that carry them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.evidence import NamedActs, Place, TypeHistory, named_acts
from countermove.response.forecasting.forecast import (
    QUADS,
    SOURCES,
    ClassForecast,
    Horizon,
    PairForecast,
    PastAct,
    Source,
    SourceShare,
    Who,
)
from countermove.response.forecasting.model import Carried, CountModel, Outlook
from countermove.response.forecasting.pairs import AskedPair
from countermove.response.forecasting.recalibrated import Correction, recalibrated
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.source import ActSource

_DIGITS = 6


def pair_forecasts(
    source: ActSource,
    acts: DailyActs,
    model: CountModel,
    pairs: Sequence[AskedPair],
    types: TypeHistory,
    settings: ForecastSettings,
    corrections: Sequence[Correction | None] = (),
) -> tuple[PairForecast, ...]:
    """One forecast for each pair, in the same order; ``corrections`` are those of the chances of each horizon."""
    numbers = [_number(acts, pair) for pair in pairs]
    seen = model.seen(acts)
    outlook = seen.outlook(numbers, settings.days, settings.interval, acts.days)
    outlook = recalibrated(outlook, corrections, settings.days)
    longest = max(settings.days)
    carried = {
        (number, quad): seen.carried(number, quad, longest, acts.days)
        for number in numbers
        for quad in range(len(QUADS))
    }
    places = [
        (acts.pairs[one.pair], QUADS[one.quad], acts.day_of(one.day))
        for found in carried.values()
        for one in found.carriers[: settings.most_carriers]
    ]
    making = _Pairs(acts, outlook, carried, named_acts(source, places, settings), types, settings, _names(pairs))
    return tuple(making.pair(place, pair, numbers[place]) for place, pair in enumerate(pairs))


def _number(acts: DailyActs, pair: AskedPair) -> int:
    number = acts.number_of(pair.key)
    assert number is not None
    return number


def _names(pairs: Sequence[AskedPair]) -> dict[str, Who]:
    return {who.key: who for pair in pairs for who in (pair.actor, pair.recipient)}


class _Pairs:
    """Makes the forecasts of pairs out of arrays."""

    def __init__(
        self,
        acts: DailyActs,
        outlook: Outlook,
        carried: dict[tuple[int, int], Carried],
        named: dict[Place, NamedActs],
        types: TypeHistory,
        settings: ForecastSettings,
        names: dict[str, Who],
    ) -> None:
        self._acts, self._outlook, self._carried, self._named = acts, outlook, carried, named
        self._types, self._settings, self._names = types, settings, names
        self._totals = acts.totals()

    def pair(self, place: int, pair: AskedPair, number: int) -> PairForecast:
        """The forecast of the pair at a place of the outlook."""
        days = self._acts.day[self._acts.pair == number]
        count = int(self._totals[number].sum())
        notes = []
        if not count:
            notes.append(
                "No earlier act between the two in this direction: the numbers are those of such pairs at large."
            )
        elif count < self._settings.least_pair_acts:
            notes.append(
                f"Only {count} earlier act{'s' if count > 1 else ''}: the numbers lean on those of other pairs."
            )
        return PairForecast(
            actor=pair.actor,
            recipient=pair.recipient,
            role=pair.role,
            acts=count,
            first_day=self._acts.day_of(int(days.min())) if len(days) else None,
            last_day=self._acts.day_of(int(days.max())) if len(days) else None,
            any_act=self._horizons(place, len(QUADS)),
            classes=tuple(self._class(place, pair, number, quad) for quad in range(len(QUADS))),
            notes=tuple(notes),
        )

    def _class(self, place: int, pair: AskedPair, number: int, quad: int) -> ClassForecast:
        found = self._carried[number, quad]
        count = int(self._totals[number, quad])
        return ClassForecast(
            quad=QUADS[quad],
            acts=count,
            per_30_days=round(30 * count / self._acts.days, _DIGITS),
            horizons=self._horizons(place, quad),
            types=self._types.shares(pair.key, QUADS[quad]),
            sources=_shares(found),
            carried_by=self._past(found),
        )

    def _horizons(self, place: int, quad: int) -> tuple[Horizon, ...]:
        parts = [
            getattr(self._outlook, name)[place, quad]
            for name in (
                "expected",
                "expected_low",
                "expected_high",
                "probability",
                "probability_low",
                "probability_high",
            )
        ]
        return tuple(
            Horizon(days, *(round(float(part[number]), _DIGITS) for part in parts))
            for number, days in enumerate(self._settings.days)
        )

    def _past(self, found: Carried) -> tuple[PastAct, ...]:
        past = []
        for one in found.carriers[: self._settings.most_carriers]:
            pair, quad, day = self._acts.pairs[one.pair], QUADS[one.quad], self._acts.day_of(one.day)
            named = self._named.get((pair, quad, day), NamedActs(0, (), ()))
            actor, recipient = (self._names.get(key, Who(key, key)) for key in pair)
            past.append(
                PastAct(
                    day=day,
                    actor=actor,
                    recipient=recipient,
                    quad=quad,
                    acts=named.acts,
                    what=named.what,
                    ids=named.ids,
                    source=one.source,
                    contribution=round(one.contribution, _DIGITS),
                )
            )
        return tuple(past)


def _shares(found: Carried) -> tuple[SourceShare, ...]:
    amounts: dict[Source, float] = dict.fromkeys(SOURCES, 0.0)
    amounts["base rate"] = found.base
    amounts["third parties"] = found.others
    for one in found.carriers:
        amounts[one.source] += one.contribution
    total = float(np.sum(list(amounts.values())))
    return tuple(SourceShare(name, round(amount / total, 4) if total else 0.0) for name, amount in amounts.items())
