"""The command that asks the record in SQL."""

import json

import pytest

from countermove.record.record import RecordFile


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "x.duckdb"
    RecordFile(path).close()
    return path


def test_a_query_in_every_format(command, record):
    sql = "select version, name from record_versions where version = 1"
    assert command("query", sql, "--record", record).out.decode().split("\n")[2].startswith("1")
    assert command("query", sql, "--record", record, "--format", "csv").out == b"version,name\n1,0001_tables\n"
    for form in ("json", "jsonl"):
        read = json.loads(command("query", sql, "--record", record, "--format", form).out)
        assert read in ({"version": 1, "name": "0001_tables"}, [{"version": 1, "name": "0001_tables"}])


def test_tables_and_columns_are_listed_with_what_they_mean(command, record):
    run = command("query", "--tables", "--record", record, "--format", "json")
    rows = json.loads(run.out)
    assert {"who_did_what", "articles", "decisions"} <= {row["table"] for row in rows}
    assert all(row["meaning"] for row in rows if row["table"] == "articles")
    names = list(dict.fromkeys(row["table"] for row in rows))
    assert names.index("who_did_what") < names.index("articles"), "views come first"


def test_a_limit_is_told(command, record):
    run = command("query", "select * from range(300)", "--record", record)
    assert run.status == 0 and "first 200 rows" in run.err
    assert command("query", "select * from range(300)", "--record", record, "--limit", 400).err == ""


def test_wrong_queries_are_wrong_usage_in_one_line(command, record):
    for sql in ("select nothing", "drop table articles", "select * from '/etc/passwd'", "select '\x1b[31m' + 1"):
        run = command("query", sql, "--record", record)
        assert run.status == 2 and run.out == b""
        assert len(run.err.splitlines()) == 1 and "\x1b" not in run.err
    assert command("query", "--record", record).status == 2
    assert command("query", "select 1", "--tables", "--record", record).status == 2


def test_a_missing_record_is_told(command, tmp_path):
    run = command("query", "select 1", "--record", tmp_path / "none.duckdb")
    assert run.status == 1 and "no such record" in run.err
    assert list(tmp_path.iterdir()) == []
