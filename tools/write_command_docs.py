"""Write ``docs/command-line.md``: every command and option, from the help texts of ``countermove.cli``.

Run from the repository: ``python -m tools.write_command_docs``.
"""

import inspect
from pathlib import Path

import click

from countermove.cli.commands import Commands
from countermove.cli.main import cli

PLACE = Path(__file__).resolve().parent.parent / "docs" / "command-line.md"
EXIT_STATUS = """\
## How a run ends

| Exit status | Meaning |
| --- | --- |
| 0 | All inputs were read. |
| 1 | Something was skipped or couldn't be written; one line on standard error says what. The others were read. |
| 2 | Wrong usage: an unknown option, format, date or limit. |
| 130 | Interrupted from the keyboard. |
| 141 | Whoever read the output has had enough, as `head` has ([in shell pipes](pipes.md)). |

A limit that is met is such a line too. Limits are changed with `--limit NAME=VALUE`; [settings and limits](settings.md)
has them all.

## Environment variables

| Variable | Meaning |
| --- | --- |
| `COUNTERMOVE_RECORD` | The record that commands use where `--record` names none. |
| `NO_COLOR` | Set to anything: no colours in the terminal. Where the output is no terminal there are none anyway. |
| `COLUMNS` | Width of reports in the terminal, in characters. |

Nothing else in the environment changes what is read, and no proxy is taken from it.
"""


def help_in_markdown(text: str) -> str:
    """Click's help text; blocks that it keeps as they are become code, their title stays text."""
    parts = []
    for block in inspect.cleandoc(text).split("\n\n"):
        title, mark, code = block.partition("\b\n")
        if not mark:
            parts.append(block)
            continue
        name, *lines = code.split("\n")
        parts.append("\n".join([title + name, "", "```sh", *(line.strip() for line in lines), "```"]))
    return "\n\n".join(parts)


def option_row(option: click.Option) -> str:
    """One row of the table of options."""
    names = ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])
    value = "" if option.is_flag else f" `{option.metavar or _choices(option)}`"
    default = f" Default: `{option.default}`." if option.show_default else ""
    return f"| {names}{value} | {option.help or ''}{default} |".replace("`|`", "`/`")


def _choices(option: click.Option) -> str:
    return " / ".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else "NUMBER"


def command_section(name: str, command: click.Command) -> str:
    """The section on one command."""
    arguments = [
        item.metavar or (item.name or "").upper() for item in command.params if isinstance(item, click.Argument)
    ]
    options = [item for item in command.params if isinstance(item, click.Option)]
    words = ["COMMAND"] if isinstance(command, click.Group) else ["[OPTIONS]", *arguments]
    lines = [f"## countermove {name}", "", f"`{' '.join(['countermove', name, *words])}`", ""]
    lines += [help_in_markdown(command.help or "")]
    if options:
        lines += ["", "| Option | |", "| --- | --- |", *map(option_row, options)]
    return "\n".join(lines) + "\n"


def command_docs() -> str:
    """The whole page."""
    head = "# The command line\n\n" + help_in_markdown((cli.help or "").split("\n\n")[0]) + "\n"
    sections = [command_section(name, command) for name, command in Commands().every().items()]
    return "\n".join([head, *sections, EXIT_STATUS, "This page is written by `python -m tools.write_command_docs`.\n"])


if __name__ == "__main__":
    PLACE.write_text(command_docs(), encoding="utf-8")
