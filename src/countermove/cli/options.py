"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import partial, wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from countermove.intake.check import valid_date
from countermove.intake.html import EXTRACTORS, Extractor
from countermove.intake.limits import Limits, SettableLimits
from countermove.intake.options import InputOptions
from countermove.intake.table import FIELDS
from countermove.intake.watch_limits import WatchLimits
from countermove.ontology.lexicon import Additions

Command = TypeVar("Command", bound=Callable[..., Any])
AnyLimits = TypeVar("AnyLimits", bound=SettableLimits)


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not valid_date(value):
        raise click.BadParameter(f"{value!r} is not an ISO 8601 date such as 2024-11-01")
    return value


def set_limits(
    defaults: AnyLimits, context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> AnyLimits:
    """Callback of a ``--limit`` option: the defaults with what was given put in."""
    limits = defaults
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
    return _limit_option(Limits())(command)


def watch_limit_option(command: Command) -> Command:
    """``--limit NAME=VALUE``, for watching feeds."""
    return _limit_option(WatchLimits())(command)


def _limit_option(defaults: Limits) -> Callable[[Command], Command]:
    return click.option(
        "--limit",
        "limits",
        multiple=True,
        callback=partial(set_limits, defaults),
        metavar="NAME=VALUE",
        help=f"Change a limit: {', '.join(limit.name for limit in fields(defaults))}.",
    )


def _columns(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for value in values:
        field, equals, column = value.partition("=")
        if not equals or field not in FIELDS or not column.strip():
            raise click.BadParameter(f"{value!r} must be FIELD=COLUMN; fields are: {', '.join(FIELDS)}")
        columns[field] = column.strip()
    return columns


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--column``, ``--follow/--no-follow`` and ``--extractor``; the command gets them as ``options``."""

    @wraps(command)
    def with_options(
        *values: Any, columns: dict[str, str], follow: bool | None, extractor: Extractor | None, **named: Any
    ) -> Any:
        return command(*values, options=InputOptions(columns, follow, extractor), **named)

    column = click.option(
        "--column",
        "columns",
        multiple=True,
        callback=_columns,
        metavar="FIELD=COLUMN",
        help=f"Column of a CSV or TSV file that holds a field ({', '.join(FIELDS)}), where its name doesn't tell.",
    )
    following = click.option(
        "--follow/--no-follow",
        default=None,
        help="Fetch the pages that feeds and sitemaps name, or not. By default those of sitemaps and fetched feeds.",
    )
    extractor = click.option(
        "--extractor",
        type=click.Choice(EXTRACTORS),
        help="What finds the text of pages. By default resiliparse for web archives, else trafilatura.",
    )
    return column(following(extractor(with_options)))


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
    """``--output FILE``; the command gets None for standard output."""
    return click.option(
        "--output",
        "-o",
        metavar="FILE",
        callback=lambda context, parameter, value: None if value == "-" else value,
        help="Write there instead of standard output.",
    )(command)
