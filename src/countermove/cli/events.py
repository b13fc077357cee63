"""``countermove events``: what happened, as far as the record knows."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from countermove.cli.opening import open_record
from countermove.cli.output import open_output
from countermove.cli.record_options import filter_options, record_option
from countermove.cli.showing import (
    csv_bytes,
    document_bytes,
    json_bytes,
    list_format_option,
    listing_bytes,
    most_option,
)
from countermove.record.filters import Filters
from countermove.record.views.events import EventInFull, EventReport, EventRow, event_in_full, list_events
from countermove.record.views.layouts.events import event_document, events_document


@click.command()
@click.argument("event_id", required=False)
@record_option
@filter_options
@most_option(50, "Events, or reports of one event,")
@list_format_option
def events(event_id: str | None, record: Path, filters: Filters, most: int, form: str) -> None:
    """List events, newest first: who did what to whom, where, how well it is reported.

    With EVENT_ID show one event with each of its reports: who reports it, on whose word, in which sentence, and why
    the report was put there.

    \b
    Example:
      countermove events --actor UKR --type ASSAULT --since 2024-10-01 --min-origins 2
      countermove events e43fd2473c09744a1
    """
    with open_record(record, read_only=True) as file:
        if event_id is None:
            listing = list_events(file.connection, filters, most)
            out = listing_bytes(listing, EventRow, "events", form, events_document(listing))
        else:
            out = _one(event_in_full(file.connection, event_id, most), form)
    with open_output(None) as stream:
        stream.write(out)


def _one(found: EventInFull, form: str) -> bytes:
    if form in ("json", "jsonl"):
        return json_bytes(found, lines=form == "jsonl")
    if form == "csv":
        return csv_bytes(found.reports.items, EventReport)
    return document_bytes(event_document(found), form, sys.stdout.isatty())
