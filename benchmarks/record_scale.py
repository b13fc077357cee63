"""How the record bears up as it grows: speed of adding, of every filter, memory, and size on disk.

A month of synthetic readings is added through the product; larger records are copies of its tables, month by month,
with other ids and other days. Adding is measured side by side: the same new readings, of the last month's last days,
to the small record and to the large one, so that both have as much to compare them with.

    python benchmarks/record_scale.py --small 10000 --large 1000000 --filters 10000000
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.synthetic import synthetic_readings
from countermove.record.filters import Filters
from countermove.record.record import RecordFile

EVENTS_PER_ARTICLE = 5.0
"""Merged events that an article brings, about."""
BLOCK_DAYS = 30
FILTERS = [
    {"actor": "UKR"},
    {"recipient": "RUS"},
    {"actor": "UKR", "recipient": "RUS", "type": "ASSAULT"},
    {"type": "ASSAULT"},
    {"since": "2024-10-01"},
    {"until": "2015-01-01"},
    {"place": "Kamusha"},
    {"place": "Ukraine"},
    {"min_origins": 2},
    {"status": "disputed"},
    {"actor": "Ukraine", "since": "2020-01-01", "min_origins": 2},
]
# What tells one block of copied rows from another: numbers and days are shifted, ids are hashed anew.
NUMBERS = {
    "article_no": "articles", "superseded_by": "articles", "copy_of": "articles", "best_article_no": "articles",
    "headline_article_no": "articles", "event_no": "events", "merged_into": "events", "story_no": "stories",
    "claim_no": "claims", "series_no": "quantity_series", "entity_no": "entities", "speaker_no": "entities",
    "place_no": "places",
}  # fmt: skip
TABLES = [
    "articles", "readings", "vectors", "mentions", "entities", "entity_keys", "entity_mentions", "places", "stories",
    "events", "event_mentions", "event_parties", "claims", "claim_mentions", "claim_events", "quantity_series",
    "quantities",
]  # fmt: skip
ASKED = ["articles", "entities", "entity_keys", "places", "stories", "events", "event_parties"]
"""The tables that filters of events read."""
DAYS = ("published_day", "first_day", "last_day", "first_reported", "last_reported")
IDS = ("article_id", "document_id", "event_id", "story_id", "claim_id", "series_id", "entity_id", "place_id", "key")


def build(path: Path, events: int, last: date) -> None:
    """Add synthetic readings of a month through the product."""
    path.unlink(missing_ok=True)
    articles = round(events / EVENTS_PER_ARTICLE)
    with RecordFile(path) as record:
        for done, _ in enumerate(
            record.store_readings(synthetic_readings(articles, 1, last - timedelta(days=BLOCK_DAYS), BLOCK_DAYS)), 1
        ):
            if done % 1000 == 0:
                print(f"\r{done:,} of {articles:,} articles", end="", file=sys.stderr)
    print(file=sys.stderr)


def grow(path: Path, events: int, tables: Sequence[str] = TABLES) -> None:
    """Copy tables of the base, each copy before the last in time, until the record has so many events."""
    with RecordFile(path) as record:
        connection = record.connection
        there = _one(connection, "select count(*) from events")
        sizes = {
            table: _one(connection, f"select max({column}) from {table}")
            for column, table in NUMBERS.items()
            if column.removesuffix("_no") + "s" == table or column in ("story_no", "entity_no", "series_no")
        }
        for table in tables:
            connection.execute(f"create table base_{table} as select * from {table}")
        for block in range(1, -(-events // there)):
            for table in tables:
                _copy_block(connection, table, block, sizes)
            print(f"\rblock {block}", end="", file=sys.stderr)
        for table in tables:
            connection.execute(f"drop table base_{table}")
        connection.execute("checkpoint")
        print(file=sys.stderr)


def _copy_block(connection, table, block, sizes) -> None:
    columns = []
    for name, *_ in connection.execute(f"describe {table}").fetchall():
        if name in NUMBERS:
            columns.append(f"{name} + {block * sizes[NUMBERS[name]]}")
        elif name in DAYS:
            columns.append(f"{name} - {block * BLOCK_DAYS}")
        elif name == "day":
            columns.append(f"day - {block * BLOCK_DAYS}")
        elif name in IDS:
            columns.append(f"left({name}, 1) || left(md5({name} || '{block}'), 16)")
        else:
            columns.append(name)
    connection.execute(f"insert into {table} select {', '.join(columns)} from base_{table}")


def add_speed(path: Path, articles: int, seed: int, first: date) -> float:
    """Articles stored per second; the readings are made before the clock starts."""
    with RecordFile(path) as record:
        readings = list(synthetic_readings(articles, seed, first, 5))
        next(iter(record.store_readings(iter(readings[:1]))))  # loads what is loaded once
        began = time.perf_counter()
        for _ in record.store_readings(iter(readings[1:])):
            pass
        return (articles - 1) / (time.perf_counter() - began)


def filter_times(path: Path) -> list[tuple[str, int, float]]:
    """Filter, events it keeps, and the best of three times for the first 50 of them, in seconds."""
    found = []
    with RecordFile(path, read_only=True) as record:
        for wanted in FILTERS:
            times = []
            for _ in range(3):
                began = time.perf_counter()
                relation = record.events(Filters.of(**wanted))
                relation.limit(50).rows()
                count = relation.count()
                times.append(time.perf_counter() - began)
            found.append((" ".join(f"--{name} {value}" for name, value in wanted.items()), count, min(times)))
    return found


def _one(connection, sql) -> int:
    return int(connection.execute(sql).fetchone()[0])


def main() -> None:
    """Run all measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--filters", type=int, default=10_000_000)
    parser.add_argument("--articles", type=int, default=1_000, help="articles added in each measurement")
    parser.add_argument("--folder", type=Path, help="keep the records here; by default they are thrown away")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    last = date(2024, 11, 30)
    small, large, huge = folder / "small.duckdb", folder / "large.duckdb", folder / "huge.duckdb"
    if not small.exists():
        build(small, options.small, last)
    if not large.exists():
        shutil.copy(small, large)
        grow(large, options.large)
    speeds: dict[Path, list[float]] = {small: [], large: []}
    for number in range(3):
        for path in (small, large):
            copy = folder / "adding.duckdb"
            shutil.copy(path, copy)
            speeds[path].append(add_speed(copy, options.articles, 100 + number, last - timedelta(days=5)))
            copy.unlink()
    for path, found in speeds.items():
        with RecordFile(path, read_only=True) as record:
            events = _one(record.connection, "select count(*) from events")
        size = path.stat().st_size
        print(f"{events:>12,} events: {max(found):7.1f} articles/s added")
        print(f"{'':>12} {size / 1e6:,.0f} MB, {size / events:,.0f} B/event")
    kept = max(speeds[large]) / max(speeds[small])
    print(f"adding at the large one keeps {kept:.0%} of the speed at the small one")
    print(f"peak memory while adding: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")
    if not huge.exists() and options.filters > options.large:
        shutil.copy(small, huge)
        grow(huge, options.filters, ASKED)
    for name, count, seconds in filter_times(huge if huge.exists() else large):
        print(f"{seconds:6.3f} s  {count:>10,}  {name}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")
    if options.folder is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
