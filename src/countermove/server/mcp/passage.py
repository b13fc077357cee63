"""The text of an article around some characters, and what the record found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.server.errors import NotFoundError
from countermove.server.views.articles import ArticleRow, article_rows, item_links

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FOUND = (
    "select item, kind, start_char, end_char from mentions where article_no = ? and start_char < ? and end_char > ? "
    "and ((kind = 'event' and part = 'trigger') or (kind = 'attribution' and part = 'content') "
    "or kind in ('quantity', 'non_response')) order by start_char, end_char, item"
)
_KINDS = {"event": "event", "attribution": "claim", "quantity": "number", "non_response": "silence"}


@dataclass(frozen=True, slots=True)
class PassageItem:
    """Something found in a passage: event, claim, number or silence; ``id`` is what it is in the record, if it is."""

    kind: str
    item: str
    id: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters ``start`` to ``end`` (code points, end exclusive) of an article of ``length`` characters.

    ``next_start`` is where to go on reading; None at the end of the article.
    """

    article: ArticleRow
    length: int
    start: int
    end: int
    text: str
    next_start: int | None
    found: tuple[PassageItem, ...]


def passage(connection: DuckDBPyConnection, article_id: str, start: int, end: int) -> Passage:
    """The characters of an article that lie between two offsets, as far as it has them.

    Raises:
        NotFoundError: there is no such article, or it isn't as long.
    """
    row = connection.execute(
        "select article_no, text from articles where article_id = ? order by article_no limit 1", [article_id]
    ).fetchone()
    if row is None:
        raise NotFoundError(f"there is no article {article_id}", "id")
    number, text = int(row[0]), str(row[1])
    if start >= max(1, len(text)):
        raise NotFoundError(f"article {article_id} has {len(text)} characters", "start")
    end = min(end, len(text))
    ids: dict[tuple[str, str], str] = {(one.item, one.kind): one.id for one in item_links(connection, number)}
    items = connection.execute(_FOUND, [number, end, start]).fetchall()
    return Passage(
        article=article_rows(connection, [number])[0],
        length=len(text),
        start=start,
        end=end,
        text=text[start:end],
        next_start=end if end < len(text) else None,
        found=tuple(
            PassageItem(_KINDS[kind], item, ids.get((item, _KINDS[kind])), first, last)
            for item, kind, first, last in items
        ),
    )
