"""The record's events as the exchange formats look at them: each in the reading of its best report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from countermove.exports.view import ReadingView
from countermove.record.exporting.fetching import read_batches
from countermove.record.exporting.settings import ExportSettings
from countermove.record.filters import Filters, event_condition
from countermove.record.rows import numbers_in
from countermove.schema import Event, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Merged:
    """What the record knows about one event, beside the reading of its best report."""

    event_no: int
    event_id: str
    best_article_no: int
    best_item: str
    status: str
    reports: int
    articles: int
    publishers: int
    origins: int


class MergedView(ReadingView):
    """The reading of the best reports of some events, with the record's ids and counts.

    Args:
        reading: the reading.
        ids: the record's id of every event of the reading, by its id there.
        merged: the events that this reading speaks for, by their id there.
        published_by: names of all publishers that tell an event, by its number.
    """

    def __init__(
        self,
        reading: Reading,
        ids: Mapping[str, str],
        merged: Mapping[str, Merged],
        published_by: Mapping[int, tuple[str, ...]],
    ) -> None:
        super().__init__(reading)
        self._ids, self._merged, self._published_by = ids, merged, published_by

    @property
    def expected(self) -> int:
        """How many events this reading should speak for."""
        return len(self._merged)

    @property
    def events(self) -> list[Event]:
        """The events that this reading speaks for, in text order; none answers itself."""
        return [self._own(event) for event in self.reading.events if event.id in self._merged]

    def event_id(self, identifier: str) -> str:
        """The record's id of the event."""
        return self._ids.get(identifier) or super().event_id(identifier)

    def counts(self, event: Event) -> tuple[int, int, int]:
        """Mentions, publishers and articles that tell the event; an article whose publisher is unknown has one."""
        merged = self._merged[event.id]
        return merged.reports, max(merged.publishers, 1), merged.articles

    def publishers(self, event: Event) -> tuple[str, ...]:
        """All publishers that tell it, in alphabetical order."""
        return self._published_by.get(self._merged[event.id].event_no, ())

    def notes(self, event: Event) -> tuple[str, ...]:
        """What the record knows of its reports."""
        merged = self._merged[event.id]
        return (
            f"status {merged.status}",
            f"reports {merged.reports}",
            f"articles {merged.articles}",
            f"independent origins {merged.origins}",
            *([f"publishers {', '.join(names)}"] if (names := self.publishers(event)) else []),
        )

    def _own(self, event: Event) -> Event:
        answered = event.responds_to
        if answered is None or self._ids.get(answered) != self._ids.get(event.id):
            return event
        return msgspec.structs.replace(event, responds_to=None)


def merged_views(connection: DuckDBPyConnection, filters: Filters, settings: ExportSettings) -> Iterator[MergedView]:
    """The readings that speak for the events that the filters keep, in the order of arrival of their articles."""
    chunk: list[Merged] = []
    for _, group in groupby(_merged(connection, filters, settings), lambda event: event.best_article_no):
        chunk += group
        if len(chunk) >= settings.batch_events:
            yield from _views(connection.cursor(), chunk)
            chunk = []
    yield from _views(connection.cursor(), chunk)


def _merged(connection: DuckDBPyConnection, filters: Filters, settings: ExportSettings) -> Iterator[Merged]:
    condition = event_condition(connection, filters)
    query = (
        "select event_no, event_id, best_article_no, best_item, status, reports, articles, publishers, origins "
        f"from events where {condition.sql()} and best_article_no is not null order by best_article_no, event_no"
    )
    for batch in read_batches(connection, query, condition.values, settings.batch_rows):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield Merged(*row)


def _views(cursor: DuckDBPyConnection, events: list[Merged]) -> Iterator[MergedView]:
    if not events:
        return
    speaking: dict[int, dict[str, Merged]] = {}
    for event in events:
        speaking.setdefault(event.best_article_no, {})[event.best_item] = event
    ids = _event_ids(cursor, speaking)
    published_by = _publishers(cursor, [event.event_no for event in events])
    query = (
        "select a.article_no, a.article_id, a.text, r.reading from articles a join readings r using (article_no) "
        f"where {_numbered('a.article_no', speaking)} order by a.article_no"
    )
    cursor.execute(query)
    while rows := cursor.fetchmany(50):
        for article_no, article_id, text, reading in rows:
            whole = msgspec.structs.replace(Reading.from_json(reading), text=text, id=article_id)
            yield MergedView(whole, ids.get(article_no, {}), speaking[article_no], published_by)


def _event_ids(cursor: DuckDBPyConnection, article_nos: Iterable[int]) -> dict[int, dict[str, str]]:
    """The record's ids of all events of some articles, by article and id in the reading."""
    found: dict[int, dict[str, str]] = {}
    rows = cursor.execute(
        "select m.article_no, m.item, e.event_id from event_mentions m join events e using (event_no) "
        f"where {_numbered('m.article_no', article_nos)}"
    ).fetchall()
    for article_no, item, event_id in rows:
        found.setdefault(article_no, {})[item] = event_id
    return found


def _publishers(cursor: DuckDBPyConnection, event_nos: list[int]) -> dict[int, tuple[str, ...]]:
    rows = cursor.execute(
        "select m.event_no, list(distinct s.name order by s.name) from event_mentions m "
        "join sources s on s.source_no = m.publisher_no "
        f"where m.counted and {_numbered('m.event_no', event_nos)} group by m.event_no"
    ).fetchall()
    return {event_no: tuple(names) for event_no, names in rows}


def _numbered(column: str, numbers: Iterable[int]) -> str:
    """A condition that lets the database pass over most of a table whose numbers are in order."""
    wanted = sorted(numbers)
    return f"{column} between {wanted[0]} and {wanted[-1]} and {column} in ({numbers_in(wanted)})"
