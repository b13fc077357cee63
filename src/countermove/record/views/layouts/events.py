"""Events as documents."""

from __future__ import annotations

from countermove.record.views.events import EventInFull, EventReport, EventRow
from countermove.record.views.layouts.words import (
    SURENESS,
    act_runs,
    article_run,
    counted,
    note,
    place_text,
    quotation,
    shown_of,
    span,
    status_run,
    who_did_what,
)
from countermove.record.views.rows import Listing
from countermove.report.document import Document, Line, Run, Section, line


def events_document(listing: Listing[EventRow]) -> Document:
    """A list of events; where it is cut, it says so."""
    lines = tuple(who_did_what(event) for event in listing.items)
    return Document("", shown_of(listing.total, len(listing.items), "event"), (Section("", lines),))


def event_document(found: EventInFull) -> Document:
    """One event with each of its reports."""
    event = found.event
    facts = [
        line(*act_runs(event.actors, event.event_type, event.mode, event.words, event.recipients)),
        line("Day: ", span(event.first_day, event.last_day), " (of publication)" if event.time_inferred else None),
        line("Place: ", place_text(event)) if event.place else None,
        line("Contexts: ", ", ".join(event.contexts)) if event.contexts else None,
        line("Coding: ", _coding(event)),
        line(
            "Status: ",
            status_run(event.status),
            f" · {counted(event.reports, 'report')} in {counted(event.articles, 'article')} of "
            f"{counted(event.publishers, 'publisher')} · {counted(event.origins, 'independent origin')}",
        ),
        line("Confirmed by: ", "; ".join(found.confirmed_by)) if found.confirmed_by else None,
        line("Denied by: ", "; ".join(found.denied_by)) if found.denied_by else None,
        line("Story: ", event.story_id) if event.story_id else None,
    ]
    merged = (f"{found.merged_from} became part of this event.",) if found.merged_from else ()
    reports = tuple(_report(report) for report in found.reports.items)
    return Document(
        f"Event {event.event_id}",
        (*merged, *shown_of(found.reports.total, len(reports), "report")),
        (Section("What happened", tuple(fact for fact in facts if fact)), Section("Reports", reports)),
    )


def _coding(event: EventRow) -> str:
    score = "" if event.score is None else f", score {event.score:g}"
    cameo = f", CAMEO {event.cameo}" if event.cameo else ""
    quad = (event.quad or "").replace("_", " ")
    return f"{quad}{score}{cameo}, {SURENESS[event.factuality]}, confidence {event.confidence:.2f}"


def _report(report: EventReport) -> Line:
    day = report.published_day.isoformat() if report.published_day else "no date"
    origin = report.origin if report.origin_kind != "article" and report.origin != report.publisher else None
    below = [
        line(*act_runs(report.actors, report.event_type, report.mode, report.words, report.recipients)),
        line(
            _stance(report),
            note(
                f" · {SURENESS[report.factuality]}",
                f"on the word of {origin}" if origin else None,
                f"says {report.speaker}" if report.speaker else None,
                f"copies {report.copy_of}" if report.copy_of else None,
            ),
        ),
        line(note(f"{report.score:.2f} {report.reason}", f"decided by {report.decided_by}", _mention(report))),
    ]
    sentence = quotation(report.sentence)
    return line(
        Run(f"{day}  ", "note"),
        Run(report.publisher or "publisher unknown", "strong"),
        " ",
        article_run(report.title, report.article_id, report.url),
        below=[*([sentence] if sentence else []), *below],
    )


def _stance(report: EventReport) -> Run:
    if report.stance == "denies":
        return Run("denies it", "bad")
    if report.stance == "confirms":
        return Run("confirms it against a party's interest", "good")
    return Run("tells it as open" if report.polarity == "open" else "tells it")


def _mention(report: EventReport) -> str:
    return f"{report.article_id}/{report.item}"
