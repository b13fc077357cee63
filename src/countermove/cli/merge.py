"""``countermove merge``: events that are one."""

from __future__ import annotations

from pathlib import Path

import click

from countermove.cli.decision_options import decision_options
from countermove.cli.opening import open_for_decision
from countermove.cli.record_options import record_option
from countermove.record.curation import Decision


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@record_option
@decision_options
def merge(ids: tuple[str, ...], record: Path, decision: Decision) -> int:
    """Join events: from now on they are one, under the id of the earliest, which is printed. split undoes it.

    The ids may also be those of entities, such as two spellings of one name.

    \b
    Example:
      countermove merge e0123456789abcdef e123456789abcdef0 --reason "same raid, told a day later"
    """
    with open_for_decision(record) as file:
        click.echo(file.merge(ids, decision))
    return 0
