"""``countermove timeline``: days in order."""

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
from countermove.record.views.command_words import filter_words
from countermove.record.views.layouts.timeline import timeline_document
from countermove.record.views.timeline import timeline as timeline_of


@click.command()
@record_option
@filter_options
@most_option(10, "Events of one day, the best reported ones,")
@report_format_option
@output_option
def timeline(record: Path, filters: Filters, most: int, form: str, output: str | None) -> None:
    """Show what happened day by day: each event once, numbers as they changed, reported silences.

    \b
    Example:
      countermove timeline --actor UKR --since 2024-10-01 --until 2024-10-31
      countermove timeline --story t7d01322870a24bee --format html --output timeline.html
    """
    with open_record(record, read_only=True) as file:
        found = timeline_of(file.connection, filters, most)
    if not found.days:
        click.echo("countermove: no events match", err=True)
    words = filter_words(filters)
    document = timeline_document(found, f"Timeline: {words}" if words else "Timeline")
    to_terminal = output is None and sys.stdout.isatty()
    with open_output(output) as stream:
        stream.write(json_bytes(found) if form == "json" else document_bytes(document, form, to_terminal))
