"""A timeline as a document."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.record.views.layouts.stories import silence_line
from countermove.record.views.layouts.words import counted, note, who_did_what
from countermove.record.views.number_words import series_label
from countermove.record.views.timeline import NumberChange, Timeline, TimelineDay
from countermove.record.views.wording import day_text
from countermove.report.document import Document, Line, Run, Section, line
from countermove.report.showing import bounds


def timeline_document(found: Timeline, title: str) -> Document:
    """Days in order."""
    cut = found.events_shown < found.events_total
    told = (
        f"{found.events_shown:,} of {counted(found.events_total, 'event')} shown, the best reported ones of each day; "
        "all with --limit 0."
        if cut
        else f"{counted(found.events_total, 'event')}.",
        "An event of several days stands on its first day; ? marks days that are only those of publication.",
    )
    days = tuple(Section(_title(day), tuple(_lines(day))) for day in found.days)
    return Document(title, told if found.days else (), days)


def _title(day: TimelineDay) -> str:
    name = day_text(day.day) if day.day else "Without a date"
    return (
        name if len(day.events) == day.events_total else f"{name} ({len(day.events):,} of {day.events_total:,} events)"
    )


def _lines(day: TimelineDay) -> Iterator[Line]:
    for event in day.events:
        yield who_did_what(event, with_day=event.time_inferred or event.first_day != event.last_day)
    for change in day.numbers:
        yield _change(change)
    for silence in day.silences:
        yield silence_line(silence)


def _change(change: NumberChange) -> Line:
    told, before = change.told, change.before
    earlier = f" (before: {bounds(before.low, before.high)})" if before else ""
    return line(
        Run(series_label(change), "strong"),
        f": {bounds(told.low, told.high)}{earlier}",
        note(f" · {told.said_by or told.publisher or 'publisher unknown'}", f"{told.article_id}/{told.item}"),
    )
