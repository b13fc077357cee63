"""A report for the terminal (or as plain text where the output isn't one)."""

from __future__ import annotations

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from countermove.report.document import Citation, Document, Grid, Line, Run, Section, cited
from countermove.report.showing import shown

_INK = {"strong": "bold", "quotation": "italic", "note": "dim", "good": "green", "doubtful": "yellow", "bad": "red"}
_INDENT = 4


def print_document(document: Document, console: Console) -> None:
    """Print one report; the console's width decides where lines break."""
    if document.title:
        console.print(Text(shown(document.title), style="bold"))
    for note in document.notes:
        console.print(Text(shown(note), style="dim"))
    for number, section in enumerate(document.sections):
        if number or document.title or document.notes:
            console.print()
        print_section(section, console)
    if document.sources:
        console.print()
        console.print(Text("Sources", style="bold"))
        width = len(str(document.sources[-1].number)) + 2
        for source in document.sources:
            console.print(_hanging(f"[{source.number}]".rjust(width) + " ", _runs(source.runs)))


def print_section(section: Section, console: Console) -> None:
    """Print one section."""
    if section.title:
        console.print(Text(shown(section.title), style="bold"))
    if section.joined and section.lines:
        console.print(Padding(Text(" ").join(_runs(item.runs) for item in section.lines), (0, 0, 0, 2)))
    else:
        for item in section.lines:
            console.print(_item(item, "• " if section.title else ""))
    if section.grid is not None:
        console.print(_grid(section.grid))


def _item(item: Line, mark: str) -> RenderableType:
    head = _hanging(mark, _runs(item.runs))
    if not item.below:
        return head
    return Group(head, *(Padding(_item(below, ""), (0, 0, 0, _INDENT)) for below in item.below))


def _hanging(mark: str, text: Text) -> RenderableType:
    """A line whose continuation stands under its first word."""
    if not mark:
        return text
    table = Table.grid(padding=0)
    table.add_column(width=len(mark), no_wrap=True)
    table.add_column()
    table.add_row(Text(mark), text)
    return table


def _runs(runs: tuple[Run | Citation, ...]) -> Text:
    text = Text()
    for run in runs:
        if isinstance(run, Citation):
            text.append("".join(f" {mark}" for mark, _ in cited(run)), style="dim")
            text.append(f" and {run.unnamed:,} more" if run.unnamed else "", style="dim")
        else:
            text.append(shown(run.text), style=_INK.get(run.style, ""))
    return text


def _grid(grid: Grid) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, name in enumerate(grid.header):
        table.add_column(Text(shown(name)), justify="left" if grid.is_words(number) else "right")
    for row in grid.rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    return Padding(table, (0, 0, 0, 2))
