"""``countermove serve``: one process that owns a record: page, REST, feeds."""

from __future__ import annotations

import signal
import sys
import threading
import webbrowser
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from countermove.cli.options import set_limits
from countermove.cli.record_options import default_record
from countermove.intake.watch_limits import WatchLimits

if TYPE_CHECKING:
    from countermove.server.feeds import FeedWatcher
    from countermove.server.run import MakeWatcher
    from countermove.server.server import Server


@click.command()
@click.argument("record", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, metavar="NUMBER", help="Port.")
@click.option("--host-name", "host_names", multiple=True, metavar="NAME", help="Another name people ask it under.")
@click.option(
    "--token-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Who may ask from elsewhere."
)
@click.option(
    "--new-token", type=click.Choice(["read", "write"]), help="Make a token, add it to --token-file, show it and end."
)
@click.option("--token-name", default="", metavar="NAME", help="Whose the new token is.")
@click.option("--open", "to_open", is_flag=True, help="Open the page in the browser.")
@click.option("--watch", "feeds", multiple=True, metavar="FEED", help="Watch this feed, or those of an OPML file.")
@click.option("--example", is_flag=True, help="Serve the bundled example; it is made where it isn't yet.")
@click.option(
    "--log", "log_form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How logs look."
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    callback=partial(set_limits, WatchLimits()),
    metavar="NAME=VALUE",
    help="Change a limit of watching feeds; see countermove watch.",
)
def serve(
    record: Path | None,
    host: str,
    port: int,
    host_names: tuple[str, ...],
    token_file: Path | None,
    new_token: str | None,
    token_name: str,
    to_open: bool,
    feeds: tuple[str, ...],
    example: bool,
    log_form: str,
    limits: WatchLimits,
) -> int:
    """Serve a record to browsers and programs of this machine: page and REST (/api/v1), until it is stopped.

    While it runs, the other commands use the record through it. To listen on another address than 127.0.0.1 it needs
    tokens; a token is shown once, the file holds only its checksum. Without a record it offers the bundled example.

    \b
    Example:
      countermove serve war.duckdb --open
      countermove serve --example
      countermove serve war.duckdb --host 0.0.0.0 --host-name desk.example --token-file tokens.txt
    """
    if new_token is not None:
        return _make_token(token_file, new_token, token_name)
    from countermove.record.record import RecordFile
    from countermove.server.logs import set_up_logs
    from countermove.server.run import refuse_open_door
    from countermove.server.run import serve as run_server
    from countermove.server.security.tokens import Tokens
    from countermove.server.settings import ServerSettings

    tokens = Tokens() if token_file is None else Tokens.load(token_file)
    settings = ServerSettings(host=host, port=port, host_names=host_names)
    refuse_open_door(settings, tokens)
    path = _record(record, example)
    set_up_logs(log_form)
    signal.signal(signal.SIGTERM, _stop)
    watchers: list[MakeWatcher] = [_watcher(feeds, limits)] if feeds else []

    def ready(address: str) -> None:
        click.echo(f"{path}: {address}")
        sys.stdout.flush()
        if to_open:  # in a thread: a browser in the terminal comes back when it is closed
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    with RecordFile(path) as file:
        run_server(file, settings, tokens, watchers=watchers, ready=ready)
    return 0


def _record(record: Path | None, example: bool) -> Path:
    """The record to serve; where there is none, the example if that is wanted."""
    from countermove.server.example import EXAMPLE_NAME, make_example

    path = record or (Path(EXAMPLE_NAME) if example else default_record())
    if path.exists():
        return path
    if not example and record is None and sys.stdin.isatty():
        example = click.confirm(f"There is no record {path} yet. Look at the bundled example instead?", default=True)
        path = Path(EXAMPLE_NAME) if example else path
    if example:
        make_example(path)
    elif record is None:
        click.echo(f"countermove: {path}: is new and empty; --example shows the bundled example", err=True)
    return path


def _make_token(token_file: Path | None, scope: str, name: str) -> int:
    from countermove.server.security.tokens import new_token

    if token_file is None:
        raise click.UsageError("say with --token-file where tokens are kept")
    click.echo(new_token(token_file, "write" if scope == "write" else "read", name))
    return 0


def _watcher(feeds: tuple[str, ...], limits: WatchLimits) -> MakeWatcher:
    from countermove.cli.watch import feed_addresses

    addresses = feed_addresses(feeds, limits)

    def make(server: Server) -> FeedWatcher:
        from countermove.intake.polite_fetcher import PoliteFetcher
        from countermove.intake.politeness import SystemClock
        from countermove.server.feeds import FeedWatcher

        clock = SystemClock()
        return FeedWatcher(server, addresses, PoliteFetcher(limits, clock), clock, limits)

    return make


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
