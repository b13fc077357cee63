"""``countermove sources``: whose word the record rests on."""

from __future__ import annotations

from pathlib import Path

import click

from countermove.cli.opening import open_record
from countermove.cli.output import open_output
from countermove.cli.record_options import record_option
from countermove.cli.showing import list_format_option, listing_bytes, most_option
from countermove.record.views.layouts.sources import sources_document
from countermove.record.views.sources import SourceRow, list_sources


@click.command()
@record_option
@click.option(
    "--reliability",
    "with_reliability",
    is_flag=True,
    help="Estimate the share of right reports of each, by how far reliable others agree.",
)
@most_option(50, "Sources")
@list_format_option
def sources(record: Path, with_reliability: bool, most: int, form: str) -> None:
    """List publishers, agencies and speakers, those that bring most first.

    \b
    Example:
      countermove sources --reliability
    """
    with open_record(record, read_only=True) as file:
        listing = list_sources(file.connection, most, with_reliability)
        out = listing_bytes(listing, SourceRow, "sources", form, sources_document(listing))
    with open_output(None) as stream:
        stream.write(out)
