"""Where an article stands among the others: what it copies, which newsroom is behind it, which story it tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from countermove.exports.view import as_day
from countermove.record.copies import Copy, CopyIndex, runs, signature
from countermove.record.documents import Place
from countermove.record.knowledge import Knowledge
from countermove.record.mention_rows import mention_rows
from countermove.record.origins import Source, newsroom, publisher_source
from countermove.record.pending import Pending
from countermove.record.reports import day_of
from countermove.record.rows import Row
from countermove.record.sources import Sources
from countermove.record.speakers import spoken_sources
from countermove.record.stories import Move
from countermove.record.story_groups import StoryGroups, pack_vector
from countermove.schema import Article, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Placed:
    """An article with its number and its place; ``row`` is its row of ``articles`` but for the time of adding."""

    article_no: int
    article_id: str
    document_id: str
    version: int
    reading: Reading
    day: date | None
    publisher_no: int | None
    origin_no: int
    story_no: int | None
    story_id: str | None
    moves: tuple[Move, ...]
    vector: dict[int, int]
    row: Row


class Placer:
    """Gives articles their numbers, origins and stories."""

    def __init__(self, connection: DuckDBPyConnection, knowledge: Knowledge, sources: Sources) -> None:
        self._connection, self._knowledge, self._sources = connection, knowledge, sources
        self._copies = CopyIndex(self._signatures, self._text)
        self._stories = StoryGroups(connection)
        self._waiting: dict[int, tuple[str, int | None, Source]] = {}  # text, original, origin of those not stored yet
        row = connection.execute("select coalesce(max(article_no), 0) from articles").fetchone()
        assert row is not None
        self._last = int(row[0])

    def prefetch(self, articles: Iterable[Article]) -> None:
        """Look up the publishers of many articles in one go; what is stored by now is fetched again when needed."""
        self._waiting = {}
        names = {article.publisher for article in articles if article.publisher}
        self._sources.prefetch(publisher_source(name, self._knowledge.agencies) for name in names)

    def place(self, article: Article, reading: Reading, place: Place, pending: Pending) -> Placed:
        """Place one article; its rows in ``vectors``, ``readings``, ``mentions`` and ``sources`` are collected."""
        self._last += 1
        number = self._last
        published = as_day(article.published)
        day_number = day_of(article.published)
        sketch = signature(runs(article.text))
        earlier = self._versions_of(place)
        copy = self._copies.find(article.text, sketch, day_number, earlier)
        origin, origin_from, original = self._origin(article, place, copy, pending)
        vector = self._knowledge.vectors.vector(reading)
        if place.replaces is not None:
            self._stories.remove(place.replaces.article_id)
        story = self._stories.assign(place.article_id, vector, day_number, pending)
        self._copies.add(number, sketch, day_number)
        self._waiting[number] = (article.text, original, origin)
        publisher = publisher_source(article.publisher, self._knowledge.agencies) if article.publisher else None
        publisher_no = self._sources.number(publisher, pending) if publisher else None
        origin_no = self._sources.number(origin, pending)
        self._sources.reserve(spoken_sources(reading, self._knowledge.agencies, self._knowledge.interests))
        if place.replaces is not None:
            pending.superseded[place.replaces.article_no] = number
        pending.add("vectors", number, day_number, pack_vector(vector), sketch)
        pending.add("readings", number, *_reading_columns(reading))
        pending.rows["mentions"] += mention_rows(number, reading)
        row = (
            *(number, place.article_id, place.document_id, place.version, place.content_hash, article.id),
            *(article.url, publisher_no, article.title, article.published, published, article.published_from),
            *(reading.language, article.text, "current", None, None),
            *(original, copy.score if copy else None, origin_no, origin_from),
            *(story.story_no, story.score, story.reason),
        )
        return Placed(
            article_no=number,
            article_id=place.article_id,
            document_id=place.document_id,
            version=place.version,
            reading=msgspec.structs.replace(reading, id=place.article_id),
            day=published,
            publisher_no=publisher_no,
            origin_no=origin_no,
            story_no=story.story_no,
            story_id=story.story_id,
            moves=story.moves,
            vector=vector,
            row=row,
        )

    def keep_around(self, days: Sequence[date], span: int) -> None:
        """Forget what is far from these days."""
        first, last = days_around(days, span)
        self._copies.keep(first, last)
        self._stories.keep(first, last)

    def _origin(
        self, article: Article, place: Place, copy: Copy | None, pending: Pending
    ) -> tuple[Source, str, int | None]:
        """The newsroom, how it was known, and the first article of the group of copies."""
        agencies = self._knowledge.agencies
        if copy is None:
            origin, known = newsroom(article.text, article.publisher, place.article_id, None, agencies)
            return origin, known, None
        _, first, copied = self._article(copy.article_no)
        original = first or copy.article_no
        origin, known = newsroom(article.text, article.publisher, place.article_id, copied, agencies)
        own = publisher_source(article.publisher, agencies) if article.publisher else None
        if known == "copy" and own is not None and own.kind == "agency":
            origin, known = own, "publisher"
        if origin.kind == "agency" and copied.kind != "agency":
            pending.copied_agencies[original] = self._sources.number(origin, pending)
        return origin, known, original

    def _versions_of(self, place: Place) -> set[int]:
        """Earlier versions of the article itself: it doesn't copy them."""
        if place.version == 1:
            return set()
        rows = self._connection.execute(
            "select article_no from articles where document_id = ?", [place.document_id]
        ).fetchall()
        replaced = {place.replaces.article_no} if place.replaces else set()
        return {int(row[0]) for row in rows} | replaced

    def _article(self, number: int) -> tuple[str, int | None, Source]:
        """Text, original and origin of an article."""
        if number not in self._waiting:
            row = self._connection.execute(
                "select a.text, a.copy_of, s.kind, s.name from articles a join sources s on s.source_no = a.origin_no "
                "where a.article_no = ?",
                [number],
            ).fetchone()
            assert row is not None
            return str(row[0]), row[1], Source(row[2], str(row[3]))
        return self._waiting[number]

    def _text(self, number: int) -> str:
        return self._article(number)[0]

    def _signatures(self, day_number: int | None) -> Iterable[tuple[int, bytes]]:
        return self._connection.execute(
            "select article_no, signature from vectors where day is not distinct from ? order by article_no",
            [day_number],
        ).fetchall()


def days_around(days: Sequence[date], span: int) -> tuple[int, int]:
    """The first and last day, in days since 1970, that lie within a span of these."""
    first, last = (day_of(one.isoformat()) or 0 for one in (min(days), max(days)))
    if last - first > 2 * span:  # an archive in any order: keep what came last
        first = last - 2 * span
    return first - span, last + span


def _reading_columns(reading: Reading) -> Row:
    made_by = reading.meta
    bare = msgspec.structs.replace(reading, text="")
    return bare.to_json().decode(), made_by.countermove, made_by.model, made_by.lexicon
