"""The commands that tell whether a record is whole and what is in it."""

import json

import pytest

from countermove.record.record import RecordFile


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "x.duckdb"
    RecordFile(path).close()
    return path


def test_a_whole_record_passes(command, record):
    run = command("check", "--record", record)
    assert (run.status, run.out) == (0, b"no problem found\n")
    assert command("check", "--repair", "--quick", "--record", record).status == 0


def test_problems_are_told_and_the_status_is_1(command, record):
    with RecordFile(record) as file:
        file.connection.execute("insert into readings values (7, '{}', '0', 'm', 'l')")
    run = command("check", "--record", record)
    assert run.status == 1 and run.out == b"readings: article_no 7 of 1 rows is not in articles\n"


def test_figures_as_text_and_json(command, record):
    run = command("info", "--record", record)
    assert run.status == 0 and "file version" in run.out.decode() and str(record) in run.out.decode()
    figures = json.loads(command("info", "--record", record, "--format", "json").out)
    assert figures["counts"]["articles"] == 0 and figures["bytes"] > 0 and figures["migrations"][0]["version"] == 1


@pytest.mark.parametrize("name", ["check", "info"])
def test_what_is_no_record_is_told_in_one_line(command, tmp_path, name):
    run = command(name, "--record", tmp_path / "none.duckdb")
    assert run.status == 1 and len(run.err.splitlines()) == 1 and not list(tmp_path.iterdir())
    if name == "check":
        assert command(name, "--repair", "--record", tmp_path / "none.duckdb").status == 1
        assert not list(tmp_path.iterdir())


def test_a_damaged_block_is_told_in_one_line(command, record):
    data = bytearray(record.read_bytes())
    for at in range(4096 * 3 + 100, len(data), 4096):
        data[at : at + 64] = bytes(64)
    record.write_bytes(data)
    run = command("check", "--record", record)
    assert run.status == 1 and len(run.err.splitlines()) == 1
