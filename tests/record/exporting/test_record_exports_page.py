"""``docs/exports.md`` says what the exports of the record hold."""

import re
from pathlib import Path

import pytest

from countermove.record.exporting.datasets import DATASETS
from countermove.record.exporting.export import FORMATS
from countermove.record.exporting.formulas import neutralized
from countermove.record.exporting.settings import ExportSettings

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
RECORD = PAGE.split("\n## the record\n")[1]


@pytest.mark.parametrize("name", DATASETS)
def test_every_column_is_described(name):
    listed = re.findall(r"^\| `(\w+)` \| (.+) \|$", RECORD.split(f"\n### {name}\n")[1].split("\n### ")[0], re.MULTILINE)
    assert listed == [(column.name, column.about) for column in DATASETS[name].columns]


def test_every_format_is_listed():
    assert set(FORMATS) <= set(re.findall(r"`([a-z.]+)`", RECORD.split("\n- **Filters**")[0]))


def test_the_rule_on_the_page_undoes_formulas():
    pattern = re.search(r're\.sub\(r"(.+?)", "", text\)', RECORD)[1]
    text = "=1\n-2;'so'\u2028@x \t+"
    assert neutralized(text) != text
    assert re.sub(pattern, "", neutralized(text)) == text


def test_the_limits_on_the_page_are_the_settings():
    settings = ExportSettings()
    for limit in (settings.sheet_rows, settings.cell_units, settings.listed_cells):
        assert f"{limit:,}" in RECORD
