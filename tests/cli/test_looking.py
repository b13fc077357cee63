"""Commands that look at a record."""

import csv
import io
import json
from datetime import date

import pytest

from countermove.cli.main import main
from countermove.record.record import RecordFile
from tests.cli.running import Command
from tests.record.building import raid, store, tell_raid


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "raid.duckdb"
    with RecordFile(path) as file:
        formula = raid(3, title="=1+1", published="2024-11-03")
        store(file, *(tell_raid(raid(paper)) for paper in (1, 2)), tell_raid(formula))
    return path


@pytest.fixture
def look(record, monkeypatch, capsysbinary):
    monkeypatch.setenv("COUNTERMOVE_RECORD", str(record))
    return Command(capsysbinary)


def test_events(look):
    run = look("events", "--recipient", "Iceland")
    assert run.status == 0 and run.err == ""
    assert "2024-10-30  Norway → ASSAULT “bombed” → Iceland · Brackmouth, ISL" in run.out.decode()
    assert "corroborated · 3 reports · 3 independent origins" in run.out.decode()


def test_events_as_data(look):
    [event] = json.loads(look("events", "--format", "json").out)["events"]
    assert (event["score"], event["origins"], event["actors"]) == (-10.0, 3, ["Norway"])
    assert date.fromisoformat(event["first_day"]) == date(2024, 10, 30)
    assert json.loads(look("events", "--format", "jsonl").out) == event
    [row] = csv.DictReader(io.StringIO(look("events", "--format", "csv").out.decode()))
    assert (row["event_id"], row["origins"], row["first_day"]) == (event["event_id"], "3", "2024-10-30")


def test_one_event(look):
    [event] = json.loads(look("events", "--format", "json").out)["events"]
    assert "Reports" in look("events", event["event_id"]).out.decode()
    found = json.loads(look("events", event["event_id"], "--format", "json").out)
    assert found["reports"]["total"] == 3
    rows = list(csv.DictReader(io.StringIO(look("events", event["event_id"], "--format", "csv").out.decode())))
    assert [row["title"] for row in rows] == ["", "", "'=1+1"]


@pytest.mark.parametrize("command", ["events", "claims", "story", "timeline", "sitrep"])
def test_nothing_matches(look, command):
    run = look(command, "--actor", "ZZZ", "--since", "2024-10-01", "--until", "2024-10-07")
    assert run.status == 0
    assert run.err.startswith("countermove: no") and run.err.count("\n") == 1


@pytest.mark.parametrize("command", ["events", "claims", "story"])
def test_an_unknown_id(look, command):
    run = look(command, "x1")
    assert (run.status, run.out) == (2, b"")
    assert run.err.count("\n") == 1 and "x1" in run.err


@pytest.mark.parametrize("command", ["story", "timeline", "sitrep"])
@pytest.mark.parametrize(("form", "start"), [("markdown", b"#"), ("html", b"<!doctype html>"), ("json", b"{")])
def test_reports_in_each_format(look, command, form, start, tmp_path):
    file = tmp_path / "report"
    run = look(command, "--format", form, "--output", file)
    assert (run.status, run.out, run.err) == (0, b"", "")
    if command != "story" or form != "markdown":  # a list of stories has no title
        assert file.read_bytes().startswith(start)
    assert b"Norway" in file.read_bytes()


def test_a_story_and_a_report(look):
    [story] = json.loads(look("story", "--format", "json").out)["stories"]
    assert "3 articles" in look("story", story["story_id"]).out.decode()
    out = look("sitrep", "--since", "2024-10-28", "--until", "2024-11-03").out.decode()
    assert "Norway used force against Iceland in Brackmouth (Iceland) on 30 October 2024 (“bombed”). [2–4]" in out


def test_without_a_record(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        main(["events", "--record", str(tmp_path / "none.duckdb")])
    err = capsys.readouterr().err
    assert end.value.code == 1 and "no such record" in err and err.count("\n") == 1


def test_sources(look):
    run = look("sources", "--reliability")
    assert run.status == 0 and run.err == ""
    assert "Paper 1  publisher · 1 article · 1 event on its word" in run.out.decode()
    found = json.loads(look("sources", "--format", "json").out)["sources"]
    assert {source["name"]: source["reliability"] for source in found} == dict.fromkeys(
        ("Paper 1", "Paper 2", "Paper 3")
    )
