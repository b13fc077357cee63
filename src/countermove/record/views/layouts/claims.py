"""Claims as documents."""

from __future__ import annotations

from countermove.record.views.claims import ClaimInFull, ClaimReport, ClaimRow
from countermove.record.views.layouts.words import (
    SURENESS,
    article_run,
    counted,
    note,
    quotation,
    shown_of,
    span,
    status_run,
)
from countermove.record.views.rows import Listing
from countermove.report.document import Document, Line, Run, Section, line


def claims_document(listing: Listing[ClaimRow]) -> Document:
    """A list of claims; where it is cut, it says so."""
    lines = tuple(claim_line(claim) for claim in listing.items)
    return Document("", shown_of(listing.total, len(listing.items), "claim"), (Section("", lines),))


def claim_line(claim: ClaimRow) -> Line:
    """Who said what, and how well it is reported."""
    return line(
        Run(f"{span(claim.first_day, claim.last_day)}  ", "note"),
        *_said(claim),
        below=[
            line(
                status_run(claim.status),
                note(
                    f" · {counted(claim.reports, 'report')}",
                    counted(claim.origins, "independent origin"),
                    f"denied by {'; '.join(claim.denied_by)}" if claim.denied_by else None,
                    claim.publisher,
                    claim.claim_id,
                ),
            )
        ],
    )


def claim_document(found: ClaimInFull) -> Document:
    """One claim with each of its reports."""
    claim = found.claim
    facts = [
        line(*_said(claim)),
        line("Published: ", span(claim.first_day, claim.last_day)),
        line(
            "Status: ",
            status_run(claim.status),
            f" · {counted(claim.reports, 'report')} of {counted(claim.publishers, 'publisher')} · "
            f"{counted(claim.origins, 'independent origin')}",
        ),
        line("Denied by: ", "; ".join(claim.denied_by)) if claim.denied_by else None,
        line("Events told in it: ", ", ".join(found.event_ids)) if found.event_ids else None,
        line("Story: ", claim.story_id) if claim.story_id else None,
    ]
    reports = tuple(_report(report) for report in found.reports.items)
    return Document(
        f"Claim {claim.claim_id}",
        shown_of(found.reports.total, len(reports), "report"),
        (Section("What was said", tuple(fact for fact in facts if fact)), Section("Reports", reports)),
    )


def _said(claim: ClaimRow) -> list[Run]:
    content = " ".join(claim.content.split())
    return [
        Run(claim.speaker, "strong") if claim.speaker else Run("someone", "note"),
        Run(f" {' '.join(claim.cue.split())}", "quotation") if claim.cue else Run(""),
        Run(f" [{claim.cue_class}] ", "note"),
        Run(f"“{content}”" if claim.kind == "direct" else content),
    ]


def _report(report: ClaimReport) -> Line:
    day = report.published_day.isoformat() if report.published_day else "no date"
    origin = report.origin if report.origin_kind != "article" and report.origin != report.publisher else None
    content = quotation(report.content)
    facts = note(
        report.kind,
        SURENESS[report.factuality],
        f"from {origin}" if origin else None,
        f"copies {report.copy_of}" if report.copy_of else None,
        f"{report.score:.2f} {report.reason}",
        f"{report.article_id}/{report.item}",
    )
    return line(
        Run(f"{day}  ", "note"),
        Run(report.publisher or "publisher unknown", "strong"),
        " ",
        article_run(report.title, report.article_id, report.url),
        below=[*([content] if content else []), line(facts)],
    )
