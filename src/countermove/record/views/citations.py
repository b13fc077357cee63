"""Numbered references: each article gets a number when a sentence first needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from countermove.record.rows import numbers_in
from countermove.record.views.rows import named_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_NAMED = 5
"""Sources named after one sentence at most; how many more there are is told."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, the numbers of its sources, how many sources it has beside those, and the rows that it says.

    ``rows`` are ids of events, claims, stories, series and articles; of figures it is the command that counts them.
    """

    text: str
    sources: tuple[int, ...]
    unnamed: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceReference:
    """One numbered source: an article, or the record as a whole, for figures.

    ``origin`` is the newsroom behind the article where that isn't its publisher, ``copy_of`` the number of the source
    that it copies, where that is named too.
    """

    number: int
    kind: Literal["article", "record"]
    article_id: str | None
    publisher: str | None
    origin: str | None
    title: str | None
    published_day: date | None
    url: str | None
    copy_of: int | None
    words: str


class Citations:
    """Gives numbers to articles in the order in which they are first cited; 1 is the record itself."""

    def __init__(self, record_words: str) -> None:
        self._record_words = record_words
        self._numbers: dict[str, int] = {}

    def statement(self, text: str, articles: Iterable[str], rows: Sequence[str]) -> Statement:
        """A sentence on the word of these articles, by their ids, best first."""
        known = list(dict.fromkeys(articles))
        named = [self._numbers.setdefault(article, len(self._numbers) + 2) for article in known[:MOST_NAMED]]
        return Statement(text, tuple(sorted(named)), len(known) - len(named), tuple(rows))

    def figure(self, text: str, command: str) -> Statement:
        """A sentence that counts rows of the record."""
        return Statement(text, (1,), 0, (command,))

    def references(self, connection: DuckDBPyConnection) -> tuple[SourceReference, ...]:
        """All that was cited, in order of their numbers."""
        record = SourceReference(1, "record", None, None, None, None, None, None, None, self._record_words)
        if not self._numbers:
            return (record,)
        marks = ", ".join("?" * len(self._numbers))
        rows = named_rows(
            connection,
            "select a.article_id, b.name as publisher, o.name as origin, a.title, a.published_day, a.url, "
            "c.article_id as copied from articles a left join sources b on b.source_no = a.source_no "
            "left join sources o on o.source_no = a.origin_no left join articles c on c.article_no = a.copy_of "
            f"where a.article_id in ({marks})",
            list(self._numbers),
        )
        found = [
            SourceReference(
                number=self._numbers[row["article_id"]],
                kind="article",
                article_id=row["article_id"],
                publisher=row["publisher"],
                origin=row["origin"] if row["origin"] not in (row["publisher"], None) and row["publisher"] else None,
                title=row["title"],
                published_day=row["published_day"],
                url=row["url"],
                copy_of=self._numbers.get(row["copied"]),
                words="",
            )
            for row in rows
        ]
        return (record, *sorted(found, key=lambda source: source.number))


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who reports an event: articles with one of each origin first, the names of the origins, and of the speakers."""

    articles: tuple[str, ...]
    origins: tuple[str, ...]
    speakers: tuple[str, ...]


def reporting(connection: DuckDBPyConnection, numbers: Sequence[int], condition: str = "true") -> dict[int, Reporting]:
    """Who reports events, by their numbers, as far as the reports fulfil a condition on ``m`` (event_mentions)."""
    if not numbers:
        return {}
    rows = named_rows(
        connection,
        "select m.event_no, a.article_id, case when o.kind = 'article' then 'an article without a publisher' else "
        "o.name end as origin, n.name as speaker, row_number() over (partition by "
        "m.event_no, m.origin_no order by a.copy_of is not null, m.published_day nulls last, m.article_no, m.item) "
        "as place from event_mentions m join articles a on a.article_no = m.article_no "
        "join sources o on o.source_no = m.origin_no left join entities n on n.entity_no = m.speaker_no "
        f"where m.counted and m.event_no in ({numbers_in(numbers)}) and {condition} "
        "order by m.event_no, place, m.published_day nulls last, m.article_no, m.item",
    )
    found: dict[int, Reporting] = {}
    for row in rows:
        sofar = found.get(int(row["event_no"]), Reporting((), (), ()))
        found[int(row["event_no"])] = Reporting(
            _with(sofar.articles, row["article_id"]),
            _with(sofar.origins, row["origin"]),
            _with(sofar.speakers, row["speaker"]),
        )
    return found


def _with(names: tuple[str, ...], name: str | None) -> tuple[str, ...]:
    return names if name is None or name in names else (*names, name)
