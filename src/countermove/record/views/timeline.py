"""Days in order: what happened on each, the numbers as they changed, who was reported silent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from countermove.record.filters import Condition, Filters, event_condition
from countermove.record.views.events import BEST_FIRST, EventRow, event_rows
from countermove.record.views.numbers import NumberSeries, NumberTold, number_series
from countermove.record.views.silences import SilenceRow, list_silences

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A value that differs from the one told before (None: the first of its series)."""

    series_id: str
    story_id: str | None
    unit: str
    casualty: str | None
    whose: str | None
    before: NumberTold | None
    told: NumberTold


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day (None: no day is known).

    ``events`` are the best reported ones that began on it, ``events_total`` is how many did; numbers and silences are
    those published on it.
    """

    day: date | None
    events_total: int
    events: tuple[EventRow, ...]
    numbers: tuple[NumberChange, ...]
    silences: tuple[SilenceRow, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days with something on them, in order, those without a day last; each event stands on one day."""

    events_total: int
    events_shown: int
    days: tuple[TimelineDay, ...]


def timeline(connection: DuckDBPyConnection, filters: Filters, most: int | None = 10) -> Timeline:
    """What happened day by day.

    Numbers and silences are those of the stories that the events belong to, as far as ``filters`` ask for more than
    days, else all.

    Args:
        connection: an open record.
        filters: what is asked for.
        most: how many events of one day at most, the best reported ones; None or 0: all.
    """
    condition = event_condition(connection, filters)
    kept = f"qualify row_number() over (partition by first_day order by {BEST_FIRST}) <= {int(most)}" if most else ""
    chosen = connection.execute(
        f"select event_no, first_day, count(*) over (partition by first_day) from events where {condition.sql()} "
        f"{kept} order by first_day nulls last, {BEST_FIRST}",
        condition.values,
    ).fetchall()
    totals = {day: int(total) for _, day, total in chosen}
    by_day: dict[date | None, list[EventRow]] = {day: [] for day in totals}
    for event in event_rows(connection, [int(number) for number, _, _ in chosen]):
        by_day[event.first_day].append(event)
    numbers = _by_day(number_changes(connection, filters, condition))
    silences = _silences(connection, filters, condition)
    days = sorted({*by_day, *numbers, *silences}, key=lambda day: day or date.max)
    return Timeline(
        events_total=sum(totals.values()),
        events_shown=sum(map(len, by_day.values())),
        days=tuple(
            TimelineDay(
                day=day,
                events_total=totals.get(day, 0),
                events=tuple(by_day.get(day, ())),
                numbers=tuple(numbers.get(day, ())),
                silences=tuple(silences.get(day, ())),
            )
            for day in days
        ),
    )


def number_changes(connection: DuckDBPyConnection, filters: Filters, events: Condition) -> list[NumberChange]:
    """Values told within the days asked for that differ from the one told before, in order of publication."""
    scope = story_scope("s.story_no", filters, events)
    days = days_condition("published_day", filters)
    series = number_series(
        connection,
        f"{scope.sql()} and s.series_no in (select series_no from quantities where counted and {days.sql()})",
        [*scope.values, *days.values],
    )
    found = [change for one in series for change in changes_of(one) if within(change.told.published_day, filters)]
    return sorted(found, key=lambda change: (change.told.published_day or date.max, change.series_id))


def changes_of(series: NumberSeries) -> list[NumberChange]:
    """The changes of one series."""
    befores = (None, *series.changes)
    return [
        NumberChange(series.series_id, series.story_id, series.unit, series.casualty, series.whose, before, told)
        for before, told in zip(befores, series.changes, strict=False)
    ]


def story_scope(column: str, filters: Filters, events: Condition) -> Condition:
    """A condition on the number of a story: one of the stories of the events, where more than days is asked for."""
    found = Condition()
    if replace(filters, since=None, until=None) != Filters():
        found.add(f"{column} in (select story_no from events where {events.sql()})", *events.values)
    return found


def days_condition(column: str, filters: Filters) -> Condition:
    """A condition on a day: within those asked for."""
    found = Condition()
    if filters.since is not None:
        found.add(f"{column} >= ?", filters.since)
    if filters.until is not None:
        found.add(f"{column} <= ?", filters.until)
    return found


def within(day: date | None, filters: Filters) -> bool:
    """Whether a day is within those asked for."""
    if day is None:
        return filters.since is None and filters.until is None
    return (filters.since is None or day >= filters.since) and (filters.until is None or day <= filters.until)


def _by_day(changes: list[NumberChange]) -> dict[date | None, list[NumberChange]]:
    found: dict[date | None, list[NumberChange]] = {}
    for change in changes:
        found.setdefault(change.told.published_day, []).append(change)
    return found


def _silences(
    connection: DuckDBPyConnection, filters: Filters, events: Condition
) -> dict[date | None, list[SilenceRow]]:
    scope = story_scope("a.story_no", filters, events)
    days = days_condition("r.published_day", filters)
    found: dict[date | None, list[SilenceRow]] = {}
    for silence in list_silences(connection, f"{scope.sql()} and {days.sql()}", [*scope.values, *days.values]):
        found.setdefault(silence.published_day, []).append(silence)
    return found
