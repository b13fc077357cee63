"""``countermove info``: what is in a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from countermove.cli.opening import open_record
from countermove.cli.record_options import record_option
from countermove.record.info import RecordInfo, record_info
from countermove.report.rows import on_one_line

_WIDTH = 22
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


@click.command()
@record_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How.")
def info(record: Path, form: str) -> int:
    """Tell what is in the record: how much, from when to when, which publishers, how large, and who wrote it.

    \b
    Example:
      countermove info --record war.duckdb
    """
    with open_record(record, read_only=True) as file:
        figures = record_info(file.connection, record)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(figures), indent=2))
        return 0
    for name, text in _lines(figures):
        click.echo(f"{name:<{_WIDTH}}{on_one_line(text)}")
    return 0


def _lines(figures: RecordInfo) -> Iterator[tuple[str, str]]:
    yield "record", figures.path
    yield (
        "size",
        _size(figures.bytes) + (f", {figures.bytes_per_event:,} bytes per event" if figures.bytes_per_event else ""),
    )
    for name, count in figures.counts.items():
        if count:
            yield name.replace("_", " "), f"{count:,}"
    if figures.event_statuses:
        yield "events by status", ", ".join(f"{name} {count:,}" for name, count in figures.event_statuses.items())
    undated = f", {figures.undated_articles:,} without a date" if figures.undated_articles else ""
    yield "published", _span(figures.published_first, figures.published_last) + undated
    yield "events happened", _span(figures.events_first, figures.events_last)
    yield "added (UTC)", _span(_minute(figures.added_first), _minute(figures.added_last))
    yield "publishers", f"{figures.publishers_in_all:,}"
    for publisher in figures.publishers:
        yield "", f"{publisher.name or 'unknown'}: {publisher.articles:,}"
    for read in figures.read_by:
        yield (
            "read by",
            f"countermove {read.countermove}, {read.model}, lexicon {read.lexicon}: {read.articles:,} articles",
        )
    for step in figures.migrations:
        made = f"{step.name} by countermove {step.countermove}, {_minute(step.applied_at)}"
        yield "file version", f"{step.version} ({made})"
    for author, count in figures.decided_by.items():
        yield "decisions by", f"{author}: {count:,}"


def _span(first: Any, last: Any) -> str:
    if first is None:
        return "nothing yet"
    return str(first) if first == last else f"{first} to {last}"


def _minute(moment: Any) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def _size(size: int) -> str:
    number, unit = float(size), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number:.1f} {_UNITS[unit]}" if unit else f"{size} bytes"
