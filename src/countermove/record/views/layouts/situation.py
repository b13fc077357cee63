"""A situation report as a document."""

from __future__ import annotations

from countermove.record.views.citations import SourceReference, Statement
from countermove.record.views.situation import Situation
from countermove.record.views.situation_figures import Figure
from countermove.record.views.wording import day_text, days_text
from countermove.report.document import Citation, Document, Grid, Line, Run, Section, SourceLine


def situation_document(found: Situation) -> Document:
    """Summary, figures, sections that hold anything, numbered sources."""
    summary = Section("At a glance", tuple(Line(_runs(one)) for one in found.summary), joined=True)
    now, before = days_text(found.since, found.until), days_text(found.before_since, found.before_until)
    header = ("", now, before, "Change") if found.compared else ("", now)
    rows = tuple(_row(figure, found.compared) for figure in found.figures)
    cited = (Line((Run("Counted over the whole record"), Citation((1,)))),)
    sections = [summary, Section("Figures", cited, Grid(header, rows), joined=True)]
    for section in found.sections:
        lines = tuple(
            Line(tuple(run for number, one in enumerate(entry.statements) for run in _runs(one, bool(number))))
            for entry in section.entries
        )
        if lines:
            sections.append(Section(section.title, lines))
    sources = tuple(SourceLine(source.number, _source(source)) for source in found.sources)
    return Document(found.title, found.notes, tuple(sections), sources)


def _runs(statement: Statement, after: bool = False) -> tuple[Run | Citation, ...]:
    """A sentence, after a blank where it follows another, and its sources."""
    return Run(f"{' ' if after else ''}{statement.text}"), Citation(statement.sources, statement.unnamed)


def _row(figure: Figure, compared: bool) -> tuple[str, ...]:
    if not compared:
        return figure.label, _number(figure.now)
    change = "" if figure.now is None or figure.before is None else _signed(figure.now - figure.before)
    return figure.label, _number(figure.now), _number(figure.before), change


def _number(number: int | float | None) -> str:
    if number is None:
        return "–"
    text = f"{number:,.2f}" if isinstance(number, float) else f"{number:,}"
    return text.replace("-", "−")


def _signed(number: int | float) -> str:
    number = round(number, 2)
    return _number(number) if number <= 0 else f"+{_number(number)}"


def _source(source: SourceReference) -> tuple[Run | Citation, ...]:
    if source.kind == "record":
        return (Run(source.words),)
    runs: list[Run | Citation] = [Run(source.publisher or "Publisher unknown", "strong")]
    if source.title:
        runs += [Run(", "), Run(f"“{' '.join(source.title.split())}”", "plain", source.url)]
    if source.published_day:
        runs.append(Run(f", {day_text(source.published_day)}"))
    if source.url:
        runs += [Run(", "), Run(source.url, "plain", source.url)]
    if source.origin:
        runs.append(Run(f"; origin: {source.origin}"))
    if source.copy_of:
        runs += [Run("; copies"), Citation((source.copy_of,))]
    runs.append(Run(f" · {source.article_id}", "note"))
    return tuple(runs)
