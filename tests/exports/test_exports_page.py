"""``docs/exports.md`` says what the exports hold."""

from pathlib import Path

import pytest

from countermove.exports import acled, gdelt, icews, polecat
from countermove.exports.formats import FORMATS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    start = PAGE.index(f"\n## {name}\n")
    return PAGE[start:].split("\n## ")[1]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_section(name):
    assert section(name)


@pytest.mark.parametrize("module", [polecat, icews, gdelt, acled], ids=lambda module: module.__name__)
def test_the_columns_are_listed_in_order(module):
    listed = section(module.__name__.rpartition(".")[2]).split("```")[1].removeprefix("text\n")
    assert tuple(" ".join(listed.split()).split("; ")) == module.COLUMNS
