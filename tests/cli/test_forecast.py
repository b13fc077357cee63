"""``countermove forecast``."""

import json

import pytest

from countermove.record.record import RecordFile
from tests.cli.running import Command
from tests.record.building import raid, store, tell_raid
from tests.response.forecasting.building import put_acts, steady_acts


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "steady.duckdb"
    with RecordFile(path) as file:
        store(file, *(tell_raid(raid(paper)) for paper in (1, 2)))
        put_acts(file, steady_acts(days=250), codes={"A": "NOR", "B": "ISL"})
    return path


@pytest.fixture
def run(record, monkeypatch, capsysbinary):
    monkeypatch.setenv("COUNTERMOVE_RECORD", str(record))
    return Command(capsysbinary)


def test_a_pair(run):
    found = run("forecast", "--actor", "Norway", "--recipient", "ISL", "--as-of", "2024-11-10")
    text = found.out.decode()
    assert found.status == 0 and found.err == ""
    assert text.startswith("What is likely between Norway and Iceland, as of 2024-11-10\n")
    assert "Norway → Iceland" in text and "Iceland → Norway" in text and "Track record" in text


def test_a_move_as_data(run):
    [event] = json.loads(run("events", "--format", "json").out)["events"]
    found = run("forecast", event["event_id"], "--days", "3,14", "--format", "json")
    assert found.status == 0
    data = json.loads(found.out)
    assert data["question"]["move"]["event_id"] == event["event_id"] and data["question"]["days"] == [3, 14]
    assert data["pairs"][0]["role"] == "target answers"


def test_the_same_question_has_the_same_answer(run, tmp_path):
    pages = []
    for name in ("one.html", "two.html"):
        assert run("forecast", "--actor", "C", "--format", "html", "--output", tmp_path / name).status == 0
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1] and pages[0].startswith(b"<!doctype html>")


def test_a_refusal_is_said_and_shown_by_the_status(run):
    found = run("forecast", "--actor", "C", "--recipient", "D", "--dataset", "record", "--as-of", "2024-11-10")
    assert found.status == 0
    [event] = json.loads(run("events", "--format", "json").out)["events"]
    more = ("--without", event["event_id"], "--dataset", "record")
    found = run("forecast", "--actor", "NOR", "--recipient", "ISL", *more)
    assert found.status == 1 and "Not told:" in found.out.decode()
    assert found.err.startswith("countermove: without: ") and found.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ((), 2, "ask about an EVENT_ID"),
        (("e1", "--actor", "NOR"), 2, "ask about an EVENT_ID"),
        (("e1",), 2, "no event e1"),
        (("--actor", "NOR", "--days", "x"), 2, "no list of whole numbers"),
        (("--actor", "NOR", "--days", "0"), 2, "between 1 and 365"),
        (("--actor", "NOR", "--as-of", "soon"), 2, "is no date"),
        (("--actor", "NOR", "--most", "0"), 2, "range"),
        (("--actor", "NOR", "--dataset", "acled"), 2, "dataset: no acts of 'acled'"),
        (("--actor", "Atlantis"), 2, "nobody is known as 'Atlantis'"),
        (("--actor", "NOR", "--without", "e1"), 2, "without: e1 is no event"),
        (("--actor", "NOR", "--as-of", "1990-01-01"), 1, "up to 1990-01-01"),
        (("--actor", "NOR", "--record", "nowhere.duckdb"), 1, "no such record"),
    ],
)
def test_what_cant_be_done_is_one_line(run, arguments, status, words):
    found = run("forecast", *arguments)
    assert found.status == status and words in found.err and "Traceback" not in found.err
