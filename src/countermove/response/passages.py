"""The sentences that evidence stands in, with what names their article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from countermove.record.views.article_sentences import sentence_spans
from countermove.record.views.rows import named_rows
from countermove.response.answer import Evidence

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article: ``start`` is where it begins in the text, in code points."""

    article_id: str
    start: int
    sentence: str


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article that a board rests on, by its number there. ``copy_of`` is the id of the article that it copies."""

    number: int
    article_id: str
    publisher: str | None
    title: str | None
    url: str | None
    published_day: date | None
    origin: str
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Passages:
    """The articles of some evidence, numbered in the order in which they are needed, and its sentences."""

    sources: tuple[SourceArticle, ...]
    sentences: tuple[Passage, ...]

    def of(self, evidence: Evidence) -> Passage | None:
        """The sentence that evidence begins in."""
        found = None
        for one in self.sentences:
            if one.article_id == evidence.article_id and one.start <= evidence.start < one.start + len(one.sentence):
                found = one
        return found

    def number(self, evidence: Evidence) -> int | None:
        """The number of its article."""
        return next((one.number for one in self.sources if one.article_id == evidence.article_id), None)


def passages(connection: DuckDBPyConnection, evidence: Iterable[Evidence]) -> Passages:
    """Look up where evidence stands."""
    wanted: dict[str, list[Evidence]] = {}
    for one in evidence:
        wanted.setdefault(one.article_id, []).append(one)
    if not wanted:
        return Passages((), ())
    marks = ", ".join("?" * len(wanted))
    rows = {
        str(row["article_id"]): row
        for row in named_rows(
            connection,
            "select a.article_id, a.title, a.url, a.published_day, a.text, b.name as publisher, o.name as origin, "
            "c.article_id as copy_of, g.reading from articles a left join sources b on b.source_no = a.source_no "
            "join sources o on o.source_no = a.origin_no left join articles c on c.article_no = a.copy_of "
            f"left join readings g on g.article_no = a.article_no where a.article_id in ({marks})",
            list(wanted),
        )
    }
    sources: list[SourceArticle] = []
    sentences: list[Passage] = []
    for article, found in wanted.items():
        if article not in rows:
            continue
        row = rows[article]
        values = [row[name] for name in ("publisher", "title", "url", "published_day", "origin", "copy_of")]
        sources.append(SourceArticle(len(sources) + 1, article, *values))
        spans = sentence_spans(row["reading"])
        text = str(row["text"])
        starts = sorted({_around(spans, evidence) for evidence in found})
        sentences += [Passage(article, start, text[start:end]) for start, end in starts]
    return Passages(tuple(sources), tuple(sentences))


def _around(spans: list[tuple[int, int]], evidence: Evidence) -> tuple[int, int]:
    """The sentence in which evidence begins; its own words where no sentence is known or it is very long."""
    for start, end in spans:
        if start <= evidence.start < end:
            return (start, end) if end - start <= _LONGEST else (evidence.start, min(evidence.end, end))
    return evidence.start, evidence.end
