"""How inputs are read can be chosen: columns, following, the extractor."""

import io
import sys
from types import SimpleNamespace

import pytest

from countermove.schema import Reading
from tests.cli.running import ARTICLE
from tests.intake.warc_files import html, record

TABLE = f'Inhalt;Datum\n"{ARTICLE}";01.11.2024\n'


def readings(run):
    return [Reading.from_json(line) for line in run.out.splitlines()]


def test_columns_of_a_table_are_named(command, tmp_path):
    file = tmp_path / "archive.csv"
    file.write_text(TABLE, encoding="utf-8")
    told = command("read", file, "--format", "jsonl")
    assert told.status == 1
    assert "--column text=NAME, one of: Inhalt, Datum" in told.err
    [reading] = readings(
        command("read", file, "--column", "text=Inhalt", "--column", "published=Datum", "--format", "jsonl")
    )
    assert (reading.text, reading.published) == (ARTICLE, "2024-11-01")


def test_a_table_comes_through_standard_input(command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TABLE.encode())))
    [reading] = readings(command("read", "-", "--column", "text=Inhalt", "--format", "jsonl"))
    assert reading.id == "row-2"


@pytest.mark.parametrize("value", ["text", "body=Inhalt", "text= ", "=Inhalt"])
def test_a_wrong_column_is_wrong_usage(command, article, value):
    run = command("read", article, "--column", value)
    assert run.status == 2
    assert "fields are: text, title, published, url, publisher, id, language" in run.err


@pytest.mark.parametrize("extractor", ["trafilatura", "resiliparse"])
def test_the_extractor_is_chosen(command, tmp_path, extractor):
    file = tmp_path / "crawl.warc"
    file.write_bytes(record(html("Strike ends")))
    [reading] = readings(command("read", file, "--extractor", extractor, "--format", "jsonl"))
    assert "forty ships" in reading.text


def test_a_folder_is_read_in_order(command, tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    found = readings(command("read", tmp_path, "--format", "jsonl"))
    assert [reading.id for reading in found] == ["a.txt", "b.txt"]
