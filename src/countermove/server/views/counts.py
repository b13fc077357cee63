"""Counts over a situation: events by day and type, who to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from countermove.record.filters import Filters, event_condition
from countermove.record.views.rows import one_value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Unit = Literal["day", "week", "month", "year"]
_LONGEST: tuple[tuple[int, Unit], ...] = ((62, "day"), (430, "week"), (2_000, "month"))


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many events of one type and quad class begin within a day (or the week, month or year that begins then)."""

    first_day: date
    event_type: str
    quad: str
    events: int


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Events over time; ``undated`` have no day, ``earlier`` began before the first day that was asked for."""

    unit: Unit
    counts: tuple[DayCount, ...]
    undated: int
    earlier: int = 0

    @property
    def total(self) -> int:
        """Events that have a day."""
        return sum(one.events for one in self.counts)

    def bins(self) -> list[date]:
        """The first day of every unit from the first to the last, those without events among them."""
        found: list[date] = []
        if self.counts:
            last = max(one.first_day for one in self.counts)
            day = min(one.first_day for one in self.counts)
            while day <= last:
                found.append(day)
                day = _after(day, self.unit)
        return found


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a matrix; ``more`` tells those of one name apart."""

    entity_id: str
    name: str
    events: int
    more: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Events from one towards another: how many, how many of them in conflict, and the mean PLOVER score."""

    who: str
    whom: str
    events: int
    conflict: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who acts towards whom, the busiest of each side; ``cells`` by the ids of both, ``pairs`` is how many there are.

    An event of several actors or recipients stands in a cell for each pair.
    """

    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    cells: dict[tuple[str, str], Cell]
    pairs: int

    @property
    def busiest(self) -> list[Cell]:
        """The cells with most events."""
        return sorted(self.cells.values(), key=lambda cell: (-cell.events, cell.who, cell.whom))[:12]

    def name(self, entity_id: str) -> str:
        """The name of a side."""
        sides = (*self.actors, *self.recipients)
        return next((side.name for side in sides if side.entity_id == entity_id), entity_id)

    @property
    def most(self) -> int:
        """The largest cell."""
        return max((cell.events for cell in self.cells.values()), default=0)


def day_counts(connection: DuckDBPyConnection, filters: Filters) -> DayCounts:
    """Events by day and type; long spans by week, month or year."""
    condition = event_condition(connection, filters)
    since = filters.since or date.min
    row = connection.execute(
        "select min(first_day) filter (first_day >= ?), max(first_day) filter (first_day >= ?), "
        "count(*) filter (first_day is null), count(*) filter (first_day < ?) from events "
        f"where {condition.sql()}",
        [since, since, since, *condition.values],
    ).fetchone()
    first, last, undated, earlier = row if row else (None, None, 0, 0)
    if first is None:
        return DayCounts("day", (), int(undated or 0), int(earlier or 0))
    length = (last - first).days + 1
    unit: Unit = next((unit for most, unit in _LONGEST if length <= most), "year")
    rows = connection.execute(
        f"select cast(date_trunc('{unit}', first_day) as date) as day, event_type, coalesce(quad, ''), count(*) "
        f"from events where {condition.sql()} and first_day >= ? group by all order by all",
        [*condition.values, since],
    ).fetchall()
    return DayCounts(unit, tuple(DayCount(*one) for one in rows), int(undated), int(earlier))


def matrix(connection: DuckDBPyConnection, filters: Filters, most: int = 10) -> Matrix:
    """Who acts towards whom.

    Args:
        connection: an open record.
        filters: what is asked for.
        most: actors, and recipients, at most.
    """
    condition = event_condition(connection, filters)
    rows = connection.execute(
        f"with chosen as (select event_no, quad, score from events where {condition.sql()}), pairs as ("
        "select distinct a.entity_no as who, b.entity_no as whom, c.event_no, c.quad, c.score from chosen c "
        "join event_parties a on a.event_no = c.event_no and a.role = 'actor' "
        "join event_parties b on b.event_no = c.event_no and b.role = 'recipient' and b.entity_no <> a.entity_no) "
        "select n.entity_id, n.name, m.entity_id, m.name, count(*), count(*) filter (p.quad like '%conflict'), "
        "avg(p.score) from pairs p join entities n on n.entity_no = p.who join entities m on m.entity_no = p.whom "
        "group by all order by 5 desc, 2, 4, 1, 3",
        condition.values,
    ).fetchall()
    who: dict[str, tuple[str, int]] = {}
    whom: dict[str, tuple[str, int]] = {}
    for one, name, other, other_name, events, _, _ in rows:
        who[one] = (name, who.get(one, ("", 0))[1] + int(events))
        whom[other] = (other_name, whom.get(other, ("", 0))[1] + int(events))
    actors = _apart(connection, _busiest(who, most))
    recipients = _apart(connection, _busiest(whom, most))
    shown = {one.entity_id for one in actors}, {one.entity_id for one in recipients}
    cells = {
        (row[0], row[2]): Cell(row[0], row[2], int(row[4]), int(row[5]), row[6])
        for row in rows
        if row[0] in shown[0] and row[2] in shown[1]
    }
    return Matrix(actors, recipients, cells, len(rows))


def last_published(connection: DuckDBPyConnection) -> date | None:
    """The last day of publication in the record."""
    found: date | None = one_value(connection, "select max(published_day) from articles where status = 'current'")
    return found


def in_window(filters: Filters, last: date | None, days: int) -> Filters:
    """The filters; where they name neither days nor a story, those of so many days up to the last one."""
    if filters.since is not None or filters.until is not None or filters.story:
        return filters
    if last is None or last.toordinal() <= days:
        return filters
    return replace(filters, since=last - timedelta(days=days - 1), until=last)


def _after(day: date, unit: Unit) -> date:
    """The first day of the next unit."""
    if unit in ("day", "week"):
        return day + timedelta(days=1 if unit == "day" else 7)
    if unit == "year" or day.month == 12:
        return date(day.year + 1, 1 if unit == "month" else day.month, 1)
    return date(day.year, day.month + 1, 1)


def _busiest(sides: dict[str, tuple[str, int]], most: int) -> tuple[Side, ...]:
    ordered = sorted(sides.items(), key=lambda item: (-item[1][1], item[1][0], item[0]))
    return tuple(Side(key, name, events) for key, (name, events) in ordered[:most])


def _apart(connection: DuckDBPyConnection, sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Sides, those that share a name with what they are beside it."""
    names = [one.name for one in sides]
    shared = [one.entity_id for one in sides if names.count(one.name) > 1]
    if not shared:
        return sides
    kinds = dict(
        connection.execute(
            "select entity_id, concat_ws(', ', kind, country) from entities where entity_id in (select unnest(?))",
            [shared],
        ).fetchall()
    )
    return tuple(replace(one, more=str(kinds[one.entity_id])) if one.entity_id in kinds else one for one in sides)
