"""Reported silence: who was said not to have answered, and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from countermove.record.views.article_sentences import sentence_spans
from countermove.record.views.rows import filled, named_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """Who stayed silent (None: nobody named), towards which event where that is known, in which words."""

    who: str | None
    country: str | None
    published_day: date | None
    words: str
    sentence: str
    to_event_id: str | None
    article_id: str
    item: str
    publisher: str | None
    title: str | None
    url: str | None


def list_silences(
    connection: DuckDBPyConnection, condition: str = "true", values: Sequence[Any] = ()
) -> list[SilenceRow]:
    """Silences that fulfil a condition, earliest first.

    Args:
        connection: an open record.
        condition: SQL over ``r`` (non_responses), ``a`` (articles) and ``n`` (entities).
        values: its parameters.
    """
    rows = named_rows(
        connection,
        "select n.name as who, n.country, r.published_day, a.article_id, r.item, b.name as publisher, a.title, a.url, "
        "a.text, w.start_char, w.end_char, e.event_id as to_event_id, g.reading "
        "from non_responses r join articles a on a.article_no = r.article_no "
        "left join entities n on n.entity_no = r.entity_no left join sources b on b.source_no = a.source_no "
        "left join readings g on g.article_no = r.article_no "
        "left join mentions w on w.article_no = r.article_no and w.item = r.item and w.kind = 'non_response' "
        "left join event_mentions m on m.article_no = r.article_no and m.item = r.to_item and m.counted "
        "left join events e on e.event_no = m.event_no "
        f"where r.counted and {condition} order by r.published_day nulls last, r.article_no, r.item, n.name",
        values,
    )
    return [filled(SilenceRow, row, words=_words(row), sentence=_sentence(row)) for row in rows]


def _words(row: dict[str, Any]) -> str:
    return "" if row["start_char"] is None else str(row["text"][row["start_char"] : row["end_char"]])


def _sentence(row: dict[str, Any]) -> str:
    if row["start_char"] is None or row["reading"] is None:
        return ""
    for start, end in sentence_spans(row["reading"]):
        if start <= row["start_char"] < end:
            return str(row["text"][start:end])
    return ""
