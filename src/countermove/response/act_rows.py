"""What the record holds on some events and claims, fetched in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from countermove.exports.view import as_day
from countermove.record.rows import among
from countermove.record.views.rows import named_rows
from countermove.response.days import DayTold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EVENTS = """
select event_no, event_id, event_type, mode, contexts, score, quad, first_day, last_day, time_inferred, factuality,
    confidence, origins, denied_by, status, first_reported, best_article_no, best_item
from events where {wanted} and merged_into is null order by event_no
"""
_EVENT_REPORTS = """
with told as (select event_no, article_no, item, polarity, stance, speaker_no, speaker_side, sentence_start,
        sentence_end, published_day
    from event_mentions where {wanted} and counted
    qualify row_number() over (partition by event_no order by published_day nulls last, article_no, item) <= {most}),
places as (select m.article_no, m.item, min_by(m.start_char, m.rowid) as first_char,
        min_by(m.end_char, m.rowid) as last_char
    from mentions m where m.article_no in (select article_no from told) and m.kind = 'event' and m.part = 'trigger'
    group by all)
select t.*, a.article_id, a.story_no, a.url, b.name as publisher,
    coalesce(p.first_char, t.sentence_start) as first_char, coalesce(p.last_char, t.sentence_end) as last_char
from told t join articles a on a.article_no = t.article_no
left join places p on p.article_no = t.article_no and p.item = t.item
left join sources b on b.source_no = a.source_no
order by t.published_day nulls last, t.article_no, t.sentence_start, t.item
"""
_PARTIES = """
select p.event_no, p.role, p.entity_no, count(*) as times, min(p.article_no) as first_article
from (select * from event_parties where {wanted}) p
join (select article_no, item from event_mentions where {wanted} and counted) m
    on m.article_no = p.article_no and m.item = p.item
group by all order by p.event_no, p.role, first_article, p.entity_no
"""
_CLAIMS = """
select claim_no, claim_id, speaker_no, cue_class, content, first_day, last_day, origins, status, best_article_no,
    best_item
from claims where {wanted} and reports > 0 order by claim_no
"""
_CLAIM_REPORTS = """
with told as (select claim_no, article_no, item, factuality, published_day from claim_mentions
    where {wanted} and counted and factuality <> 'Uu'
    qualify row_number() over (partition by claim_no order by published_day nulls last, article_no, item) <= {most})
select t.*, a.article_id, a.story_no, a.url, b.name as publisher, m.part, m.start_char, m.end_char,
    m.rowid as place
from told t join articles a on a.article_no = t.article_no
join mentions m on m.article_no = t.article_no and m.item = t.item and m.kind = 'attribution'
left join sources b on b.source_no = a.source_no
order by t.published_day nulls last, t.article_no, t.item, m.rowid
"""


@dataclass(frozen=True, slots=True)
class EventRows:
    """Events, their reports and their parties, by number of the event."""

    events: list[dict[str, Any]]
    reports: dict[int, list[dict[str, Any]]]
    parties: dict[int, dict[str, list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """Claims, and the characters of their reports, by number of the claim and then article and item."""

    claims: list[dict[str, Any]]
    reports: dict[int, dict[tuple[int, str], list[dict[str, Any]]]]
    inside: dict[tuple[int, str], frozenset[str]]


def event_rows(connection: DuckDBPyConnection, numbers: Sequence[int], most: int) -> EventRows:
    """What acts are made of, for events by their numbers, each with its first reports, so many at most.

    Parties are pairs of an entity and how often it is told.
    """
    if not numbers:
        return EventRows([], {}, {})
    wanted = among("event_no", numbers)
    reports: dict[int, list[dict[str, Any]]] = {}
    for row in named_rows(connection, _EVENT_REPORTS.format(wanted=wanted, most=int(most))):
        reports.setdefault(int(row["event_no"]), []).append(row)
    parties: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for number, role, entity, times, _ in connection.execute(_PARTIES.format(wanted=wanted)).fetchall():
        parties.setdefault(int(number), {}).setdefault(str(role), []).append((int(entity), int(times)))
    return EventRows(named_rows(connection, _EVENTS.format(wanted=wanted)), reports, parties)


def claim_rows(connection: DuckDBPyConnection, numbers: Sequence[int], most: int) -> ClaimRows:
    """What replies are made of, for claims by their numbers, each with its first reports, so many at most."""
    if not numbers:
        return ClaimRows([], {}, {})
    wanted = among("claim_no", numbers)
    reports: dict[int, dict[tuple[int, str], list[dict[str, Any]]]] = {}
    articles: set[int] = set()
    for row in named_rows(connection, _CLAIM_REPORTS.format(wanted=wanted, most=int(most))):
        key = (int(row["article_no"]), str(row["item"]))
        articles.add(key[0])
        reports.setdefault(int(row["claim_no"]), {}).setdefault(key, []).append(row)
    inside: dict[tuple[int, str], set[str]] = {}
    for article, item, event in connection.execute(
        f"select article_no, item, event_item from claim_events where {among('article_no', articles)}"
    ).fetchall():
        inside.setdefault((int(article), str(item)), set()).add(str(event))
    claims = named_rows(connection, _CLAIMS.format(wanted=wanted))
    return ClaimRows(claims, reports, {key: frozenset(items) for key, items in inside.items()})


@dataclass(frozen=True, slots=True)
class StoredReading:
    """The parts of a stored reading that are needed here: sentences, which event answers which, single days."""

    sentences: list[tuple[int, int]]
    answered: dict[str, str]
    days: list[DayTold]


def article_texts(connection: DuckDBPyConnection, articles: Iterable[int]) -> dict[int, str]:
    """The texts of articles by their numbers."""
    rows = connection.execute(
        f"select article_no, text from articles where {among('article_no', articles)} order by article_no"
    ).fetchall()
    return {int(number): str(text) for number, text in rows}


class _Sentence(msgspec.Struct):
    span: tuple[int, int]


class _Event(msgspec.Struct):
    id: str
    responds_to: str | None


class _Time(msgspec.Struct):
    span: tuple[int, int]
    start: str | None
    end: str | None


class _Reading(msgspec.Struct):
    sentences: list[_Sentence]
    events: list[_Event]
    times: list[_Time]


def stored_readings(connection: DuckDBPyConnection, articles: Iterable[int]) -> dict[int, StoredReading]:
    """Parts of the readings of articles, by number."""
    found: dict[int, StoredReading] = {}
    decoder = msgspec.json.Decoder(_Reading)
    for number, text in connection.execute(
        f"select article_no, reading from readings where {among('article_no', articles)} order by article_no"
    ).fetchall():
        reading = decoder.decode(text)
        found[int(number)] = StoredReading(
            [one.span for one in reading.sentences],
            {event.id: event.responds_to for event in reading.events if event.responds_to is not None},
            _days(reading.times),
        )
    return found


def _days(times: list[_Time]) -> list[DayTold]:
    found = []
    for time in times:
        first, last = as_day(time.start), as_day(time.end)
        if first is not None and first == last:
            found.append(DayTold(time.span[0], first))
    return found


def day_of_event(row: dict[str, Any]) -> date | None:
    """The first day of an event, or of its first report."""
    day: date | None = row["first_day"] or row["first_reported"]
    return day
