"""Numbers over time: what was counted, and each value as it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from countermove.record.views.rows import filled, named_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class NumberTold:
    """One value: who gave it, on what day of publication, in which article. An open bound is None."""

    published_day: date | None
    low: float | None
    high: float | None
    words: str
    said_by: str | None
    origin: str
    article_id: str
    item: str
    publisher: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """The values of one counted thing in one story, earliest first.

    ``casualty`` is killed, wounded, missing, displaced or detained; ``whose`` is the code of those who are counted and
    ``counted`` their name, where known. ``changes`` are the values that differ from the one told before, the
    first value among them.
    """

    series_id: str
    story_id: str | None
    unit: str
    casualty: str | None
    whose: str | None
    counted: str | None
    told: tuple[NumberTold, ...]
    changes: tuple[NumberTold, ...]


def number_series(
    connection: DuckDBPyConnection, condition: str = "true", values: Sequence[Any] = ()
) -> list[NumberSeries]:
    """Series that have a value which fulfils a condition, each with the values that fulfil it, busiest first.

    Args:
        connection: an open record.
        condition: SQL over ``q`` (quantities) and ``s`` (quantity_series).
        values: its parameters.
    """
    rows = named_rows(
        connection,
        "select s.series_no, s.series_id, t.story_id, s.unit, s.casualty, s.whose, n.name as counted, "
        "q.published_day, q.low, q.high, q.words, k.name as said_by, o.name as origin, a.article_id, q.item, "
        "b.name as publisher, a.title, a.url from quantities q join quantity_series s on s.series_no = q.series_no "
        "join articles a on a.article_no = q.article_no left join stories t on t.story_no = s.story_no "
        "left join entities n on n.entity_no = q.entity_no left join entities k on k.entity_no = q.speaker_no "
        "left join sources b on b.source_no = a.source_no left join sources o on o.source_no = q.origin_no "
        f"where q.counted and {condition} order by s.series_no, q.published_day nulls last, a.article_no, "
        "length(q.item), q.item",
        values,
    )
    groups: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(int(row["series_no"]), []).append(row)
    series = [_series(group) for group in groups.values()]
    return sorted(series, key=lambda one: (-len(one.changes), -len(one.told), one.told[0].published_day or date.max))


def _series(rows: Sequence[dict[str, Any]]) -> NumberSeries:
    told = tuple(filled(NumberTold, row) for row in rows)
    changes = [told[0]]
    for number in told[1:]:
        if (number.low, number.high) != (changes[-1].low, changes[-1].high):
            changes.append(number)
    counted = next((row["counted"] for row in rows if row["counted"]), None)
    return filled(NumberSeries, rows[0], counted=counted, told=told, changes=tuple(changes))
