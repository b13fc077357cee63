"""``countermove board``."""

import json

import pytest

from countermove.record.record import RecordFile
from tests.cli.running import Command
from tests.response.frigates import tell_frigates


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "frigates.duckdb"
    with RecordFile(path) as file:
        tell_frigates(file)
        row = file.connection.execute("select event_id from events where event_type = 'MOBILIZE'").fetchone()
    return path, row[0]


@pytest.fixture
def board(record, monkeypatch, capsysbinary):
    path, event = record
    monkeypatch.setenv("COUNTERMOVE_RECORD", str(path))
    command = Command(capsysbinary)
    return lambda *options: command("board", event, *options)


def test_text(board):
    run = board()
    assert run.status == 0 and run.err == ""
    text = run.out.decode()
    assert text.startswith("Answers to Kenya → MOBILIZE (weapons) “sent”")
    assert "Tanzania" in text and "carries out what was announced" in text


def test_json_has_every_part(board):
    found = json.loads(board("--format", "json").out)
    assert set(found) == {
        "move", "status", "story_id", "window", "rows", "snapshots", "expected", "answered_acts", "comparable",
        "imported", "passages", "notes", "settings",
    }  # fmt: skip
    [tanzania] = [row for row in found["rows"] if row["party"]["key"] == "TZA"]
    assert tanzania["first_delay"] == 0 and tanzania["answers"][0]["act"]["day"] == "2024-11-04"


def test_days_window_and_probability(board):
    found = json.loads(board("--days", "5,2", "--window", "3", "--least-probability", "0.9", "--format", "json").out)
    assert found["settings"]["days"] == [2, 5] and found["settings"]["window_days"] == 3
    assert all(answer["probability"] >= 0.9 for row in found["rows"] for answer in row["answers"])
    assert all(answer["delay_days"] <= 3 for row in found["rows"] for answer in row["answers"])


def test_expected_ones_from_a_list_and_by_name(board, tmp_path):
    own = tmp_path / "desk.yaml"
    own.write_text("- list: Lake desk\n  members: [EGY, {who: [GHA], until: 2020}]\n", encoding="utf-8")
    found = json.loads(board("--expected", str(own), "--expect", "Zambia", "--format", "json").out)
    because = {one["party"]["key"]: one["because"] for one in found["expected"]["parties"]}
    assert because["EGY"] == ["on your list Lake desk"] and because["ZMB"][0] == "named by you"
    assert "GHA" not in because


def test_output_as_a_page(board, tmp_path):
    page = tmp_path / "board.html"
    assert board("--format", "html", "--output", str(page)).status == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--days", "soon"), 2, "no list of whole numbers"),
        (("--days", "-1"), 2, "between 0 and"),
        (("--expect", "Atlantis"), 2, "neither the actor registry nor the record knows 'Atlantis'"),
        (("--least-probability", "2"), 2, "2"),
    ],
)
def test_wrong_options_are_one_clear_line(board, options, status, words):
    run = board(*options)
    assert run.status == status and words in run.err and "Traceback" not in run.err


def test_an_unknown_event(record, monkeypatch, capsysbinary):
    monkeypatch.setenv("COUNTERMOVE_RECORD", str(record[0]))
    run = Command(capsysbinary)("board", "e0000000000000000")
    assert run.status == 2 and "no event e0000000000000000" in run.err


def test_a_list_that_cannot_be_used(board, tmp_path):
    own = tmp_path / "desk.yaml"
    own.write_text("- list: Lake desk\n  members: [NOWHERE]\n", encoding="utf-8")
    run = board("--expected", str(own))
    assert run.status == 1 and "desk.yaml:1: 'NOWHERE'" in run.err
