"""The forecast had some events not happened: which acts those are, and what the model says without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from countermove.record.errors import FilterError
from countermove.response.forecasting.daily import DailyActs, Pair
from countermove.response.forecasting.forecast import (
    QUADS,
    Counterfactual,
    Horizon,
    PairForecast,
    WithoutClass,
    WithoutHorizon,
)
from countermove.response.forecasting.model import CountModel, Removal, RemovedActs
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.source import ActSource

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class NamedAct:
    """Acts of one event id: of which pair and class, on which day, how many."""

    event_id: str
    pair: Pair
    quad: str
    day: date
    count: int


def named_by_id(source: ActSource, event_ids: Sequence[str]) -> tuple[NamedAct, ...]:
    """The acts of some events, or of rows of other datasets.

    Raises:
        FilterError: an id is that of nothing known, or of nothing between two parties up to the last known day.
    """
    ids = list(dict.fromkeys(event_ids))
    rows = source.rows(
        "select event_id, actor_key, recipient_key, quad, day, count(*) from acts where event_id in "
        "(select unnest(?::varchar[])) and actor_key <> recipient_key group by all order by all",
        [ids],
    )
    found = tuple(NamedAct(str(one), (str(a), str(b)), str(quad), day, int(n)) for one, a, b, quad, day, n in rows)
    there = {one.event_id for one in found}
    for one in ids:
        if one not in there:
            until = f" up to {source.until.isoformat()}" if source.until else ""
            raise FilterError(
                f"without: {one} is no event of one party towards another that happened{until}; ids are shown by: "
                "countermove events"
            )
    return found


def counterfactual(
    acts: DailyActs,
    model: CountModel,
    named: Sequence[NamedAct],
    forecasts: Sequence[PairForecast],
    settings: ForecastSettings,
) -> Counterfactual:
    """What the model says of the same pairs without the events, or why it can't."""
    events = tuple(dict.fromkeys(one.event_id for one in named))
    condition = (
        f"Conditional on the model ({model.words}): what it ascribes to these acts, and to what it expects them to "
        "bring, is taken out. It isn't evidence of what would have happened."
    )
    inside = [one for one in named if one.day >= acts.first and acts.number_of(one.pair) is not None]
    if not inside:
        return Counterfactual(events, "the events lie before the days that the model is fitted on.", (), condition)
    removed = RemovedActs(
        tuple(
            (_number(acts, one.pair), QUADS.index(one.quad), (one.day - acts.first).days, one.count) for one in inside
        )
    )
    pairs = [_number(acts, (one.actor.key, one.recipient.key)) for one in forecasts]
    found = model.seen(acts).without(removed, pairs, settings.days, settings.interval, acts.days)
    if isinstance(found, str):
        return Counterfactual(events, found, (), condition)
    return Counterfactual(events, None, tuple(_classes(forecasts, found, settings)), condition)


def _number(acts: DailyActs, pair: Pair) -> int:
    number = acts.number_of(pair)
    assert number is not None
    return number


def _classes(forecasts: Sequence[PairForecast], found: Removal, settings: ForecastSettings) -> list[WithoutClass]:
    """The classes that change by as much as can be shown."""
    classes = []
    for place, pair in enumerate(forecasts):
        for quad, one in enumerate(pair.classes):
            least = settings.least_change * one.horizons[-1].expected
            if abs(float(found.difference[place, quad, -1])) <= least:
                continue
            horizons = tuple(
                _horizon(horizon, found, (place, quad, number)) for number, horizon in enumerate(one.horizons)
            )
            classes.append(WithoutClass(pair.actor, pair.recipient, one.quad, horizons))
    return classes


def _horizon(horizon: Horizon, found: Removal, place: tuple[int, int, int]) -> WithoutHorizon:
    def at(name: str) -> float:
        return round(float(getattr(found, name)[place]), _DIGITS)

    return WithoutHorizon(
        days=horizon.days,
        expected_with=horizon.expected,
        expected_without=round(max(horizon.expected + at("difference"), 0.0), _DIGITS),
        difference=at("difference"),
        difference_low=at("difference_low"),
        difference_high=at("difference_high"),
    )
