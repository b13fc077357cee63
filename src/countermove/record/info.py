"""What is in a record: how much, from when to when, by whom it was written, and how large it is."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TABLES = {
    "articles": "articles", "current_articles": "articles where status = 'current'",
    "superseded_articles": "articles where status = 'superseded'",
    "retracted_articles": "articles where status = 'retracted'", "copies": "articles where copy_of is not null",
    "events": "events where merged_into is null and reports > 0", "event_reports": "event_mentions where counted",
    "claims": "claims where reports > 0", "claim_reports": "claim_mentions where counted",
    "numbers": "quantities where counted", "silences": "non_responses where counted",
    "stories": "stories where articles > 0", "entities": "entities", "places": "places", "sources": "sources",
    "mentions": "mentions", "decisions": "decisions", "feeds": "feeds",
    "history_datasets": "history_datasets", "history_acts": "history_events",
}  # fmt: skip


class Publisher(msgspec.Struct, frozen=True):
    """A publisher (None: unknown) and how many current articles it has."""

    name: str | None
    articles: int


class Migration(msgspec.Struct, frozen=True):
    """A version of the file: what made it, and when (UTC)."""

    version: int
    name: str
    countermove: str
    applied_at: datetime


class ReadBy(msgspec.Struct, frozen=True):
    """With what articles were read, and how many."""

    countermove: str
    model: str
    lexicon: str
    articles: int


class RecordInfo(msgspec.Struct, frozen=True):
    """The figures of a record.

    ``counts`` are rows by what they are. Days are those of publication of current articles and of events that are told;
    ``added_first`` and ``added_last`` are times (UTC). ``bytes_per_event`` is the size of the file over its events;
    None where imported history is in it too. ``publishers`` are those with the most articles, of ``publishers_in_all``.
    """

    path: str
    bytes: int
    bytes_per_event: int | None
    counts: dict[str, int]
    event_statuses: dict[str, int]
    published_first: date | None
    published_last: date | None
    undated_articles: int
    events_first: date | None
    events_last: date | None
    added_first: datetime | None
    added_last: datetime | None
    publishers_in_all: int
    publishers: list[Publisher]
    read_by: list[ReadBy]
    migrations: list[Migration]
    decided_by: dict[str, int]


def record_info(connection: DuckDBPyConnection, path: Path, publishers: int = 10) -> RecordInfo:
    """The figures of an open record; ``publishers`` is how many of them are named."""
    counts = {name: int(_one(connection, f"select count(*) from {rows}")[0]) for name, rows in _TABLES.items()}
    size = sum(part.stat().st_size for part in (path, path.with_name(path.name + ".wal")) if part.exists())
    published = _one(
        connection,
        "select min(published_day), max(published_day), count(*) filter (published_day is null), "
        "count(distinct source_no) from articles where status = 'current'",
    )
    happened = _one(connection, f"select min(first_day), max(last_day) from {_TABLES['events']}")
    added = _one(connection, "select min(added_at), max(added_at) from articles")
    return RecordInfo(
        path=str(path),
        bytes=size,
        bytes_per_event=round(size / counts["events"]) if counts["events"] and not counts["history_acts"] else None,
        counts=counts,
        event_statuses=_counted(connection, f"select status, count(*) from {_TABLES['events']} group by 1"),
        published_first=published[0],
        published_last=published[1],
        undated_articles=published[2],
        events_first=happened[0],
        events_last=happened[1],
        added_first=added[0],
        added_last=added[1],
        publishers_in_all=published[3],
        publishers=[
            Publisher(*row)
            for row in _all(
                connection,
                "select s.name, count(*) from articles a left join sources s using (source_no) "
                f"where a.status = 'current' group by 1 order by 2 desc, 1 nulls last limit {int(publishers)}",
            )
        ],
        read_by=[
            ReadBy(*row)
            for row in _all(
                connection, "select countermove, model, lexicon, count(*) from readings group by all order by all"
            )
        ],
        migrations=[
            Migration(*row)
            for row in _all(connection, "select version, name, countermove, applied_at from record_versions order by 1")
        ],
        decided_by=_counted(connection, "select author, count(*) from decisions group by 1"),
    )


def _all(connection: DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def _one(connection: DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    return _all(connection, sql)[0]


def _counted(connection: DuckDBPyConnection, sql: str) -> dict[str, int]:
    return {str(name): int(count) for name, count in _all(connection, f"{sql} order by 2 desc, 1")}
