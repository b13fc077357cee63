"""Those whose word the record rests on: publishers, agencies and speakers, what each brings, how reliable it seems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from countermove.record.reliability import reliability, votes_of
from countermove.record.views.rows import Listing, filled, limited, named_rows, one_value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BROUGHT = """
from sources s
left join (
    select source_no, count(*) as articles, count(*) filter (copy_of is not null) as copies,
        min(published_day) as first_day, max(published_day) as last_day
    from articles where status = 'current' group by source_no
) a using (source_no)
left join (
    select origin_no, count(distinct event_no) as events from event_mentions where counted group by origin_no
) e on e.origin_no = s.source_no
where a.articles is not null or e.events is not null
"""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source.

    ``kind`` is publisher, agency, speaker, or article (a publisher that isn't known). ``articles`` counts the current
    articles that it published, ``copies`` those of them that nearly repeat another, ``events`` the events told on its
    word. ``reliability`` is the estimated share of right votes (0 to 1) and ``votes`` what it rests on; None where it
    wasn't asked for, or nothing of the source can be compared.
    """

    source_id: str
    name: str
    kind: str
    articles: int
    copies: int
    events: int
    first_day: date | None
    last_day: date | None
    reliability: float | None = None
    votes: int | None = None


def list_sources(
    connection: DuckDBPyConnection, most: int | None, with_reliability: bool = False
) -> Listing[SourceRow]:
    """Sources, those that bring most first.

    Args:
        connection: the open record.
        most: how many; None or 0: all.
        with_reliability: judge them by each other, see :mod:`countermove.record.reliability`.
    """
    rows = named_rows(
        connection,
        "select s.source_no, s.source_id, s.name, s.kind, coalesce(a.articles, 0) as articles, "
        "coalesce(a.copies, 0) as copies, coalesce(e.events, 0) as events, a.first_day, a.last_day "
        f"{_BROUGHT} order by articles desc, events desc, s.kind, s.name{limited(most)}",
    )
    total = int(one_value(connection, f"select count(*) {_BROUGHT}"))
    found = [(int(row["source_no"]), filled(SourceRow, row)) for row in rows]
    if with_reliability:
        judged = reliability(votes_of(connection)).sources
        found = [
            (number, replace(row, reliability=round(judged[number][0], 3), votes=judged[number][1]))
            if number in judged
            else (number, row)
            for number, row in found
        ]
    return Listing(total, tuple(row for _, row in found))
