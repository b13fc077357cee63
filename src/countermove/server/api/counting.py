"""Events counted: by day and type, and who towards whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from countermove.record.filters import Filters
from countermove.server.api.calls import FILTERS, Call, Endpoint, Parameter
from countermove.server.settings import ServerSettings
from countermove.server.views.counts import Cell, DayCounts, Side, day_counts, in_window, last_published, matrix

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class MatrixAnswer(msgspec.Struct, frozen=True):
    """Who acts towards whom: the busiest of each side, the cells between them, and how many pairs there are in all."""

    actors: list[Side]
    recipients: list[Side]
    cells: list[Cell]
    pairs: int


def _window(connection: DuckDBPyConnection, filters: Filters, settings: ServerSettings) -> Filters:
    return in_window(filters, last_published(connection), settings.timeline_days)


def counting_endpoints(settings: ServerSettings) -> tuple[Endpoint, ...]:
    """The endpoints of this file."""

    def counts(connection: DuckDBPyConnection, call: Call) -> DayCounts:
        return day_counts(connection, _window(connection, call.filters, settings))

    def pairs(connection: DuckDBPyConnection, call: Call) -> MatrixAnswer:
        found = matrix(connection, _window(connection, call.filters, settings), call["limit"])
        return MatrixAnswer(list(found.actors), list(found.recipients), list(found.cells.values()), found.pairs)

    days = f"by default the last {settings.timeline_days} days"
    most = Parameter("limit", "Actors, and recipients, at most.", "integer", default=10, least=1, most=100)
    return (
        Endpoint(
            "GET", "/counts", "countEvents", f"Events by day and type; {days}, long spans by week, month or year.",
            counts, answer=DayCounts, parameters=FILTERS,
        ),
        Endpoint(
            "GET", "/matrix", "getMatrix", f"Who acts towards whom: events, those in conflict, mean score; {days}.",
            pairs, answer=MatrixAnswer, parameters=(*FILTERS, most),
        ),
    )  # fmt: skip
