"""What may be an answer of a party although no link was found: the doubts that keep it from being called silent.

Whoever is to be called silent must not have answered in words that the reading missed, or in an act that nothing tied
to the move. So every article of the window is looked at that names the party, and tells the move, belongs to its
stories or names its parties. A doubt is an act of the party there that isn't aimed at somebody else alone, and a word
by which texts tell answers, in a sentence that names the party, at which no act with a known doer stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from countermove.ontology.reactions import shipped_reactions
from countermove.record.rows import among, numbers_in
from countermove.record.views.rows import named_rows
from countermove.response.act_rows import stored_readings
from countermove.response.answer import Evidence
from countermove.response.coverage import RecordWindow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Characters = tuple[int, int]
_UNREAD = "may tell an answer that was not read"
_UNTIED = "may be an answer that nothing ties to the move"
_EARLIER = "named before the day of the move, which isn't sure"
_EARLIER_DAYS = 60
_MOST_ARTICLES = 200
_MOST_DOUBTS = 2


@dataclass(frozen=True, slots=True)
class NearArticle:
    """What is looked at in one article: mentions of expected parties by their keys, acts coded there, and mentions of
    others. ``evidence`` names the article."""

    number: int
    text: str
    day: date | None
    evidence: Evidence
    mentions: dict[str, list[Characters]]
    acts: list[_Act]
    others: list[Characters]
    sentences: list[Characters]


@dataclass(frozen=True, slots=True)
class _Act:
    """Words that tell an act (a trigger, a cue of speech), the entities that do it, and those that it is aimed at."""

    start: int
    end: int
    doers: frozenset[int]
    aimed_at: frozenset[int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that may tell an answer, and the day on which they were published."""

    day: date | None
    evidence: Evidence


def unread_answers(
    articles: Iterable[NearArticle],
    expected: Mapping[int, str],
    parties: Collection[int],
    reactions: re.Pattern[str] | None = None,
) -> dict[str, tuple[Doubt, ...]]:
    """Words that may tell an answer, by key of the party; a party without any has no entry.

    Args:
        articles: those near the move, from :func:`near_articles`.
        expected: keys of the expected parties by the numbers of their entities.
        parties: numbers of the entities of the move's own parties.
        reactions: words by which answers are told; the package's own by default.
    """
    reactions = reactions or shipped_reactions()
    entities: dict[str, set[int]] = {}
    for entity, key in expected.items():
        entities.setdefault(key, set()).add(entity)
    found: dict[str, list[Doubt]] = {}
    for article in articles:
        for key, mentions in article.mentions.items():
            doubts = found.setdefault(key, [])
            if len(doubts) < _MOST_DOUBTS:
                told = _untied(article, frozenset(entities[key]), frozenset(parties))
                told += _unread(article, mentions, reactions)
                doubts += [Doubt(article.day, evidence) for evidence in told]
    return {key: tuple(doubts[:_MOST_DOUBTS]) for key, doubts in found.items() if doubts}


def older_than_told(connection: DuckDBPyConnection, event_no: int, parties: Collection[int], first: date) -> bool:
    """Whether the move may be older than its day: one article alone tells it, and earlier acts of its parties too.

    Args:
        connection: an open record.
        event_no: number of the move.
        parties: numbers of the entities of the move's own parties.
        first: day of the move.
    """
    row = connection.execute(
        "select (select count(*) from event_mentions where event_no = ? and counted) = 1 and exists ("
        "select 1 from event_mentions m join event_mentions o on o.article_no = m.article_no and o.counted "
        "and o.event_no <> m.event_no and o.first_day < ? and o.first_day >= ? and not o.time_inferred "
        f"join event_parties p on p.article_no = o.article_no and p.item = o.item and p.entity_no in "
        f"({numbers_in(parties)}) where m.event_no = ? and m.counted)",
        [event_no, first - timedelta(1), first - timedelta(_EARLIER_DAYS), event_no],
    ).fetchone()
    return bool(row and row[0])


def named_before(
    connection: DuckDBPyConnection, event_no: int, expected: Mapping[int, str], parties: Collection[int], first: date
) -> dict[str, tuple[Doubt, ...]]:
    """Expected parties that articles of the move's stories, or on its parties, name before its day.

    Where that is only a day of publication, the move may be older than it seems, and they may have answered before it.

    Args:
        connection: an open record.
        event_no: number of the move.
        expected: keys of the expected parties by the numbers of their entities.
        parties: numbers of the entities of the move's own parties.
        first: day of the move.
    """
    telling = f"select article_no from event_mentions where event_no = {int(event_no)} and counted"
    rows = connection.execute(
        "select distinct a.article_no from entity_mentions m join articles a on a.article_no = m.article_no "
        f"where {among('m.entity_no', expected)} and a.status = 'current' and a.copy_of is null "
        "and a.published_day >= ? and a.published_day < ? and (a.story_no in "
        f"(select story_no from articles where article_no in ({telling})) or a.article_no in "
        f"(select article_no from entity_mentions where entity_no in ({numbers_in(parties)}))) "
        f"order by a.article_no limit {_MOST_ARTICLES}",
        [first - timedelta(_EARLIER_DAYS), first],
    ).fetchall()
    found: dict[str, tuple[Doubt, ...]] = {}
    for article in near_articles(connection, [int(row[0]) for row in rows], expected):
        for key, mentions in article.mentions.items():
            start, end = mentions[0]
            evidence = replace(article.evidence, start=start, end=end, words=article.text[start:end], reason=_EARLIER)
            found.setdefault(key, (Doubt(article.day, evidence),))
    return found


def _untied(article: NearArticle, own: frozenset[int], parties: frozenset[int]) -> list[Evidence]:
    """Acts of the party that aren't aimed at others than the move's own parties alone."""
    return [
        replace(article.evidence, start=act.start, end=act.end, words=article.text[act.start : act.end], reason=_UNTIED)
        for act in article.acts
        if act.doers & own and (not act.aimed_at or act.aimed_at & parties)
    ]


def _unread(article: NearArticle, mentions: Iterable[Characters], reactions: re.Pattern[str]) -> list[Evidence]:
    found = []
    for start, end in article.sentences:
        if not any(start <= first < end for first, _ in mentions):
            continue
        for match in reactions.finditer(article.text[start:end].lower()):
            first, last = start + match.start(), start + match.end()
            if not any(act.start < last and act.end > first for act in article.acts if act.doers):
                words = article.text[first:last]
                found.append(replace(article.evidence, start=first, end=last, words=words, reason=_UNREAD))
                break
    return found


def near_numbers(
    connection: DuckDBPyConnection,
    event_no: int,
    expected: Mapping[int, str],
    parties: Collection[int],
    window: RecordWindow,
) -> list[int]:
    """Articles of the window that name an expected party, and tell the move, are of its stories or name its parties."""
    telling = f"select article_no from event_mentions where event_no = {int(event_no)} and counted"
    rows = connection.execute(
        "select distinct a.article_no, a.published_day from entity_mentions m "
        "join articles a on a.article_no = m.article_no "
        f"where {among('m.entity_no', expected)} and a.status = 'current' and a.copy_of is null "
        f"and a.published_day between ? and ? and (a.article_no in ({telling}) "
        f"or a.story_no in (select story_no from articles where article_no in ({telling})) or a.article_no in "
        f"(select article_no from entity_mentions where entity_no in ({numbers_in(parties)}))) "
        f"order by a.published_day, a.article_no limit {_MOST_ARTICLES}",
        [window.first, window.last],
    ).fetchall()
    return [int(row[0]) for row in rows]


def near_articles(
    connection: DuckDBPyConnection, numbers: Sequence[int], expected: Mapping[int, str]
) -> list[NearArticle]:
    """The articles with these numbers, by day of publication."""
    if not numbers:
        return []
    inside = among("m.article_no", numbers)
    sentences = stored_readings(connection, numbers)
    found = {
        int(row["article_no"]): NearArticle(
            int(row["article_no"]),
            str(row["text"]),
            row["published_day"],
            Evidence(str(row["article_id"]), 0, 0, "", "", row["publisher"], row["url"]),
            {},
            [],
            [],
            sentences[int(row["article_no"])].sentences,
        )
        for row in named_rows(
            connection,
            "select a.article_no, a.article_id, a.published_day, a.text, a.url, b.name as publisher from articles a "
            f"left join sources b on b.source_no = a.source_no where {among('a.article_no', numbers)} "
            "order by a.published_day, a.article_no",
        )
    }
    mentions = connection.execute(
        "select e.entity_no, m.article_no, m.start_char, m.end_char from entity_mentions e "
        "join mentions m on m.article_no = e.article_no and m.item = e.item and m.kind = 'entity' "
        f"where {among('e.article_no', numbers)} and {inside} order by m.article_no, m.start_char"
    ).fetchall()
    for entity, number, start, end in mentions:
        key, place = expected.get(int(entity)), (int(start), int(end))
        if key is None:
            found[int(number)].others.append(place)
        else:
            found[int(number)].mentions.setdefault(key, []).append(place)
    for number, start, end, doers, aimed_at in connection.execute(_CODED.format(inside=inside)).fetchall():
        act = _Act(int(start), int(end), frozenset(map(int, doers)), frozenset(map(int, aimed_at)))
        found[int(number)].acts.append(act)
    return list(found.values())


_CODED = """
select m.article_no, m.start_char, m.end_char, coalesce(list(p.entity_no) filter (p.role = 'actor'), []) as doers,
    coalesce(list(p.entity_no) filter (p.role = 'recipient'), []) as aimed_at
from mentions m join event_mentions t on t.article_no = m.article_no and t.item = m.item
left join event_parties p on p.article_no = m.article_no and p.item = m.item
where {inside} and m.kind = 'event' and m.part = 'trigger' group by 1, 2, 3
union all
select m.article_no, m.start_char, m.end_char, [c.speaker_no], []
from mentions m join claim_mentions t on t.article_no = m.article_no and t.item = m.item
join claims c on c.claim_no = t.claim_no
where {inside} and m.kind = 'attribution' and m.part = 'cue' and c.speaker_no is not null
order by 1, 2, 3
"""
