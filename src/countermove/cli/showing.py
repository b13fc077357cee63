"""How commands that look at the record write what they found."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from typing import Any

import click
import msgspec
from rich.console import Console

from countermove.exports.cells import Cell, Layout
from countermove.record.views.rows import Listing
from countermove.report.document import Document
from countermove.report.document_markdown import document_markdown
from countermove.report.document_page import document_page
from countermove.report.document_text import print_document

LIST_FORMATS = ["text", "json", "jsonl", "csv"]
REPORT_FORMATS = ["text", "markdown", "html", "json"]
_WIDTH = 110


def list_format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--format`` of lists; the command gets it as ``form``."""
    return click.option(
        "--format", "form", type=click.Choice(LIST_FORMATS), default="text", show_default=True, help="What to write."
    )(command)


def report_format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--format`` of reports; the command gets it as ``form``."""
    return click.option(
        "--format", "form", type=click.Choice(REPORT_FORMATS), default="text", show_default=True, help="What to write."
    )(command)


def most_option(default: int, what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--limit NUMBER``; the command gets it as ``most``."""
    return click.option(
        "--limit",
        "most",
        type=click.IntRange(0),
        default=default,
        show_default=True,
        metavar="NUMBER",
        help=f"{what} at most; 0: all.",
    )


def document_bytes(document: Document, form: str, to_terminal: bool, width: int = _WIDTH) -> bytes:
    """A document as text (``width``: where lines break in a file), Markdown or a page."""
    if form == "markdown":
        return document_markdown(document).encode()
    if form == "html":
        return document_page(document).encode()
    buffer = io.StringIO()
    columns = Console().width if to_terminal else width
    print_document(document, Console(file=buffer, force_terminal=to_terminal, width=columns, highlight=False))
    return b"".join(part.rstrip() + b"\n" for part in buffer.getvalue().encode().splitlines())


def json_bytes(value: Any, lines: bool = False) -> bytes:
    """Figures as numbers, days as ISO 8601; indented, or on one line."""
    line = msgspec.json.encode(value)
    return (line if lines else msgspec.json.format(line, indent=2)) + b"\n"


def listing_bytes(listing: Listing[Any], kind: type, name: str, form: str, document: Document) -> bytes:
    """A list in one of :data:`LIST_FORMATS`; says on standard error when nothing matches, or when it is cut."""
    shown = len(listing.items)
    if not listing.total:
        click.echo(f"countermove: no {name} match", err=True)
    elif shown < listing.total and form in ("jsonl", "csv"):
        click.echo(f"countermove: {shown:,} of {listing.total:,} {name} written; all with --limit 0", err=True)
    if form == "json":
        return json_bytes({"total": listing.total, "shown": shown, name: listing.items})
    if form == "jsonl":
        return b"".join(msgspec.json.encode(item) + b"\n" for item in listing.items)
    if form == "csv":
        return csv_bytes(listing.items, kind)
    return document_bytes(document, form, sys.stdout.isatty()) if listing.total else b""


def csv_bytes(items: Iterable[Any], kind: type) -> bytes:
    """One row an item, with a header; cells that a spreadsheet would run get an apostrophe in front."""
    names = tuple(field.name for field in fields(kind))
    layout = Layout(separator=",", joiner="; ", quoting=True, header=names)
    return layout.head() + layout.lines(tuple(_cell(getattr(item, name)) for name in names) for item in items)


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return value  # type: ignore[no-any-return]
