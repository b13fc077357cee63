"""``countermove claims``: who said what."""

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
from countermove.record.views.claims import ClaimInFull, ClaimReport, ClaimRow, claim_in_full, list_claims
from countermove.record.views.layouts.claims import claim_document, claims_document


@click.command()
@click.argument("claim_id", required=False)
@record_option
@filter_options
@most_option(50, "Claims, or reports of one claim,")
@list_format_option
def claims(claim_id: str | None, record: Path, filters: Filters, most: int, form: str) -> None:
    """List claims, newest first: who said what, how well it is reported, who denies it.

    The actor is who speaks; recipient, type and place are those of events told in the claim. With CLAIM_ID show one
    claim with each of its reports.

    \b
    Example:
      countermove claims --actor "defence ministry" --since 2024-10-01
      countermove claims c9c4ea40346e38648
    """
    with open_record(record, read_only=True) as file:
        if claim_id is None:
            listing = list_claims(file.connection, filters, most)
            out = listing_bytes(listing, ClaimRow, "claims", form, claims_document(listing))
        else:
            out = _one(claim_in_full(file.connection, claim_id, most), form)
    with open_output(None) as stream:
        stream.write(out)


def _one(found: ClaimInFull, form: str) -> bytes:
    if form in ("json", "jsonl"):
        return json_bytes(found, lines=form == "jsonl")
    if form == "csv":
        return csv_bytes(found.reports.items, ClaimReport)
    return document_bytes(claim_document(found), form, sys.stdout.isatty())
