"""The state of a record, which looking doesn't change."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from countermove.cli.diagnosis.apart import Check, attempt
from countermove.record.connection import migrations, open_file
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from countermove.server.example import make_example
from countermove.server.remote.state_file import note_path
from tests.cli.running import start


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("state") / "example.duckdb"
    make_example(path)
    return path


@pytest.fixture
def record(example, tmp_path):
    return Path(shutil.copy(example, tmp_path / "r.duckdb"))


def state(path):
    check = Check("record", "state", "countermove.cli.diagnosis.record_state", "find_record", (str(path),))
    return {one.name: one for one in attempt(check)}


def test_a_whole_record(record):
    before = record.read_bytes()
    found = state(record)
    assert {name: one.state for name, one in found.items()} == dict.fromkeys(
        ["file", "held by", "version", "content", "damage"], "ok"
    )
    assert found["file"].figures["bytes"] == len(before) and "last written" in found["file"].detail
    with RecordFile(record, read_only=True) as file:
        events = file.connection.execute("select count(*) from events where reports > 0").fetchall()[0][0]
    assert found["content"].figures["events"] == events and f"{events} events" in found["content"].detail
    assert record.read_bytes() == before and list(record.parent.iterdir()) == [record]


def test_what_is_no_record(tmp_path):
    (tmp_path / "text.duckdb").write_text("Nothing of the kind. " * 1000, encoding="utf-8")
    sqlite3.connect(tmp_path / "other.duckdb").execute("create table t (a)").connection.commit()
    import duckdb

    duckdb.connect(str(tmp_path / "foreign.duckdb")).execute("create table t (a int)").close()
    for name, words in {
        "none.duckdb": "no such record", "": "is a folder", "text.duckdb": "is not a record file",
        "other.duckdb": "is not a record file", "foreign.duckdb": "is a database, but not a record",
    }.items():  # fmt: skip
        last = list(state(tmp_path / name).values())[-1]
        assert last.state == "fails" and words in last.detail


def test_damage(record):
    with RecordFile(record) as file:
        file.connection.execute("insert into readings values (7777, '{}', '0', 'm', 'l')")
    found = state(record)["damage"]
    assert found.state == "fails" and "7777" in found.detail and "countermove check" in found.advice
    data = bytearray(record.read_bytes())
    for at in range(4096 * 3 + 100, len(data), 4096):
        data[at : at + 64] = bytes(64)
    record.write_bytes(data)
    assert list(state(record).values())[-1].state == "fails"


def test_an_older_record_stays_as_it_is(tmp_path):
    path = tmp_path / "old.duckdb"
    open_file(path, RecordSettings(), steps=migrations()[:1]).close()
    before = path.read_bytes()
    found = state(path)["version"]
    assert found.state == "note" and f"version 1 of {len(migrations())}" in found.detail
    assert path.read_bytes() == before


def test_a_newer_record_fails(record):
    with RecordFile(record) as file:
        file.connection.execute("insert into record_versions values (99, 'later', '9.9', '2030-01-01')")
    last = list(state(record).values())[-1]
    assert last.state == "fails" and "9.9" in last.detail and "update countermove" in last.detail


def test_a_record_that_another_process_writes_to(record):
    code = f"import sys; from countermove.record.record import RecordFile; file = RecordFile({str(record)!r})"
    code += "; print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"open\n"
        found = state(record)["held by"]
        process.stdin.close()
    assert found.state == "note" and f"process {process.pid}" in found.detail


def test_a_record_that_a_server_holds(record):
    process = start("serve", record, "--port", "0")
    try:
        address = process.stdout.readline().decode().split()[-1]
        found = state(record)
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert found["held by"].figures == {"process": process.pid, "address": address}
    assert found["content"].figures["articles"] > 0 and found["damage"].state == "note"
    assert not note_path(record).exists()
