"""Options that the commands on a record share: the file, and the filters in the same words everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from countermove.record.errors import FilterError
from countermove.record.filters import STATUSES, Filters

RECORD_VARIABLE = "COUNTERMOVE_RECORD"
DEFAULT_RECORD = "countermove.duckdb"


def _record(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    return value or default_record()


def default_record() -> Path:
    """The record where none is named."""
    return Path(os.environ.get(RECORD_VARIABLE) or DEFAULT_RECORD)


def record_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--record FILE``; the command gets it as ``record``."""
    return click.option(
        "--record",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        callback=_record,
        help=f"The record. Default: ${RECORD_VARIABLE}, or {DEFAULT_RECORD} in this folder.",
    )(command)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """All filters; the command gets them as ``filters``."""

    @wraps(command)
    def with_filters(*values: Any, **named: Any) -> Any:
        wanted = {name: named.pop(name) for name in _NAMES}
        try:
            filters = Filters.of(**{name: value for name, value in wanted.items() if value not in (None, ())})
        except FilterError as error:
            raise click.UsageError(str(error)) from error
        return command(*values, filters=filters, **named)

    for name, keywords in reversed(_OPTIONS):
        with_filters = click.option(name, **keywords)(with_filters)
    return with_filters


_MANY: dict[str, Any] = {"multiple": True}
_OPTIONS: list[tuple[str, dict[str, Any]]] = [
    ("--actor", {**_MANY, "metavar": "WHO", "help": "Who acts: a code (UKR, NGO), a registry key, or a name."}),
    ("--recipient", {**_MANY, "metavar": "WHO", "help": "Whom it is done to."}),
    ("--type", {**_MANY, "metavar": "TYPE", "help": "PLOVER event type, such as ASSAULT."}),
    ("--since", {"metavar": "DATE", "help": "Not before this day."}),
    ("--until", {"metavar": "DATE", "help": "Not after this day."}),
    ("--place", {**_MANY, "metavar": "WHERE", "help": "A place, a province or a country."}),
    ("--topic", {**_MANY, "metavar": "WORDS", "help": "Words that an article of the story has."}),
    ("--min-origins", {"type": click.IntRange(0), "metavar": "NUMBER", "help": "Least independent origins."}),
    ("--status", {**_MANY, "type": click.Choice(STATUSES), "help": "How well it is confirmed."}),
    ("--story", {**_MANY, "metavar": "STORY_ID", "help": "Of this story."}),
]
_NAMES = tuple(name.removeprefix("--").replace("-", "_") for name, _ in _OPTIONS)
