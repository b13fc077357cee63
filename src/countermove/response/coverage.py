"""Coverage: which articles of a window of days name whom, copies counted once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from countermove.record.rows import among
from countermove.record.views.rows import named_rows
from countermove.response.answer import Evidence, Party
from countermove.response.parties import Parties, PartyKnowledge

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CODES = {"united-nations": "UNO", "european-union": "EUR"}
"""Bodies that people and organs with these codes speak for."""
NAMED = "names it"
"""Why an example of coverage is evidence."""
_MOST_TEXTS = 200


@dataclass(frozen=True, slots=True)
class RecordWindow:
    """The days in which answers are looked for, and what the record holds of them.

    ``first`` is the day of the move, ``last`` the last day of the window, ``told_until`` the last day on which the
    record has an article (None: it has none since the move). ``articles`` doesn't count copies.
    """

    first: date
    last: date
    told_until: date | None
    articles: int
    origins: int

    @property
    def passed(self) -> bool:
        """Whether the record goes on to the end of the window."""
        return self.told_until is not None and self.told_until >= self.last


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles of a window that name a party: the day of each, copies left out, their independent origins, and some
    of them as examples. ``mentions``: how often these examples name it, pronouns left out."""

    days: tuple[date, ...]
    origins: int
    examples: tuple[Evidence, ...]
    mentions: int = 0

    @property
    def articles(self) -> int:
        """How many articles name it."""
        return len(self.days)

    def until(self, day: date) -> int:
        """How many were published by that day."""
        return sum(one <= day for one in self.days)


NO_COVERAGE = Coverage((), 0, ())


def record_window(connection: DuckDBPyConnection, first: date, last: date) -> RecordWindow:
    """What the record holds of some days."""
    row = connection.execute(
        "select (select max(published_day) from articles where status = 'current' and published_day >= ?), count(*), "
        "count(distinct origin_no) from articles "
        "where status = 'current' and copy_of is null and published_day between ? and ?",
        [first, first, last],
    ).fetchone()
    assert row is not None
    return RecordWindow(first, last, row[0], int(row[1]), int(row[2]))


def coverage(
    connection: DuckDBPyConnection, entities: Mapping[int, str], window: RecordWindow, examples: int = 3
) -> dict[str, Coverage]:
    """How the record covers parties in a window, by their keys; a state is covered by all who speak for it.

    Args:
        connection: an open record.
        entities: keys of the parties by the numbers of their entities, from :func:`entities_of`.
        window: the days.
        examples: how many articles are given with the words that name the party.
    """
    if not entities:
        return {}
    rows = connection.execute(
        "select m.entity_no, a.article_no, m.item, a.published_day, a.origin_no "
        "from entity_mentions m join articles a on a.article_no = m.article_no "
        f"where {among('m.entity_no', entities)} and a.status = 'current' and a.copy_of is null "
        "and a.published_day between ? and ? order by a.published_day, a.article_no, m.item",
        [window.first, window.last],
    ).fetchall()
    named: dict[str, dict[int, _Named]] = {}
    for entity, article, item, day, origin in rows:
        articles = named.setdefault(entities[int(entity)], {})
        articles.setdefault(int(article), _Named(day, int(origin), [])).items.append(str(item))
    shown = {key: list(articles.items())[:examples] for key, articles in named.items()}
    words = _words(
        connection, {(number, item) for some in shown.values() for number, one in some for item in one.items}
    )
    return {key: _coverage(articles.values(), shown[key], words) for key, articles in named.items()}


@dataclass(frozen=True, slots=True)
class _Named:
    """A party as one article names it: day and origin of the article, the ids that it has in the reading."""

    day: date
    origin: int
    items: list[str]


def _coverage(
    articles: Collection[_Named],
    shown: Sequence[tuple[int, _Named]],
    words: Mapping[tuple[int, str], tuple[Evidence, int]],
) -> Coverage:
    examples, mentions = [], 0
    for number, one in shown:
        told = [words[number, item] for item in one.items if (number, item) in words]
        mentions += sum(count for _, count in told)
        examples += [min((evidence for evidence, _ in told), key=lambda evidence: evidence.start)] if told else []
    origins = len({one.origin for one in articles})
    return Coverage(tuple(one.day for one in articles), origins, tuple(examples), mentions)


def _words(
    connection: DuckDBPyConnection, places: Collection[tuple[int, str]]
) -> dict[tuple[int, str], tuple[Evidence, int]]:
    """The first words that name an entity in an article, and how often it is named there."""
    if not places:
        return {}
    rows = named_rows(
        connection,
        "select a.article_no, m.item, a.article_id, b.name as publisher, a.url, m.start_char, m.end_char, "
        "substr(a.text, m.start_char + 1, m.end_char - m.start_char) as words "
        "from mentions m join articles a on a.article_no = m.article_no "
        "left join sources b on b.source_no = a.source_no "
        f"where {among('m.article_no', {article for article, _ in places})} and m.kind = 'entity' "
        "and m.part <> 'pronoun' order by a.article_no, m.start_char",
    )
    found: dict[tuple[int, str], tuple[Evidence, int]] = {}
    for row in rows:
        place = (int(row["article_no"]), str(row["item"]))
        if place in found:
            found[place] = found[place][0], found[place][1] + 1
        elif place in places:
            article, start, end = str(row["article_id"]), int(row["start_char"]), int(row["end_char"])
            publisher, url = row["publisher"], row["url"]
            found[place] = Evidence(article, start, end, str(row["words"]), NAMED, publisher, url), 1
    return found


def entities_of(
    connection: DuckDBPyConnection,
    parties: Sequence[Party],
    near: Sequence[int],
    knowledge: PartyKnowledge,
    window: RecordWindow | None = None,
) -> dict[int, str]:
    """The entities that count for some parties: number, and key of the party.

    Args:
        connection: an open record.
        parties: whose entities are asked for.
        near: numbers of articles whose texts tell what entities belong to that the registry doesn't know.
        knowledge: what parties are told by.
        window: only entities that articles of these days name; None: all.
    """
    keys = {party.key for party in parties}
    if not keys:
        return {}
    codes = sorted({_CODES.get(key, key) for key in keys})
    condition = f"country in ({', '.join('?' * len(codes))}) or entity_id in ({', '.join('?' * len(keys))})"
    values: list[Any] = [*codes, *sorted(keys)]
    if window is not None:
        condition = (
            f"({condition}) and entity_no in (select m.entity_no from entity_mentions m join articles a "
            "on a.article_no = m.article_no where a.published_day between ? and ?)"
        )
        values += [window.first, window.last]
    rows = connection.execute(f"select entity_no from entities where {condition}", values).fetchall()
    numbers = [int(row[0]) for row in rows]
    # States that no registry knows are found by the texts around their names.
    if near and any(party.kind == "state" and len(party.key) != 3 for party in parties):
        numbers += [
            int(row[0])
            for row in connection.execute(
                f"select distinct entity_no from entity_mentions where {among('article_no', list(near)[:_MOST_TEXTS])}"
            ).fetchall()
        ]
    told = Parties(connection, numbers, list(near)[:_MOST_TEXTS], knowledge)
    found = {number: party.key for number in sorted(set(numbers)) if (party := told.of(number)) is not None}
    return {number: key for number, key in found.items() if key in keys}
