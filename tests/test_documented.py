"""The documentation says what the code does."""

from dataclasses import fields
from pathlib import Path

import click
import pytest

from countermove.cli.commands import Commands
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.limits import Limits
from countermove.response.board_settings import BoardSettings
from tools.write_reading_docs import PLACE, reading_docs

COMMAND_LINE = (Path(__file__).resolve().parent.parent / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_the_fields_of_a_reading_are_those_of_its_types():
    assert PLACE.read_text(encoding="utf-8") == reading_docs(), "run python tools/write_reading_docs.py"


@pytest.mark.parametrize("name", list(Commands().every()))
def test_every_command_and_option_is_documented(name):
    start = COMMAND_LINE.index(f"\n## countermove {name}\n")
    section = COMMAND_LINE[start : COMMAND_LINE.index("\n## ", start + 5)]
    for option in Commands().every()[name].params:
        if isinstance(option, click.Option):
            assert all(f"`{spelling}`" in section for spelling in option.opts)


def test_every_limit_is_documented_and_in_the_help():
    help_text = next(item.help for item in Commands().every()["read"].params if item.name == "limits")
    for limit in fields(Limits):
        assert f"`{limit.name}`" in COMMAND_LINE
        assert limit.name in help_text


def test_every_limit_on_event_data_is_documented():
    guide = (Path(__file__).resolve().parent.parent / "docs" / "history.md").read_text(encoding="utf-8")
    for limit in fields(HistoryLimits):
        default = str(limit.default) if limit.name.endswith("year") else f"{limit.default:,}"
        assert f"| `{limit.name}` | {default} |" in guide


def test_every_setting_of_boards_is_documented():
    guide = (Path(__file__).resolve().parent.parent / "docs" / "responses.md").read_text(encoding="utf-8")
    for setting in fields(BoardSettings):
        default = ", ".join(map(str, setting.default)) if isinstance(setting.default, tuple) else setting.default
        assert f"| `{setting.name}` | {default} |" in guide
