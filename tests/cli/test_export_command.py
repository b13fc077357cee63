"""The command that writes the record into files."""

import csv
import io
import json
import os
import re
import shutil

import pytest

from countermove.record.record import RecordFile
from tests.cli.running import start
from tests.record.building import raid, store, tell_raid


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "x.duckdb"
    with RecordFile(path) as file:
        store(file, tell_raid(raid(1, title="=1+1")), tell_raid(raid(2, "word " * 8000)))
    return path


@pytest.fixture
def record(stored, tmp_path, monkeypatch):
    path = tmp_path / "x.duckdb"
    shutil.copy(stored, path)
    monkeypatch.setenv("COUNTERMOVE_RECORD", str(path))
    return path


def test_a_file_and_its_manifest(command, record, tmp_path):
    path = tmp_path / "events.csv"
    run = command("export", "--format", "csv", "--bom", "--type", "ASSAULT", "--output", path)
    assert (run.status, run.out, run.err) == (0, b"", "countermove: 1 rows written\n")
    (event,) = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    assert event["reports"] == "2"
    manifest = json.loads((tmp_path / "events.csv.manifest.json").read_text(encoding="utf-8"))
    assert (manifest["rows"], manifest["filters"], manifest["byte_order_mark"]) == (1, {"type": ["ASSAULT"]}, True)


def test_standard_output(command, record):
    run = command("export", "--format", "csv", "--what", "articles", "--output", "-")
    assert run.status == 0
    assert "'=1+1" in {row["title"] for row in csv.DictReader(io.StringIO(run.out.decode(), newline=""))}
    assert os.listdir(record.parent) == ["x.duckdb"]


def test_what_is_left_out_is_told(command, record):
    run = command("export", "--format", "acled", "--output", "-", "--type", "CONSULT")
    assert run.err == "countermove: 0 rows written\n"


def test_cut_cells_are_told(command, record, tmp_path):
    run = command("export", "--format", "xlsx", "--what", "articles", "--output", tmp_path / "x.xlsx")
    assert run.status == 1
    assert re.search("1 cells longer than XLSX allows were cut, the first in row [12], column text", run.err)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--format", "parquet", "--output", "-"],
        ["--format", "gdelt", "--what", "claims", "--output", "x"],
        ["--format", "xlsx", "--bom", "--output", "x"],
        ["--format", "pdf", "--output", "x"],
        ["--format", "csv"],
        ["--format", "csv", "--output", "x", "--type", "NONSENSE"],
    ],
)
def test_wrong_usage(command, record, wrong):
    run = command("export", *wrong)
    assert run.status == 2
    assert "Traceback" not in run.err


def test_a_record_or_folder_that_is_not_there(command, record, tmp_path):
    run = command("export", "--record", tmp_path / "none.duckdb", "--format", "csv", "--output", "-")
    assert (run.status, run.err.count("\n")) == (1, 1)
    run = command("export", "--format", "csv", "--output", tmp_path / "none" / "x.csv")
    assert (run.status, run.err.count("\n")) == (1, 1)


def test_a_full_disk_is_one_line(command, record):
    run = command("export", "--format", "csv", "--output", "/dev/full")
    assert run.status == 1
    assert run.err == "countermove: output: No space left on device\n"


def test_a_closed_pipe_ends_without_a_word(record):
    process = start("export", "--format", "jsonl", "--what", "articles", "--output", "-")
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr is not None
    assert process.stderr.read() == b""
