"""``countermove split``: reports that were wrongly put to one event."""

from __future__ import annotations

from pathlib import Path

import click

from countermove.cli.decision_options import decision_options
from countermove.cli.opening import open_for_decision
from countermove.cli.record_options import record_option
from countermove.record.curation import Decision


@click.command()
@click.argument("event_id", metavar="ID")
@click.argument("mentions", nargs=-1, required=True, metavar="MENTION...")
@record_option
@decision_options
def split(event_id: str, mentions: tuple[str, ...], record: Path, decision: Decision) -> int:
    """Take reports out of an event; together they are an event of their own. Later runs respect that.

    A mention is ARTICLE_ID/ITEM, as the view reports has them. ID may also be that of an entity: then the mentions are
    those of another one of the same name. The id of what they form is printed.

    \b
    Example:
      countermove split e0123456789abcdef a0123456789abcdef/e3 --reason "another raid"
    """
    with open_for_decision(record) as file:
        click.echo(file.split(event_id, mentions, decision))
    return 0
