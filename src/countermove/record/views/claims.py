"""Claims as a list, and one claim in full with every report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from countermove.record.errors import FilterError
from countermove.record.filters import Filters, claim_condition
from countermove.record.rows import numbers_in
from countermove.record.views.rows import Listing, filled, limited, named_rows, one_value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NEWEST_FIRST = "first_day desc nulls last, claim_no desc"
BEST_FIRST = "origins desc, reports desc, first_day nulls last, claim_no"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What one speaker said, as the fullest report has it.

    ``speaker`` is None where nobody is named. ``cue_class`` is what the speaker does (assert, deny, demand ...),
    ``cue`` the word for it, ``kind`` direct, indirect or mixed speech. ``denied_by`` names other speakers who deny an
    event that it asserts. The counts are those of the table ``claims``.
    """

    claim_id: str
    first_day: date | None
    last_day: date | None
    speaker: str | None
    speaker_id: str | None
    speaker_country: str | None
    cue_class: str
    cue: str
    kind: str | None
    content: str
    status: str
    reports: int
    publishers: int
    origins: int
    denied_by: tuple[str, ...]
    story_id: str | None
    article_id: str | None
    item: str | None
    publisher: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """One report of a claim; ``origin`` is the newsroom behind the article, ``score`` how alike the words are."""

    article_id: str
    item: str
    published_day: date | None
    publisher: str | None
    origin: str
    origin_kind: str
    kind: str
    content: str
    factuality: str
    score: float
    reason: str
    copy_of: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ClaimInFull:
    """One claim with its reports, earliest first, and the events told inside it."""

    claim: ClaimRow
    event_ids: tuple[str, ...]
    reports: Listing[ClaimReport]


def list_claims(
    connection: DuckDBPyConnection, filters: Filters, most: int | None = None, order: str = NEWEST_FIRST
) -> Listing[ClaimRow]:
    """The first claims that a filter keeps, and how many it keeps.

    Args:
        connection: an open record.
        filters: what is asked for; the actor is who speaks.
        most: how many at most; None or 0: all.
        order: :data:`NEWEST_FIRST` or :data:`BEST_FIRST`.
    """
    condition = claim_condition(connection, filters)
    total = int(one_value(connection, f"select count(*) from claims where {condition.sql()}", condition.values))
    chosen = connection.execute(
        f"select claim_no from claims where {condition.sql()} order by {order}{limited(most)}", condition.values
    ).fetchall()
    return Listing(total, tuple(claim_rows(connection, [int(row[0]) for row in chosen])))


def claim_rows(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[ClaimRow]:
    """Claims by their numbers, in that order."""
    if not numbers:
        return []
    wanted = numbers_in(numbers)
    rows = named_rows(
        connection,
        "with cues as (select article_no, item, start_char, end_char from mentions where article_no in "
        f"(select best_article_no from claims where claim_no in ({wanted})) and kind = 'attribution' and part = 'cue' "
        "qualify row_number() over (partition by article_no, item order by rowid) = 1) "
        "select c.*, n.entity_id as speaker_id, n.country as speaker_country, s.story_id, a.article_id, "
        "c.best_item as item, b.name as publisher, a.title, a.url, m.kind, "
        "coalesce(substr(a.text, t.start_char + 1, t.end_char - t.start_char), '') as cue "
        "from claims c left join entities n on n.entity_no = c.speaker_no "
        "left join stories s on s.story_no = c.story_no left join articles a on a.article_no = c.best_article_no "
        "left join sources b on b.source_no = a.source_no "
        "left join claim_mentions m on m.article_no = c.best_article_no and m.item = c.best_item "
        "left join cues t on t.article_no = c.best_article_no and t.item = c.best_item "
        f"where c.claim_no in ({wanted})",
    )
    denied = _denied_by(connection, [int(row["claim_no"]) for row in rows if row["denied_by"]])
    found = {
        int(row["claim_no"]): filled(ClaimRow, row, denied_by=denied.get(int(row["claim_no"]), ())) for row in rows
    }
    return [found[number] for number in numbers if number in found]


def claim_in_full(connection: DuckDBPyConnection, claim_id: str, most: int | None = None) -> ClaimInFull:
    """One claim with its first reports.

    Args:
        connection: an open record.
        claim_id: its id.
        most: how many reports at most; None or 0: all.

    Raises:
        FilterError: there is no such claim.
    """
    number = one_value(connection, "select claim_no from claims where claim_id = ?", [claim_id])
    if number is None:
        raise FilterError(f"no claim {claim_id}; ids are shown by: countermove claims")
    [claim] = claim_rows(connection, [int(number)])
    return ClaimInFull(claim, _events_in(connection, int(number)), claim_reports(connection, int(number), most))


def claim_reports(connection: DuckDBPyConnection, number: int, most: int | None = None) -> Listing[ClaimReport]:
    """The reports of a claim by its number, earliest first."""
    where = f"m.claim_no = {int(number)} and m.counted"
    rows = named_rows(
        connection,
        "select m.*, a.article_id, b.name as publisher, o.name as origin, o.kind as origin_kind, a.title, a.url, "
        "c.article_id as copy_of from claim_mentions m join articles a on a.article_no = m.article_no "
        "left join articles c on c.article_no = a.copy_of left join sources b on b.source_no = m.publisher_no "
        f"join sources o on o.source_no = m.origin_no where {where} "
        f"order by m.published_day nulls last, m.article_no, m.item{limited(most)}",
    )
    total = int(one_value(connection, f"select count(*) from claim_mentions m where {where}"))
    return Listing(total, tuple(filled(ClaimReport, row) for row in rows))


def _events_in(connection: DuckDBPyConnection, number: int) -> tuple[str, ...]:
    rows = connection.execute(
        "select e.event_id from claim_mentions m join claim_events c using (article_no, item) "
        "join event_mentions t on t.article_no = c.article_no and t.item = c.event_item "
        "join events e on e.event_no = t.event_no where m.claim_no = ? and m.counted and t.counted "
        "group by e.event_id order by min(t.article_no), min(t.sentence_start), e.event_id",
        [number],
    ).fetchall()
    return tuple(str(row[0]) for row in rows)


def _denied_by(connection: DuckDBPyConnection, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Who denies an event told inside each claim."""
    if not numbers:
        return {}
    rows = connection.execute(
        "select c.claim_no, n.name from claim_mentions c join claims on claims.claim_no = c.claim_no "
        "join claim_events i on i.article_no = c.article_no and i.item = c.item "
        "join event_mentions told on told.article_no = i.article_no and told.item = i.event_item "
        "join event_mentions d on d.event_no = told.event_no join entities n on n.entity_no = d.speaker_no "
        "where c.counted and d.counted and d.stance = 'denies' and told.stance <> 'denies' "
        f"and d.speaker_no is distinct from claims.speaker_no and c.claim_no in ({numbers_in(numbers)}) "
        "group by all order by c.claim_no, min(d.published_day) nulls last, min(d.article_no), n.name"
    ).fetchall()
    found: dict[int, tuple[str, ...]] = {}
    for number, name in rows:
        found[int(number)] = (*found.get(int(number), ()), str(name))
    return found
