"""``countermove retract``: articles that were withdrawn."""

from __future__ import annotations

from pathlib import Path

import click

from countermove.cli.decision_options import decision_options
from countermove.cli.opening import open_for_decision
from countermove.cli.record_options import record_option
from countermove.record.curation import Decision


@click.command()
@click.argument("article", metavar="ARTICLE")
@record_option
@click.option("--undo", is_flag=True, help="Take a retraction back.")
@decision_options
def retract(article: str, record: Path, undo: bool, decision: Decision) -> int:
    """Mark an article, given by its id or address, as retracted: what it reports counts no longer.

    Nothing is deleted. Events that only this article tells become withdrawn; the others lose a report.

    \b
    Example:
      countermove retract https://news.example/2024/raid --reason "withdrawn by the paper on 3 November"
      countermove retract a0123456789abcdef --undo
    """
    with open_for_decision(record) as file:
        for article_id in file.restore(article, decision) if undo else file.retract(article, decision):
            click.echo(article_id)
    return 0
