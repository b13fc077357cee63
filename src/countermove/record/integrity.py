"""Whether a record is whole: rows lead somewhere, spans lie in their texts, totals follow from their parts.

The rules that are plain SQL stand in ``integrity.sql``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from countermove.record.decision_check import broken_decisions
from countermove.record.identity import content_hash, content_id
from countermove.record.mention_rows import mention_rows
from countermove.record.pending import aggregate, work_out_values
from countermove.record.rows import numbers_in
from countermove.record.transactions import transaction
from countermove.schema import Article, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNIQUE = (
    ("articles", "article_no"), ("articles", "article_id"), ("articles", "document_id, version"),
    ("mentions", "article_no, item, part, start_char, end_char"), ("sources", "source_no"), ("sources", "source_id"),
    ("entities", "entity_no"), ("entities", "entity_id"), ("entity_mentions", "article_no, item"),
    ("entity_keys", "key, entity_no"), ("places", "place_no"), ("places", "place_id"), ("stories", "story_no"),
    ("stories", "story_id"), ("events", "event_no"), ("events", "event_id"), ("event_mentions", "article_no, item"),
    ("claims", "claim_no"), ("claims", "claim_id"), ("claim_mentions", "article_no, item"),
    ("claim_events", "article_no, item, event_item"), ("quantity_series", "series_no"),
    ("quantity_series", "series_id"), ("quantities", "article_no, item"), ("decisions", "decision_no"),
    ("feeds", "feed_url"), ("feed_items", "feed_url, key"), ("history_datasets", "dataset_no"),
    ("history_datasets", "dataset"), ("history_files", "file_no"), ("history_problems", "file_no, line"),
    ("history_events", "dataset_no, row_id, part"),
)  # fmt: skip
"""Columns that no two rows of a table share."""
KEYS = {
    "article_no": "articles", "source_no": "sources", "entity_no": "entities", "place_no": "places",
    "story_no": "stories", "event_no": "events", "claim_no": "claims", "series_no": "quantity_series",
    "dataset_no": "history_datasets", "file_no": "history_files",
}  # fmt: skip
REFERENCES = {
    "superseded_by": "article_no", "copy_of": "article_no", "headline_article_no": "article_no",
    "best_article_no": "article_no", "origin_no": "source_no", "publisher_no": "source_no",
    "speaker_no": "entity_no", "merged_into": "event_no",
}  # fmt: skip
"""Columns by the name of the number that they hold, where the name isn't their own."""
TOTALS = (("events", "event"), ("claims", "claim"), ("stories", "story"))
_BLOCK = 50_000
_READINGS_BLOCK = 500
_MOST = 20
_NAMED = re.compile(r"^-- name: (.+)$", re.MULTILINE)


def problems(connection: DuckDBPyConnection, *, quick: bool = False, most: int = _MOST) -> Iterator[str]:
    """Yield one line for each thing that is wrong; nothing is changed.

    Args:
        connection: the open record; it may be open for reading only.
        quick: leave out what opens every text and reading.
        most: lines for one kind of problem.
    """
    for check in (
        _doubled(connection, most),
        _leading_nowhere(connection, most),
        _by_query(connection, most),
        _totals(connection, most),
        iter(broken_decisions(connection)),
        iter(()) if quick else _articles(connection),
    ):
        yield from check


def repair(connection: DuckDBPyConnection) -> None:
    """Work out all rows of events, claims and stories anew; nothing else is touched.

    Raises:
        RecordError: the file can't be written.
    """
    with transaction(connection):
        for table, one in TOTALS:
            for numbers in _blocks(connection, table, one):
                chosen = {kind: set(numbers) if kind == table else set[int]() for kind, _ in TOTALS}
                aggregate(connection, chosen["events"], chosen["claims"], chosen["stories"])


def _doubled(connection: DuckDBPyConnection, most: int) -> Iterator[str]:
    for table, columns in UNIQUE:
        for count, *values in connection.execute(
            f"select count(*), {columns} from {table} group by {columns} having count(*) > 1 order by all limit {most}"
        ).fetchall():
            yield f"{table}: {count} rows with {columns} {', '.join(map(str, values))}"


def _leading_nowhere(connection: DuckDBPyConnection, most: int) -> Iterator[str]:
    """Numbers that are in no row of the table that they lead to, whatever the table that has them."""
    for table, column in connection.execute(
        "select table_name, column_name from duckdb_columns() join duckdb_tables() using (table_oid, table_name) "
        "where not duckdb_columns.internal and not temporary order by table_name, column_index"
    ).fetchall():
        number = REFERENCES.get(column, column)
        home = KEYS.get(number)
        if home is None or (home == table and number == column):
            continue
        for value, rows in connection.execute(
            f"select t.{column}, count(*) from {table} t anti join {home} h on h.{number} = t.{column} "
            f"where t.{column} is not null group by 1 order by 1 limit {most}"
        ).fetchall():
            yield f"{table}: {column} {value} of {rows} rows is not in {home}"


def _by_query(connection: DuckDBPyConnection, most: int) -> Iterator[str]:
    text = (files("countermove.record") / "integrity.sql").read_text(encoding="utf-8")
    for query in _NAMED.split(text)[2::2]:
        for (line,) in connection.execute(query, [most]).fetchall():
            yield str(line)


def _totals(connection: DuckDBPyConnection, most: int) -> Iterator[str]:
    for table, one in TOTALS:
        told = 0
        for numbers in _blocks(connection, table, one):
            columns = work_out_values(connection, table, one, numbers)
            differing = ", ".join(
                f"case when t.{name} is distinct from v.{name} then concat('{name} ', "
                f"coalesce(t.{name}::varchar, 'nothing'), ', should be ', coalesce(v.{name}::varchar, 'nothing')) end"
                for name in columns
            )
            for identifier, difference in connection.execute(
                f"select * from (select t.{one}_id, concat_ws('; ', {differing}) as difference from {table} t "
                f"join {one}_values v using ({one}_no)) where difference <> '' order by 1 limit {most - told}"
            ).fetchall():
                told += 1
                yield f"{one} {identifier}: {' '.join(difference.split())}"
            if told >= most:
                break


def _blocks(connection: DuckDBPyConnection, table: str, one: str) -> Iterator[Sequence[int]]:
    rows = connection.execute(f"select {one}_no from {table} order by 1").fetchall()
    for start in range(0, len(rows), _BLOCK):
        yield [int(number) for (number,) in rows[start : start + _BLOCK]]


def _articles(connection: DuckDBPyConnection) -> Iterator[str]:
    """Ids against content, and rows of mentions against the readings that they come from."""
    numbers = [row[0] for row in connection.execute("select article_no from articles order by 1").fetchall()]
    for start in range(0, len(numbers), _READINGS_BLOCK):
        block = numbers_in(numbers[start : start + _READINGS_BLOCK])
        stored: dict[int, set[tuple[object, ...]]] = {}
        for row in connection.execute(
            f"select article_no, item, kind, part, start_char, end_char from mentions where article_no in ({block})"
        ).fetchall():
            stored.setdefault(row[0], set()).add(row)
        for number, *columns in connection.execute(
            "select a.article_no, a.article_id, a.document_id, a.content_hash, a.title, a.text, r.reading "
            f"from articles a left join readings r using (article_no) where a.article_no in ({block}) order by 1"
        ).fetchall():
            trouble = _article(number, columns, stored.get(number, set()))
            if trouble:
                yield f"article {columns[0]}: {trouble}"


def _article(number: int, columns: Sequence[str], stored: set[tuple[object, ...]]) -> str | None:
    identifier, document, mark, title, text, reading = columns
    if content_hash(Article(id="", title=title, text=text)) != mark:
        return "title and text are not those that its checksum was made of"
    if content_id("a", document, mark) != identifier:
        return "its id is not that of its content"
    try:
        read = msgspec.structs.replace(Reading.from_json(reading or ""), text=text)
    except msgspec.DecodeError as error:
        return f"its reading can't be opened: {error}"
    differing = stored.symmetric_difference(mention_rows(number, read))
    if differing:
        items = sorted({str(row[1]) for row in differing})
        return f"the mentions of {', '.join(items[:5])} are not those of its reading"
    return None
