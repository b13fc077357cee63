"""The commands that import others' event data, list it and take it out."""

from __future__ import annotations

import json
import signal
import time

import pytest

from countermove.record.integrity import problems
from countermove.record.record import RecordFile
from countermove.record_api import Record
from tests.cli.running import start
from tests.intake.event_data.composing import ICEWS, gdelt, headed, icews


@pytest.fixture
def record(tmp_path):
    return tmp_path / "x.duckdb"


@pytest.fixture
def events(tmp_path):
    path = tmp_path / "20150218.export.CSV"
    bad = [gdelt(number, code="---") for number in range(10, 18)]
    path.write_text("\n".join([gdelt(1), "cut off", *bad, gdelt(2)]))
    return path


def test_malformed_rows_are_told_the_first_in_full_and_the_status_is_1(command, record, events):
    run = command("history", "import", events, "--record", record)
    assert run.status == 1
    assert run.out == b"20150218.export.CSV: 11 rows into gdelt2: 2 new, 9 malformed\n"
    lines = run.err.splitlines()
    assert lines[0] == f"countermove: {events}:2: the row hasn't 61 cells: '1'"
    assert len(lines) == 6 and lines[-1].endswith(
        "9 malformed rows: 8 the CAMEO code is unknown, 1 the row hasn't 61 cells"
    )


def test_again_nothing_is_added(command, record, events):
    command("history", "import", events, "--record", record)
    run = command("history", "import", events, "--record", record)
    assert (run.status, run.out, run.err) == (0, b"20150218.export.CSV: is in gdelt2 already\n", "")


@pytest.mark.parametrize("name", ["bad.tsv", "bad.jsonl"])
def test_every_malformed_row_goes_into_a_file_also_when_nothing_is_new(command, record, events, tmp_path, name):
    command("history", "import", events, "--record", record)
    place = tmp_path / name
    command("history", "import", events, "--record", record, "--problems", place)
    lines = place.read_text().splitlines()
    if name.endswith("jsonl"):
        told = [json.loads(line) for line in lines]
        assert set(told[0]) == {"file", "line", "reason"}
        assert [row["line"] for row in told] == list(range(2, 11))
    else:
        assert lines[0] == "file\tline\treason" and [line.split("\t")[1] for line in lines[1:]] == [
            str(number) for number in range(2, 11)
        ]


def test_what_is_no_event_data_is_wrong_usage_in_one_line(command, record, events, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear editor,\n")
    for arguments in ((events, letter), (tmp_path / "none",), (events, "--format", "icews")):
        run = command("history", "import", *arguments, "--record", record)
        assert run.status == 2 and len(run.err.splitlines()) == 1 and run.out == b""
    assert command("history", "list", "--record", record).out == b"nothing was imported\n"


def test_names_formats_and_limits(command, record, events):
    run = command(
        "history",
        "import",
        events,
        "--record",
        record,
        "--dataset",
        "mine",
        "--format",
        "gdelt",
        "--limit",
        "max_line=300",
    )
    assert run.status == 1 and b"into mine" in run.out and "limit max_line" in run.err
    run = command("history", "import", events, "--record", record, "--limit", "max_cells=3")
    assert run.status == 2 and "max_line" in run.err
    assert command("history", "import", events, "--record", record, "--dataset", "record").status == 1


def test_list_and_remove(command, record, events, tmp_path):
    (tmp_path / "icews.tab").write_text(headed(ICEWS, icews()))
    command("history", "import", events, tmp_path / "icews.tab", "--record", record)
    text = command("history", "list", "--record", record).out.decode()
    assert "gdelt2: 2 rows, 2015-02-18 to 2015-02-18\n  20150218.export.CSV: 11 rows read, 9 malformed\n" in text
    listed = json.loads(command("history", "list", "--record", record, "--format", "json").out)
    assert [(one["dataset"], one["rows"]) for one in listed] == [("gdelt2", 2), ("icews", 1)]
    assert command("history", "remove", "gdelt2", "--record", record).out == b"gdelt2: 2 rows removed\n"
    run = command("history", "remove", "gdelt2", "--record", record)
    assert run.status == 1 and run.err == "countermove: there is no dataset 'gdelt2'; there is: icews\n"


def test_hostile_names_and_values_stay_on_one_line(command, record, tmp_path):
    path = tmp_path / "a\x1b[31m\n.csv"
    path.write_text(gdelt(1) + "\n" + gdelt(2, code="\x1b]0;x\x07"))
    run = command("history", "import", path, "--record", record)
    assert run.status == 1 and "\x1b" not in run.err + run.out.decode() and len(run.err.splitlines()) == 1


def test_from_python(record, events):
    with Record(record) as file:
        done = file.import_history(events)
        assert [(one.dataset, one.counts.new, one.counts.malformed) for one in done.files] == [("gdelt2", 2, 9)]
        assert done.skipped == () and file.import_history([str(events)]).files[0].known


def test_ctrl_c_leaves_a_whole_record_and_the_next_run_goes_on(command, record, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("".join(gdelt(number) + "\n" for number in range(1, 20_001)))
    small = ("--limit", "chunk_rows=10", "--limit", "block_bytes=5000")
    process = start("history", "import", path, "--record", record, *small)
    until = time.monotonic() + 30
    while time.monotonic() < until and not record.with_name(record.name + ".wal").exists():
        time.sleep(0.02)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.communicate()[1] == b"countermove: interrupted\n" and process.returncode == 130
    with RecordFile(record) as file:
        assert list(problems(file.connection)) == []
    run = command("history", "import", path, "--record", record)
    assert run.status == 0 and b"20,000 new" in run.out
    with RecordFile(record) as file:
        assert file.connection.execute("select count(distinct row_id) from history_events").fetchall() == [(20_000,)]
