"""The commands by name; each is imported when it is used, so that a short one starts fast."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "read": "read:read",
    "code": "code:code",
    "parse": "parse:parse",
    "explain": "explain:explain",
    "check-frames": "check_frames:check_frames_command",
    "add": "add:add",
    "watch": "watch:watch",
    "events": "events:events",
    "claims": "claims:claims",
    "timeline": "timeline:timeline",
    "story": "story:story",
    "sources": "sources:sources",
    "sitrep": "sitrep:sitrep",
    "board": "board:board",
    "forecast": "forecast:forecast",
    "query": "query:query",
    "info": "info:info",
    "check": "check:check",
    "split": "split:split",
    "merge": "merge:merge",
    "retract": "retract:retract",
    "export": "export:export",
    "history": "history:history",
    "serve": "serve:serve",
    "mcp": "mcp:mcp",
    "doctor": "doctor:doctor",
}
"""Module and name of each command, in the order of the help text."""


class Commands(click.Group):
    """A group whose commands are imported on first use."""

    def list_commands(self, context: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, context: click.Context | None, name: str) -> click.Command | None:
        """The command of this name."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(import_module(f"countermove.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def every(self) -> dict[str, click.Command]:
        """All commands by name, those inside groups too."""
        found = {}
        for name in COMMANDS:
            command = self.get_command(None, name)
            assert command is not None
            found[name] = command
            if isinstance(command, click.Group):
                found |= {f"{name} {inner}": one for inner, one in command.commands.items()}
        return found
