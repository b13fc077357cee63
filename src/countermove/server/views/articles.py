"""Articles as a list, and one article in full: its text, its reading, and what of the record each part of it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from countermove.record.rows import numbers_in
from countermove.record.views.rows import filled, named_rows
from countermove.schema import Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One version of an article; ``status`` is current, superseded or retracted, ``copy_of`` the article it copies.

    ``published_from`` tells how the date was known, ``origin`` is the newsroom or agency whose word it is.
    """

    article_id: str
    version: int
    status: str
    status_reason: str | None
    title: str | None
    publisher: str | None
    published: str | None
    published_from: str | None
    url: str | None
    language: str | None
    origin: str
    origin_from: str
    copy_of: str | None
    copy_score: float | None
    story_id: str | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ItemLink:
    """What an item of the reading is in the record: the id of an event, claim, entity or number series."""

    item: str
    kind: Literal["event", "claim", "entity", "number"]
    id: str


@dataclass(frozen=True, slots=True)
class ArticleInFull:
    """One article: its text and reading, what its items are in the record, and its other versions.

    Spans of the reading count code points of ``text``.
    """

    article: ArticleRow
    text: str
    reading: Reading | None
    links: tuple[ItemLink, ...]
    versions: tuple[ArticleRow, ...]


_ROWS = (
    "select a.*, b.name as publisher, o.name as origin, c.article_id as copied, s.story_id from articles a "
    "left join sources b on b.source_no = a.source_no left join sources o on o.source_no = a.origin_no "
    "left join articles c on c.article_no = a.copy_of left join stories s on s.story_no = a.story_no "
)
_LINKS = """
select m.item, 'event' as kind, e.event_id as id from event_mentions m join events e on e.event_no = m.event_no
where m.article_no = $1
union all
select m.item, 'claim', c.claim_id from claim_mentions m join claims c on c.claim_no = m.claim_no
where m.article_no = $1
union all
select distinct m.item, 'entity', n.entity_id from entity_mentions m join entities n on n.entity_no = m.entity_no
where m.article_no = $1
union all
select q.item, 'number', s.series_id from quantities q join quantity_series s on s.series_no = q.series_no
where q.article_no = $1
order by 2, 1, 3
"""


def article_rows(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[ArticleRow]:
    """Articles by their numbers, in that order."""
    if not numbers:
        return []
    rows = named_rows(connection, f"{_ROWS} where a.article_no in ({numbers_in(numbers)})")
    found = {int(row["article_no"]): _row(row) for row in rows}
    return [found[number] for number in numbers if number in found]


def article_in_full(connection: DuckDBPyConnection, article_id: str) -> ArticleInFull | None:
    """One version of an article by its id; None where there is none."""
    rows = named_rows(connection, f"{_ROWS} where a.article_id = ? order by a.article_no limit 1", [article_id])
    if not rows:
        return None
    number, document = int(rows[0]["article_no"]), rows[0]["document_id"]
    reading = connection.execute("select reading from readings where article_no = ?", [number]).fetchone()
    versions = named_rows(connection, f"{_ROWS} where a.document_id = ? order by a.version", [document])
    return ArticleInFull(
        article=_row(rows[0]),
        text=str(rows[0]["text"]),
        reading=None if reading is None else Reading.from_json(str(reading[0])),
        links=item_links(connection, number),
        versions=tuple(_row(row) for row in versions),
    )


def item_links(connection: DuckDBPyConnection, number: int) -> tuple[ItemLink, ...]:
    """What the items of an article's reading are in the record, by the number of the article."""
    return tuple(ItemLink(*link) for link in connection.execute(_LINKS, [number]).fetchall())


def _row(row: dict[str, Any]) -> ArticleRow:
    return filled(ArticleRow, row, copy_of=row["copied"])
