"""The ``countermove`` command: what is shared by all subcommands, and how a run ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from countermove import __version__
from countermove.cli.commands import Commands
from countermove.cli.streams import OUTPUT_CLOSED, drop_output, output_is_closed, prepare_streams
from countermove.ontology.errors import LexiconError
from countermove.record.errors import FilterError, RecordError

_INTERRUPTED = 130  # 128 + SIGINT, as shells report it


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="countermove")
def cli() -> None:
    """Read news into events, claims, numbers and silence, each traceable to the character.

    Exit status: 0 all was read; 1 something was skipped (one line on standard error says what); 2 wrong usage.
    """


def _interrupted() -> int:
    click.echo("countermove: interrupted", err=True)
    return _INTERRUPTED


def _told_errors() -> tuple[type[Exception], ...]:
    """Errors whose message is for people; the module of models is slow to import, and there if one was loaded."""
    module = sys.modules.get("countermove.reader.model")
    return (LexiconError, RecordError, *([module.ModelError] if module else []))


def _broken_pipe() -> int:
    """Whoever read our output has had enough, as ``head`` has: no error. Another process than that is one."""
    if not output_is_closed():
        click.echo("countermove: another process ended before everything was done; try again", err=True)
        return 1
    drop_output()
    return OUTPUT_CLOSED


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; whatever goes wrong is one line, never a stack trace."""
    prepare_streams()
    try:
        status = _run(arguments)
    except BrokenPipeError:  # nobody reads what went wrong, either
        status = _broken_pipe()
    sys.exit(status)


def _run(arguments: Sequence[str] | None) -> int:
    """Run the command line; returns the exit status."""
    try:
        # Not cli.main: that ends the process itself, without a word, when the output is closed.
        with cli.make_context("countermove", list(sys.argv[1:] if arguments is None else arguments)) as context:
            status = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        status = end.exit_code
    except click.UsageError as error:
        error.show()
        status = 2
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = _interrupted()
    except RuntimeError as error:
        if str(error) != "Query interrupted":  # what DuckDB makes of Ctrl-C while it works
            raise
        status = _interrupted()
    except BrokenPipeError:
        status = _broken_pipe()
    except FilterError as error:
        click.echo(f"countermove: {error}", err=True)
        status = 2
    except _told_errors() as error:
        click.echo(f"countermove: {error}", err=True)
        status = 1
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in ("", "countermove"):
            raise
        click.echo(f"countermove: {error}; see what is missing with: countermove doctor", err=True)
        status = 1
    except OSError as error:
        click.echo(f"countermove: {error.filename or 'output'}: {error.strerror or error}", err=True)
        drop_output()
        status = 1
    return status if isinstance(status, int) else 0
