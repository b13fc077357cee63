"""``countermove sitrep``: a situation report, every sentence with its sources."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from countermove.cli.opening import open_record
from countermove.cli.options import output_option
from countermove.cli.output import open_output
from countermove.cli.record_options import filter_options, record_option
from countermove.cli.showing import document_bytes, json_bytes, most_option, report_format_option
from countermove.record.filters import Filters
from countermove.record.views.layouts.situation import situation_document
from countermove.record.views.situation import situation


@click.command()
@record_option
@filter_options
@most_option(10, "Entries of each section")
@report_format_option
@output_option
def sitrep(record: Path, filters: Filters, most: int, form: str, output: str | None) -> None:
    """Write a situation report for a window of days: figures beside those of the window before, stories, events, what
    is disputed, claims, numbers, silence, what to watch. Every sentence has its sources.

    Without --until the window ends with the last day of publication, without --since it has seven days.

    \b
    Example:
      countermove sitrep --since 2024-10-01 --until 2024-10-14 --place Kursk
      countermove sitrep --actor RUS --format html --output report.html
    """
    with open_record(record, read_only=True) as file:
        found = situation(file.connection, filters, most)
    if found.empty:
        click.echo("countermove: nothing in the record matches", err=True)
    to_terminal = output is None and sys.stdout.isatty()
    with open_output(output) as stream:
        stream.write(
            json_bytes(found) if form == "json" else document_bytes(situation_document(found), form, to_terminal)
        )
