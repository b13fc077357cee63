"""A reading as a report for the terminal (or plain text where the output isn't one)."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from countermove.report.summary import Claim, Happening, Number, Silence, Summary

_INK = {"certain": "green", "probable": "cyan", "possible": "yellow", "did not happen": "red", "open": "magenta"}


def print_summary(summary: Summary, console: Console, evidence: bool = False) -> None:
    """Print one report.

    Args:
        summary: what to print.
        console: where; its width decides the layout.
        evidence: print the sentence behind each item.
    """
    console.print(_headline(summary))
    sections: list[tuple[str, Sequence[RenderableType]]] = [
        ("What happened", [_happening(item, evidence) for item in summary.happened]),
        ("Who says what", [_claim(item, evidence) for item in summary.said]),
        ("Numbers", [_number(item, evidence) for item in summary.numbers]),
        ("Silence and reactions", [_silence(item, evidence) for item in summary.silence]),
    ]
    for title, rows in sections:
        if rows:
            console.print(Text(f"\n{title}", style="bold"))
            console.print(Padding(Group(*rows), (0, 0, 0, 2)))
    if not any(rows for _, rows in sections):
        console.print("\nNothing found: no event, claim, number or silence.")


def _headline(summary: Summary) -> Panel:
    parts = [summary.published, summary.place, summary.publisher, summary.url]
    table = Table.grid(expand=False)
    table.add_row(Text(summary.headline, style="bold"))
    table.add_row(Text(" · ".join(part for part in parts if part), style="dim"))
    return Panel(table, box=box.ROUNDED, expand=False)


def _with_evidence(line: Text, sentence: str, evidence: bool) -> RenderableType:
    return Group(line, Padding(Text(sentence, style="dim italic"), (0, 0, 0, 4))) if evidence else line


def _happening(item: Happening, evidence: bool) -> RenderableType:
    line = Text(f"{item.id:>4}  ", style="dim")
    line.append(item.who or "someone", style="bold" if item.who else "dim")
    line.append(" → ")
    line.append(
        item.act.upper() if "(" not in item.act else item.act.split(" (")[0].upper() + " (" + item.act.split(" (")[1]
    )
    line.append(f" “{item.words}”", style="italic")
    if item.whom:
        line.append(" → ").append(item.whom, style="bold")
    for part in (item.when, item.where):
        if part:
            line.append(f" · {part}")
    line.append(" · ").append(item.certainty, style=_INK.get(item.certainty.split(",")[0], ""))
    if item.says:
        line.append(f" · says {item.says}", style="dim")
    return _with_evidence(line, item.evidence, evidence)


def _claim(item: Claim, evidence: bool) -> RenderableType:
    line = Text().append(item.source, style="bold")
    if item.cue:
        line.append(f" {item.cue}", style="italic")
    line.append(f" [{item.certainty}] ", style="dim")
    line.append(f"“{item.content}”" if item.quoted else item.content)
    return _with_evidence(line, item.evidence, evidence)


def _number(item: Number, evidence: bool) -> RenderableType:
    line = Text().append(item.value, style="bold").append(f" {item.unit}").append(f" “{item.words}”", style="italic")
    if item.says:
        line.append(f" · says {item.says}", style="dim")
    return _with_evidence(line, item.evidence, evidence)


def _silence(item: Silence, evidence: bool) -> RenderableType:
    line = Text().append(item.who, style="bold").append(f": {item.what}")
    return _with_evidence(line, item.evidence, evidence)
