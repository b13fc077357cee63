"""What the page of an event shows beside the event: reports in their context, numbers, neighbours, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from countermove.record.filters import Filters
from countermove.record.rows import numbers_in
from countermove.record.views.events import BEST_FIRST, EventInFull, EventReport, EventRow, event_in_full, list_events
from countermove.record.views.numbers import NumberSeries, number_series
from countermove.record.views.sentences import Sentences, WordedEvent
from countermove.record.views.wording import capitalised
from countermove.server.pages.marking import Mark, Piece, pieces
from countermove.server.pages.words import from_word, to_word
from countermove.server.views.decisions import DecisionRow, decision_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AROUND = 260
_MOST_NEIGHBOURS = 12
_MOST_SERIES = 6
_PARTS = {
    "trigger": ("event", "the words that tell it"),
    "actor": ("entity", "who acts"),
    "recipient": ("entity", "to whom"),
    "time": ("time", "when"),
    "place": ("place", "where"),
}


@dataclass(frozen=True, slots=True)
class Headed:
    """An event with a sentence that says it."""

    row: EventRow
    headline: str


@dataclass(frozen=True, slots=True)
class ReportInContext:
    """One report: the text before its sentence, the sentence in pieces, the text after; whether more stands there."""

    report: EventReport
    before: str
    sentence: tuple[Piece, ...]
    after: str
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class EventPage:
    """All that the page of an event shows."""

    found: EventInFull
    headline: str
    reports: tuple[ReportInContext, ...]
    series: tuple[NumberSeries, ...]
    neighbours: tuple[Headed, ...]
    decisions: tuple[DecisionRow, ...]
    entities: dict[str, str]
    """Ids of those who act and are acted on in the best report, by their names."""


def headed(connection: DuckDBPyConnection, sentences: Sentences, rows: Sequence[EventRow]) -> list[Headed]:
    """Events with their sentences, in the same order."""
    if not rows:
        return []
    numbers = dict(
        connection.execute(
            "select event_id, event_no from events where event_id in (select unnest(?::varchar[]))",
            [[row.event_id for row in rows]],
        ).fetchall()
    )
    worded = sentences.worded(connection, [int(numbers[row.event_id]) for row in rows if row.event_id in numbers])
    said = {one.row.event_id: capitalised(sentences.clause(_bare(one))) for one in worded}
    return [Headed(row, said.get(row.event_id, row.event_type)) for row in rows]


def _bare(one: WordedEvent) -> WordedEvent:
    """The event without its day and words, which stand above its headline."""
    return replace(one, row=replace(one.row, words="", first_day=None, last_day=None, time_inferred=False))


def event_page(connection: DuckDBPyConnection, sentences: Sentences, event_id: str, most: int) -> EventPage:
    """Everything about one event.

    Raises:
        FilterError: there is no such event.
    """
    found = event_in_full(connection, event_id, most)
    event = found.event
    neighbours: list[EventRow] = []
    series: list[NumberSeries] = []
    if event.story_id is not None:
        others = list_events(connection, Filters(story=(event.story_id,)), _MOST_NEIGHBOURS + 1, BEST_FIRST).items
        best = [one for one in others if one.event_id != event.event_id][:_MOST_NEIGHBOURS]
        neighbours = sorted(best, key=lambda one: (one.first_day is None, one.first_day or date.min, one.event_id))
        in_reports = (
            "q.series_no in (select q2.series_no from quantities q2 join event_mentions m on m.article_no = "
            "q2.article_no join events e on e.event_no = m.event_no where e.event_id = ? and m.counted)"
        )
        series = number_series(connection, in_reports, [event.event_id])
    [head] = headed(connection, sentences, [event])
    return EventPage(
        found,
        head.headline,
        tuple(in_context(connection, found.reports.items)),
        tuple(one for one in series if len(one.told) > 1)[:_MOST_SERIES],
        tuple(headed(connection, sentences, neighbours)),
        tuple(_decisions(connection, event.event_id)),
        _entities(connection, event.event_id),
    )


def in_context(connection: DuckDBPyConnection, reports: Sequence[EventReport]) -> list[ReportInContext]:
    """Reports with the text around their sentences, in the same order."""
    rows = connection.execute(
        "select a.article_id, m.item, m.article_no, m.sentence_start, m.sentence_end, "
        f"substr(a.text, greatest(0, m.sentence_start - {_AROUND}) + 1, least({_AROUND}, m.sentence_start)), "
        "substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start), "
        f"substr(a.text, m.sentence_end + 1, {_AROUND}), length(a.text) from event_mentions m "
        "join articles a on a.article_no = m.article_no "
        "where a.article_id || '/' || m.item in (select unnest(?::varchar[])) and a.article_id in "
        "(select unnest(?::varchar[]))",
        [[f"{one.article_id}/{one.item}" for one in reports], list({one.article_id for one in reports})],
    ).fetchall()
    spans: dict[tuple[int, str], list[tuple[str, int, int]]] = {}
    for number, item, part, start, end in connection.execute(
        "select article_no, item, part, start_char, end_char from mentions where kind = 'event' and "
        f"article_no in ({numbers_in([int(row[2]) for row in rows] or [0])})"
    ).fetchall():
        spans.setdefault((int(number), item), []).append((part, int(start), int(end)))
    found = {}
    for article, item, number, start, end, before, sentence, after, length in rows:
        marks = [
            Mark((first - start, last - start), kind, "", why, item)
            for part, first, last in spans.get((int(number), item), [])
            if (known := _PARTS.get(part)) is not None and start <= first < last <= end
            for kind, why in (known,)
        ]
        more = int(start) > _AROUND, int(length) > int(end) + _AROUND
        before, after = from_word(before) if more[0] else before, to_word(after) if more[1] else after
        found[article, item] = (before, tuple(pieces(str(sentence), marks)), after, *more)
    empty: tuple[str, tuple[Piece, ...], str, bool, bool] = ("", (), "", False, False)
    return [ReportInContext(one, *found.get((one.article_id, one.item), empty)) for one in reports]


def _entities(connection: DuckDBPyConnection, event_id: str) -> dict[str, str]:
    rows = connection.execute(
        "select distinct n.name, n.entity_id from events e join event_parties p on p.article_no = e.best_article_no "
        "and p.item = e.best_item join entities n on n.entity_no = p.entity_no where e.event_id = ? order by all",
        [event_id],
    ).fetchall()
    return {str(name): str(entity) for name, entity in rows}


def _decisions(connection: DuckDBPyConnection, event_id: str) -> list[DecisionRow]:
    """Merges and splits that mentions of the event took part in, newest first."""
    rows = connection.execute(
        "with own as (select '\"' || a.article_id || '/' || m.item || '\"' as mention from event_mentions m "
        "join articles a on a.article_no = m.article_no join events e on e.event_no = m.event_no where e.event_id = ?) "
        "select decision_no from decisions d where exists (select 1 from own where contains(d.subjects, own.mention)) "
        "order by decision_no desc",
        [event_id],
    ).fetchall()
    return decision_rows(connection, [int(row[0]) for row in rows])
