"""Events as a list, and one event in full with every report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from countermove.record.errors import FilterError
from countermove.record.filters import Filters, event_condition
from countermove.record.rows import rows_of
from countermove.record.views.rows import Listing, filled, limited, named_rows, one_value, parts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NEWEST_FIRST = "first_day desc nulls last, event_no desc"
BEST_FIRST = "origins desc, reports desc, abs(score) desc nulls last, first_day, event_no"
"""By independent origins, reports, and how far the PLOVER score is from 0."""

# What is joined is first cut down to what the chosen events need: a join builds its right side whole.
_COLUMNS = """
select e.*, p.name as place, p.admin1, p.country as place_country, p.lat, p.lon, s.story_id, a.article_id,
    e.best_item as item, a.title, a.url, b.name as publisher,
    substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) as sentence,
    substr(a.text, t.start_char + 1, t.end_char - t.start_char) as words
from chosen e
left join (select * from places where place_no in (select place_no from chosen)) p on p.place_no = e.place_no
left join (select * from stories where story_no in (select story_no from chosen)) s on s.story_no = e.story_no
left join (select * from articles where article_no in (from best)) a on a.article_no = e.best_article_no
left join sources b on b.source_no = a.source_no
left join (select * from event_mentions where article_no in (from best)) m
    on m.article_no = e.best_article_no and m.item = e.best_item
left join triggers t on t.article_no = e.best_article_no and t.item = e.best_item
order by e.event_no
"""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as its best report tells it, and how well it is reported.

    Days are inclusive; ``time_inferred``: only the day of publication is known. ``words`` are those that tell the event
    in the best report, ``sentence`` theirs, ``article_id`` and ``item`` that report. Codes are ISO 3166-1 alpha-3 or
    PLOVER's, ``score`` is PLOVER's (-10 to 10), ``lat`` and ``lon`` are WGS84 degrees. The counts are those of the
    table ``events``.
    """

    event_id: str
    first_day: date | None
    last_day: date | None
    time_inferred: bool
    event_type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_codes: tuple[str, ...]
    recipient_codes: tuple[str, ...]
    words: str
    place: str | None
    admin1: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    factuality: str
    confidence: float
    score: float | None
    quad: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    status: str
    reports: int
    articles: int
    publishers: int
    origins: int
    confirmed_by: int
    denied_by: int
    first_reported: date | None
    last_reported: date | None
    story_id: str | None
    article_id: str | None
    item: str | None
    publisher: str | None
    title: str | None
    url: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class EventReport:
    """One report of an event: who reports it, on whose word, what it says itself, and why it was put there.

    ``origin`` is whose word it is, ``origin_kind`` publisher, agency, speaker or article; ``polarity`` happened, denied
    or open; ``stance`` tells, confirms (a party, against its interest) or denies. ``score`` is the probability that it
    tells this event, ``reason`` what the reports share, ``decided_by`` model or a person.
    """

    article_id: str
    item: str
    published_day: date | None
    publisher: str | None
    origin: str
    origin_kind: str
    speaker: str | None
    event_type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    words: str
    factuality: str
    polarity: str
    stance: str
    score: float
    reason: str
    decided_by: str
    copy_of: str | None
    title: str | None
    url: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class EventInFull:
    """One event with its reports, earliest first; ``merged_from`` is the id asked for, where it became part of it.

    ``confirmed_by`` and ``denied_by`` name the speakers, or the publishers where no speaker is known.
    """

    event: EventRow
    merged_from: str | None
    confirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    reports: Listing[EventReport]


def list_events(
    connection: DuckDBPyConnection, filters: Filters, most: int | None = None, order: str = NEWEST_FIRST
) -> Listing[EventRow]:
    """The first events that a filter keeps, and how many it keeps.

    Args:
        connection: an open record.
        filters: what is asked for.
        most: how many at most; None or 0: all.
        order: :data:`NEWEST_FIRST` or :data:`BEST_FIRST`.
    """
    condition = event_condition(connection, filters)
    total = int(one_value(connection, f"select count(*) from events where {condition.sql()}", condition.values))
    chosen = connection.execute(
        f"select event_no from events where {condition.sql()} order by {order}{limited(most)}", condition.values
    ).fetchall()
    return Listing(total, tuple(event_rows(connection, [int(row[0]) for row in chosen])))


def event_rows(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[EventRow]:
    """Events by their numbers, in that order."""
    return [event_of(row) for row in event_columns(connection, numbers)]


def event_columns(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The columns of events by their numbers, in that order; beside those of :class:`EventRow` their keys."""
    if not numbers:
        return []
    rows = named_rows(
        connection,
        f"with chosen as materialized (select * from events where event_no in ({rows_of(numbers)})), "
        f"best as (select best_article_no from chosen), {triggers('from best')} {_COLUMNS}",
    )
    by_number = {int(row["event_no"]): row for row in rows}
    return [by_number[number] for number in numbers if number in by_number]


def event_in_full(connection: DuckDBPyConnection, event_id: str, most: int | None = None) -> EventInFull:
    """One event with its first reports.

    Args:
        connection: an open record.
        event_id: its id, or that of an event that became part of it.
        most: how many reports at most; None or 0: all.

    Raises:
        FilterError: there is no such event.
    """
    number = one_value(connection, "select event_no from events where event_id = ?", [event_id])
    if number is None:
        raise FilterError(f"no event {event_id}; ids are shown by: countermove events")
    number = asked = int(number)
    while (into := one_value(connection, "select merged_into from events where event_no = ?", [number])) is not None:
        number = int(into)
    [event] = event_rows(connection, [number])
    return EventInFull(
        event=event,
        merged_from=event_id if number != asked else None,
        confirmed_by=_names(connection, number, "confirms"),
        denied_by=_names(connection, number, "denies"),
        reports=event_reports(connection, number, most),
    )


def event_reports(connection: DuckDBPyConnection, number: int, most: int | None = None) -> Listing[EventReport]:
    """The reports of an event by its number, earliest first."""
    told = f"from event_mentions m where m.event_no = {int(number)} and m.counted"
    total = int(one_value(connection, f"select count(*) {told}"))
    rows = named_rows(
        connection,
        f"with {triggers(f'select m.article_no {told}')} select m.*, a.article_id, b.name as publisher, "
        "o.name as origin, o.kind as origin_kind, n.name as speaker, a.title, a.url, c.article_id as copy_of, "
        "substr(a.text, t.start_char + 1, t.end_char - t.start_char) as words, "
        "substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) as sentence "
        "from event_mentions m join articles a on a.article_no = m.article_no "
        "left join articles c on c.article_no = a.copy_of left join sources b on b.source_no = m.publisher_no "
        "join sources o on o.source_no = m.origin_no left join entities n on n.entity_no = m.speaker_no "
        "left join triggers t on t.article_no = m.article_no and t.item = m.item "
        f"where m.event_no = {int(number)} and m.counted "
        f"order by m.published_day nulls last, m.article_no, m.sentence_start, m.item{limited(most)}",
    )
    reports = tuple(
        filled(
            EventReport, row, actors=parts(row["actors"]), recipients=parts(row["recipients"]), words=row["words"] or ""
        )
        for row in rows
    )
    return Listing(total, reports)


def triggers(articles: str) -> str:
    """The first trigger of every event of some articles, as a common table expression named ``triggers``.

    ``articles`` is a query for the numbers of the articles.
    """
    return (
        "triggers as (select article_no, item, start_char, end_char from mentions "
        f"where article_no in ({articles}) and kind = 'event' and part = 'trigger' "
        "qualify row_number() over (partition by article_no, item order by rowid) = 1)"
    )


def event_of(row: dict[str, Any]) -> EventRow:
    """The event of a row of :func:`event_columns`."""
    marks = {"actors": ";", "recipients": ";", "actor_codes": " ", "recipient_codes": " ", "contexts": " "}
    split = {name: parts(row[name], mark) for name, mark in marks.items()}
    texts = {name: row[name] or "" for name in ("words", "sentence")}
    return filled(EventRow, row, time_inferred=bool(row["time_inferred"]), **split, **texts)


def _names(connection: DuckDBPyConnection, number: int, stance: str) -> tuple[str, ...]:
    rows = connection.execute(
        "select coalesce(n.name, b.name, o.name) as who from event_mentions m "
        "left join entities n on n.entity_no = m.speaker_no left join sources b on b.source_no = m.publisher_no "
        "join sources o on o.source_no = m.origin_no "
        "where m.event_no = ? and m.counted and m.stance = ? group by who "
        "order by min(m.published_day) nulls last, min(m.article_no), who",
        [number, stance],
    ).fetchall()
    return tuple(str(row[0]) for row in rows)
