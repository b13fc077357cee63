"""Options of the commands by which people decide: why, and who."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from countermove.record.curation import Decision


def decision_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--reason`` and ``--author``; the command gets them as ``decision``."""

    @wraps(command)
    def with_decision(*values: Any, reason: str | None, author: str | None, **named: Any) -> Any:
        return command(*values, decision=Decision(author or _user(), reason), **named)

    why = click.option("--reason", metavar="TEXT", help="Why; kept with the decision.")
    who = click.option("--author", metavar="NAME", help="Who decides. Default: the name you are logged in under.")
    return why(who(with_decision))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user in this system
        return "unknown"
