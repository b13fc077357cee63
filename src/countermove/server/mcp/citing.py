"""Where an answer's rows come from: every source once, with its article, offsets and sentence.

Rows name their sources by number under ``cites``, as a text cites a bibliography, so that a sentence that several rows
rest on isn't told several times.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from countermove.record.views.article_sentences import sentence_spans
from countermove.record.views.rows import named_rows
from countermove.schema import Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_OF_A_SOURCE = ("item", "start", "end", "publisher", "title", "url", "sentence")
"""What a source tells, and a row that cites it needn't."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of an article: those of an item of its reading, or those between two offsets."""

    article_id: str
    item: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source: characters ``start`` to ``end`` (code points) of an article, and the sentence they begin in.

    ``published`` is the article's date as given; ``status`` is current, superseded or retracted.
    """

    source: int
    article_id: str
    item: str | None
    start: int | None
    end: int | None
    words: str
    sentence_start: int | None
    sentence_end: int | None
    sentence: str
    publisher: str | None
    title: str | None
    url: str | None
    published: str | None
    status: str


class Sources:
    """Numbers the places that an answer rests on in the order in which they are met, then looks them up."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._numbers: dict[Place, int] = {}

    def cited(self, value: Any) -> Any:
        """A value of plain lists and dicts whose rows cite sources by number."""
        if isinstance(value, list):
            return [self.cited(one) for one in value]
        if not isinstance(value, dict):
            return value
        places = list(self._places(value))
        told = _OF_A_SOURCE + (("article_id",) if places else ())
        own = {name: self.cited(one) for name, one in value.items() if not places or name not in told}
        return own | {"cites": [self._number(place) for place in places]} if places else own

    def texts(self) -> list[SourceText]:
        """The sources, by their numbers; those that no row of the record holds any more are left out."""
        articles = self._articles({place.article_id for place in self._numbers})
        items = self._items([place for place in self._numbers if place.item is not None])
        found = []
        for place, number in self._numbers.items():
            row = articles.get(place.article_id)
            if row is not None:
                span = (place.start, place.end) if place.item is None else items.get((place.article_id, place.item))
                found.append(_source(number, place, row, span or (None, None)))
        return found

    def _number(self, place: Place) -> int:
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def _places(self, row: dict[str, Any]) -> Iterable[Place]:
        """What a row rests on: an item or characters of an article, a hit in one, or events by their ids."""
        article, start = row.get("article_id"), row.get("start")
        if isinstance(article, str) and isinstance(row.get("item"), str):
            yield Place(article, row["item"])
        elif isinstance(article, str) and isinstance(start, int) and isinstance(row.get("end"), int):
            yield Place(article, None, start, row["end"])
        elif isinstance(row.get("article"), dict) and isinstance(row.get("word"), str) and isinstance(start, int):
            yield Place(row["article"]["article_id"], None, start, start + len(row["word"]))
        elif "article_id" not in row:
            ids = row["ids"] if isinstance(row.get("ids"), list) else [row.get("event_id")]
            yield from self._of_events([one for one in ids if isinstance(one, str)])

    def _of_events(self, ids: Sequence[str]) -> list[Place]:
        """The best report of each event; ids of other things have none."""
        if not ids:
            return []
        rows = self._connection.execute(
            "select a.article_id, e.best_item from events e join articles a on a.article_no = e.best_article_no "
            "where e.event_id in (select unnest(?::varchar[])) and e.best_item is not null order by e.event_no",
            [list(ids)],
        ).fetchall()
        return [Place(str(article), str(item)) for article, item in rows]

    def _articles(self, ids: set[str]) -> dict[str, dict[str, Any]]:
        rows = named_rows(
            self._connection,
            "select a.article_id, a.title, a.url, a.published, a.status, a.text, b.name as publisher, g.reading "
            "from articles a left join sources b on b.source_no = a.source_no "
            "left join readings g on g.article_no = a.article_no where a.article_id in (select unnest(?::varchar[]))",
            [sorted(ids)],
        )
        for row in rows:
            row["spans"] = sentence_spans(row["reading"])
        return {str(row["article_id"]): row for row in rows}

    def _items(self, places: Sequence[Place]) -> dict[tuple[str, str], tuple[int, int]]:
        """The first characters of each item: the trigger of an event, the content of a claim, the words of others."""
        rows = self._connection.execute(
            "select a.article_id, m.item, m.start_char, m.end_char from mentions m "
            "join articles a on a.article_no = m.article_no "
            "where a.article_id in (select unnest(?::varchar[])) and m.item in (select unnest(?::varchar[])) "
            "and ((m.kind = 'event' and m.part = 'trigger') or (m.kind = 'attribution' and m.part = 'content') "
            "or m.kind in ('quantity', 'non_response')) order by m.rowid",
            [sorted({one.article_id for one in places}), sorted({str(one.item) for one in places})],
        ).fetchall()
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for article, item, start, end in rows:
            found.setdefault((str(article), str(item)), (int(start), int(end)))
        return found


def _source(number: int, place: Place, row: dict[str, Any], span: tuple[int | None, int | None]) -> SourceText:
    start, end = span
    text = str(row["text"])
    sentence = _sentence(row["spans"], start)
    return SourceText(
        source=number,
        article_id=place.article_id,
        item=place.item,
        start=start,
        end=end,
        words="" if start is None else text[start:end],
        sentence_start=None if sentence is None else sentence[0],
        sentence_end=None if sentence is None else sentence[1],
        sentence="" if sentence is None else text[sentence[0] : sentence[1]],
        publisher=row["publisher"],
        title=row["title"],
        url=row["url"],
        published=row["published"],
        status=row["status"],
    )


def _sentence(spans: Sequence[Span], start: int | None) -> Span | None:
    return None if start is None else next((one for one in spans if one[0] <= start < one[1]), None)
