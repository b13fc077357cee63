"""Places with how many events happened there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from countermove.record.filters import Condition, Filters, event_condition
from countermove.record.views.rows import filled, named_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place on the map; ``kind`` (country, admin1, city, feature) tells how exact the point is.

    A country or a province stands at a point inside it. ``lat`` and ``lon`` are WGS84 degrees, None where the place is
    not on the map; ``events`` counts those that filters keep.
    """

    place_id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    kind: str
    events: int


def events_by_place(connection: DuckDBPyConnection, filters: Filters) -> Condition:
    """A table ``c`` of place numbers and events, as SQL for after ``from``."""
    condition = event_condition(connection, filters)
    source = Condition()
    source.add(
        f"(select place_no, count(*) as events from events where place_no is not null and {condition.sql()} "
        "group by place_no) c join places p on p.place_no = c.place_no",
        *condition.values,
    )
    return source


def place_rows(connection: DuckDBPyConnection, counted: Sequence[tuple[int, int]]) -> list[PlaceRow]:
    """Places by their numbers, each with its count."""
    rows: list[dict[str, Any]] = named_rows(
        connection,
        "select * from places where place_no in (select unnest(?::integer[]))",
        [[number for number, _ in counted]],
    )
    found = {int(row["place_no"]): row for row in rows}
    return [filled(PlaceRow, found[number], events=events) for number, events in counted if number in found]
