"""Events: lists, one in full, its board; timeline, situation, places, numbers, silences, forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from countermove.record.filters import Condition, event_condition
from countermove.record.views.events import EventInFull, EventRow, event_in_full, event_rows
from countermove.record.views.numbers import NumberSeries, number_series
from countermove.record.views.rows import one_value
from countermove.record.views.silences import SilenceRow, list_silences
from countermove.record.views.situation import Situation, situation
from countermove.record.views.timeline import Timeline, days_condition, story_scope, timeline
from countermove.response.board import Board, BoardKnowledge, Wanted, make_board
from countermove.response.board_settings import BoardSettings
from countermove.response.forecasting import make as forecasting
from countermove.response.forecasting.forecast import Forecast
from countermove.response.forecasting.settings import ForecastSettings
from countermove.server.api.calls import FILTERS, Call, Endpoint, Parameter, path_id
from countermove.server.api.paging import Column, Page, Table
from countermove.server.errors import NotFoundError
from countermove.server.settings import ServerSettings
from countermove.server.views.places import PlaceRow, events_by_place, place_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_DAYS = 3650
_EACH = Parameter("limit", "Items of each part at most.", "integer", default=10, least=1, most=200)
_DAY, _NUMBER = Column("first_day", "day", falling=True), Column("event_no", "integer", falling=True)

EVENTS = Table(
    source="events",
    number="event_no",
    order=(_DAY, _NUMBER),
    condition=lambda connection, call: event_condition(connection, call.filters),
    items=event_rows,
)


def one_event(connection: DuckDBPyConnection, call: Call) -> EventInFull:
    """An event with its first reports."""
    _known_event(connection, call["id"])
    return event_in_full(connection, call["id"], call["limit"])


def _known_event(connection: DuckDBPyConnection, event_id: str) -> None:
    if one_value(connection, "select 1 from events where event_id = ?", [event_id]) is None:
        raise NotFoundError(f"there is no event {event_id}", "id")


def board(connection: DuckDBPyConnection, call: Call, knowledge: BoardKnowledge) -> Board:
    """Who answered an event, who is silent."""
    _known_event(connection, call["id"])
    settings = BoardSettings(window_days=call["window"], least_probability=call["least_probability"])
    if call["days"]:
        settings = replace(settings, days=tuple(sorted(set(call["days"]))))
    return make_board(connection, call["id"], settings, Wanted(call["expect"]), knowledge)


def days(connection: DuckDBPyConnection, call: Call, settings: ServerSettings) -> Timeline:
    """Days in order; without a first day, the last ones."""
    filters = call.filters
    if filters.since is None:
        condition = event_condition(connection, filters)
        last = filters.until or one_value(
            connection, f"select max(first_day) from events where {condition.sql()}", condition.values
        )
        if last is not None and last.toordinal() > settings.timeline_days:
            filters = replace(filters, since=last - timedelta(days=settings.timeline_days - 1))
    return timeline(connection, filters, call["limit"])


def forecast(connection: DuckDBPyConnection, call: Call) -> Forecast:
    """What is likely next."""
    wanted = forecasting.Wanted(
        call["event"], call["actor"], call["recipient"], call["as_of"], call["without"], call["dataset"]
    )
    settings = ForecastSettings(most_shown=call["limit"])
    if call["days"]:
        settings = replace(settings, days=tuple(sorted(set(call["days"]))))
    return forecasting.make_forecast(connection, wanted, settings)


def _series_condition(connection: DuckDBPyConnection, call: Call) -> Condition:
    scope = story_scope("s.story_no", call.filters, event_condition(connection, call.filters))
    told = days_condition("q.published_day", call.filters)
    scope.add(
        f"exists (select 1 from quantities q where q.series_no = s.series_no and q.counted and {told.sql()})",
        *told.values,
    )
    return scope


def _series(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[NumberSeries]:
    wanted = "s.series_no in (select unnest(?::integer[]))"
    found = {one.series_id: one for one in number_series(connection, wanted, [list(numbers)])}
    ids = dict(
        connection.execute(
            f"select series_no, series_id from quantity_series s where {wanted}", [list(numbers)]
        ).fetchall()
    )
    return [found[ids[number]] for number in numbers if ids.get(number) in found]


def _silence_condition(connection: DuckDBPyConnection, call: Call) -> Condition:
    scope = story_scope("a.story_no", call.filters, event_condition(connection, call.filters))
    told = days_condition("r.published_day", call.filters)
    scope.add(f"r.counted and {told.sql()}", *told.values)
    return scope


def _silences(connection: DuckDBPyConnection, keys: Sequence[str]) -> list[SilenceRow]:
    wanted = "r.article_no || ' ' || r.item || ' ' || coalesce(r.entity_no, -1) in (select unnest(?::varchar[]))"
    return list_silences(connection, wanted, [list(keys)])


NUMBERS = Table("quantity_series s", "s.series_no", (Column("s.series_no", "integer"),), _series_condition, _series)
SILENCES = Table(
    "non_responses r join articles a on a.article_no = r.article_no",
    "r.article_no || ' ' || r.item || ' ' || coalesce(r.entity_no, -1)",
    (
        Column("r.published_day", "day"),
        Column("r.article_no", "integer"),
        Column("r.item", "text"),
        Column("coalesce(r.entity_no, -1)", "integer"),
    ),
    _silence_condition,
    _silences,
)
PLACES = Table(
    source=lambda connection, call: events_by_place(connection, call.filters),
    number="(c.place_no, c.events)",
    order=(Column("c.events", "integer", falling=True), Column("c.place_no", "integer")),
    condition=lambda connection, call: Condition(),
    items=lambda connection, counted: place_rows(connection, [_pair(one) for one in counted]),
)


def _pair(row: Any) -> tuple[int, int]:
    """The two numbers of a row value, which the database gives as a dict or a tuple."""
    number, events = row.values() if isinstance(row, dict) else row
    return int(number), int(events)


def event_endpoints(settings: ServerSettings) -> tuple[Endpoint, ...]:
    """The endpoints of this file."""
    knowledge = cache(BoardKnowledge.load)  # takes a second: loaded with the first board, kept for the others
    reports = Parameter("limit", "Reports at most.", "integer", default=settings.page_items, least=1, most=1_000)
    days_on = Parameter("days", "Days after the move to look at.", "integer", many=True, least=0, most=_MOST_DAYS)
    return (
        Endpoint(
            "GET", "/events", "listEvents", "Events, newest first: who did what to whom, how well it is reported.",
            EVENTS, "table", Page[EventRow], parameters=FILTERS,
        ),
        Endpoint(
            "GET", "/events/{id}", "getEvent", "One event with its reports: whose word, in which sentence, why merged.",
            one_event, answer=EventInFull, parameters=(path_id("event"), reports),
        ),
        Endpoint(
            "GET", "/events/{id}/board", "getBoard", "Who answered this event, how fast and how; who is silent.",
            lambda connection, call: board(connection, call, knowledge()), answer=Board,
            parameters=(
                path_id("event"),
                days_on,
                Parameter("window", "Days in which answers count.", "integer",
                          default=BoardSettings().window_days, least=0, most=_MOST_DAYS),
                Parameter("least_probability", "How likely a link must be.", "number",
                          default=BoardSettings().least_probability, least=0, most=1),
                Parameter("expect", "Somebody who is expected to answer: a code, a key, or a name.", many=True),
            ),
        ),
        Endpoint(
            "GET", "/timeline", "getTimeline",
            f"Days in order: events, changed numbers, silences; by default the last {settings.timeline_days} days.",
            lambda connection, call: days(connection, call, settings), answer=Timeline, parameters=(*FILTERS, _EACH),
        ),
        Endpoint(
            "GET", "/situation", "getSituation", "A situation report on a window of days, with sources.",
            lambda connection, call: situation(connection, call.filters, call["limit"]), answer=Situation,
            parameters=(*FILTERS, _EACH),
        ),
        Endpoint(
            "GET", "/places", "listPlaces", "Places of events, busiest first, with how exact each point is.",
            PLACES, "table", Page[PlaceRow], parameters=FILTERS,
        ),
        Endpoint(
            "GET", "/numbers", "listNumbers", "Numbers over time: what was counted, and each value as it was told.",
            NUMBERS, "table", Page[NumberSeries], parameters=FILTERS,
        ),
        Endpoint(
            "GET", "/silences", "listSilences", "Reported silence: who was said not to have answered, earliest first.",
            SILENCES, "table", Page[SilenceRow], parameters=FILTERS,
        ),
        Endpoint(
            "GET", "/forecast", "getForecast", "What is likely next: about an event, or an actor, a recipient or both.",
            forecast, answer=Forecast,
            parameters=(
                Parameter("event", "Id of the event asked about."),
                Parameter("actor", "Who acts."),
                Parameter("recipient", "Whom it is done to."),
                Parameter("days", "Days within which acts count.", "integer", many=True, least=1, most=365),
                Parameter("as_of", "Last day that may be known.", "day"),
                Parameter("without", "The forecast had this event not happened.", many=True),
                Parameter("dataset", "Only acts of this dataset; record: of the articles.", many=True),
                Parameter("limit", "Pairs of parties at most.", "integer", default=10, least=1, most=200),
            ),
        ),
    )  # fmt: skip
