"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from countermove.intake.check import valid_date
from countermove.intake.limits import Limits
from countermove.ontology.lexicon import Additions

Command = TypeVar("Command", bound=Callable[..., Any])


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not valid_date(value):
        raise click.BadParameter(f"{value!r} is not an ISO 8601 date such as 2024-11-01")
    return value


def _limits(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Limits:
    limits = Limits()
    for value in values:
        try:
            limits = limits.with_setting(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return limits


def inputs_argument(command: Command) -> Command:
    """Files, addresses, ``-``."""
    return click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")(command)


def published_option(command: Command) -> Command:
    """``--published DATE``."""
    return click.option(
        "--published", callback=_date, metavar="DATE", help="Date of articles that carry none, as 2024-11-01."
    )(command)


def jobs_option(command: Command) -> Command:
    """``--jobs NUMBER``."""
    return click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Worker processes.")(
        command
    )


def limit_option(command: Command) -> Command:
    """``--limit NAME=VALUE``."""
    return click.option(
        "--limit",
        "limits",
        multiple=True,
        callback=_limits,
        metavar="NAME=VALUE",
        help="Change a limit: max_bytes, max_characters, fetch_seconds, max_redirects.",
    )(command)


def additions_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--frames PLACE`` and ``--actors FILE``; the command gets them as ``additions``."""

    @wraps(command)
    def with_additions(*values: Any, frames: tuple[Path, ...], actors: tuple[Path, ...], **named: Any) -> Any:
        return command(*values, additions=Additions(frames, actors), **named)

    path = click.Path(exists=True, path_type=Path)
    own_frames = click.option(
        "--frames", multiple=True, type=path, metavar="PLACE", help="Event frames of your own: a folder or a YAML file."
    )
    own_actors = click.option(
        "--actors",
        multiple=True,
        type=path,
        metavar="FILE",
        help="Actors of your own: a table like those of data/actors.",
    )
    return own_frames(own_actors(with_additions))


def output_option(command: Command) -> Command:
    """``--output FILE``."""
    return click.option("--output", "-o", metavar="FILE", help="Write there instead of standard output.")(command)
