"""``countermove story``: articles about one happening."""

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
from countermove.record.views.layouts.stories import stories_document, story_document
from countermove.record.views.stories import list_stories, story_in_full


@click.command()
@click.argument("story_id", required=False)
@record_option
@filter_options
@most_option(50, "Stories, or items of each part of one story,")
@report_format_option
@output_option
def story(story_id: str | None, record: Path, filters: Filters, most: int, form: str, output: str | None) -> None:
    """List stories, latest first: headline, days of publication, articles, publishers, origins, actors, place.

    With STORY_ID show one story: its articles (copies with what they copy), events, claims, numbers over time, silence.

    \b
    Example:
      countermove story --since 2024-10-01 --place Kursk
      countermove story t7d01322870a24bee --format html --output story.html
    """
    to_terminal = output is None and sys.stdout.isatty()
    with open_record(record, read_only=True) as file:
        if story_id is not None:
            found = story_in_full(file.connection, story_id, most)
            out = json_bytes(found) if form == "json" else document_bytes(story_document(found), form, to_terminal)
        else:
            listing = list_stories(file.connection, filters, most)
            if not listing.total:
                click.echo("countermove: no stories match", err=True)
            if form == "json":
                out = json_bytes({"total": listing.total, "shown": len(listing.items), "stories": listing.items})
            else:
                out = document_bytes(stories_document(listing), form, to_terminal) if listing.total else b""
    with open_output(output) as stream:
        stream.write(out)
