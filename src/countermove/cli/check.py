"""``countermove check``: whether a record is whole."""

from __future__ import annotations

from pathlib import Path

import click

from countermove.cli.opening import open_for_decision, open_record
from countermove.cli.record_options import record_option
from countermove.report.rows import on_one_line


@click.command()
@record_option
@click.option("--quick", is_flag=True, help="Leave out what opens every text and reading.")
@click.option("--repair", "to_repair", is_flag=True, help="Work out events, claims and stories anew first.")
def check(record: Path, quick: bool, to_repair: bool) -> int:
    """Check that the record is whole: one line for each problem, and exit status 1 if there is any.

    Spans lie in their texts, ids are those of their content, every row leads to rows that are there, events, claims and
    stories are what their reports make them, and the decisions of people hold. Nothing is changed but by --repair, and
    that changes nothing but what follows from reports.

    \b
    Example:
      countermove check --record war.duckdb
    """
    found = 0
    with open_for_decision(record) if to_repair else open_record(record, read_only=True) as file:
        if to_repair:
            file.repair()
        for line in file.problems(quick=quick):
            click.echo(on_one_line(line))
            found += 1
    if found == 0:
        click.echo("no problem found")
    return 1 if found else 0
