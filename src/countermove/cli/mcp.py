"""``countermove mcp``: a record as tools of an assistant."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click

from countermove.cli.options import set_limits
from countermove.cli.record_options import default_record
from countermove.record.errors import HeldError
from countermove.server.mcp.settings import ToolSettings

_USAGE = 2


@click.command()
@click.argument("record", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--limit",
    "settings",
    multiple=True,
    callback=partial(set_limits, ToolSettings()),
    metavar="NAME=VALUE",
    help=f"Change a limit: {', '.join(one.name for one in fields(ToolSettings))}.",
)
def mcp(record: Path | None, settings: ToolSettings) -> int:
    """Let an assistant ask a record, over the Model Context Protocol on standard input and output.

    The assistant starts it: docs/mcp.md shows what to write into its configuration. Its tools search, list and read,
    each with sources and offsets; none changes anything. The record stays free for others: it is open only while a
    question is answered, and read through the server where one holds it.

    \b
    Example:
      countermove mcp war.duckdb
    """
    if find_spec("mcp") is None:
        click.echo("countermove: mcp: needs the package mcp; install it with: pip install 'countermove[mcp]'", err=True)
        return _USAGE
    from countermove.server.logs import set_up_logs
    from countermove.server.mcp.looking import look
    from countermove.server.mcp.protocol import serve_standard_input

    path = record or default_record()
    with suppress(HeldError):  # somebody is adding articles; that will end
        look(path, settings.call_seconds, lambda connection: None)  # what is no record is told now
    set_up_logs("text")
    serve_standard_input(path, settings)
    return 0
