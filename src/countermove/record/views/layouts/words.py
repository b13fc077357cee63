"""Words and runs that several layouts share."""

from __future__ import annotations

from datetime import date

from countermove.record.views.events import EventRow
from countermove.report.document import Line, Run, Style, line

_STATUS: dict[str, Style] = {
    "confirmed": "good",
    "corroborated": "good",
    "single-origin": "doubtful",
    "disputed": "bad",
    "denied": "bad",
    "denial": "bad",
    "open": "doubtful",
    "withdrawn": "note",
}
SURENESS = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "did not happen",
    "PR-": "probably not",
    "PS-": "possibly not",
    "Uu": "open",
}
"""FactBank values in words."""


def status_run(status: str) -> Run:
    """A status in its colour."""
    return Run(status, _STATUS.get(status, "plain"))


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number in digits with what it counts: 1 report, 1,300 reports."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span(first: date | None, last: date | None) -> str:
    """Days as ISO 8601: 2018-07-09, or 2018-07-01/2018-07-31."""
    if first is None:
        return "no date"
    return first.isoformat() if last in (None, first) else f"{first.isoformat()}/{last.isoformat()}"


def note(*parts: str | None) -> Run:
    """Facts between dots."""
    return Run(" · ".join(part for part in parts if part), "note")


def who_did_what(event: EventRow, with_day: bool = True) -> Line:
    """An event in two lines: who did what to whom, where; how well it is reported."""
    day = span(event.first_day, event.last_day) + ("?" if event.time_inferred else "") + "  " if with_day else None
    return line(
        Run(day, "note") if day else None,
        *act_runs(event.actors, event.event_type, event.mode, event.words, event.recipients),
        f" · {place_text(event)}" if event.place else None,
        below=[
            line(
                status_run(event.status),
                note(
                    f" · {counted(event.reports, 'report')}",
                    counted(event.origins, "independent origin"),
                    f"confirmed by {event.confirmed_by:,}" if event.confirmed_by else None,
                    f"denied by {event.denied_by:,}" if event.denied_by else None,
                    SURENESS[event.factuality] if event.factuality != "CT+" else None,
                    event.event_id,
                ),
            )
        ],
    )


def act_runs(
    actors: tuple[str, ...], event_type: str, mode: str | None, words: str, recipients: tuple[str, ...]
) -> list[Run]:
    """Actors → TYPE (mode) “words” → recipients."""
    runs = [Run("; ".join(actors), "strong") if actors else Run("someone", "note"), Run(" → ")]
    runs.append(Run(event_type + (f" ({mode})" if mode else "")))
    if words:
        runs.append(Run(f" “{' '.join(words.split())}”", "quotation"))
    return runs + ([Run(" → "), Run("; ".join(recipients), "strong")] if recipients else [])


def place_text(event: EventRow) -> str:
    """Place, province, country code."""
    return ", ".join(dict.fromkeys(part for part in (event.place, event.admin1, event.place_country) if part))


def article_run(title: str | None, article_id: str, url: str | None) -> Run:
    """An article by its title, leading to its address."""
    return Run(f"“{' '.join(title.split())}”" if title else article_id, "plain", url)


def quotation(sentence: str) -> Line | None:
    """A sentence of an article."""
    return line(Run(" ".join(sentence.split()), "quotation")) if sentence else None


def shown_of(total: int, shown: int, one: str, many: str | None = None) -> tuple[str, ...]:
    """What to say where a list is cut."""
    return (f"{shown:,} of {counted(total, one, many)} shown; all with --limit 0.",) if shown < total else ()
