"""The record is open only while it is looked at, by itself or through the server that holds it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from countermove.record.errors import HeldError, RecordError
from countermove.record.record import RecordFile
from countermove.server.errors import TooSlowError
from countermove.server.mcp.looking import look
from countermove.server.owner import RecordOwner
from countermove.server.remote.host import CommandHost
from countermove.server.settings import ServerSettings
from tests.record.building import raid, store, tell_raid
from tests.server.mcp.asking import Assistant

SLOW = "select count(*) from range(1000000000) a, range(1000000000) b where (a.range + b.range) % 7 = 3"


@pytest.fixture
def record(tmp_path: Path, quick_knowledge: None) -> Path:
    path = tmp_path / "record.duckdb"
    with RecordFile(path) as file:
        store(file, tell_raid(raid(1)))
    return path


@pytest.fixture
def held(record: Path) -> Iterator[RecordFile]:
    """The record, held by a server of this process."""
    with RecordFile(record) as file:
        owner = RecordOwner(file, ServerSettings())
        host = CommandHost(owner, ServerSettings(), "http://127.0.0.1:8765/")
        yield file
        host.close()
        owner.close()


def test_others_may_write_between_two_answers(record):
    assistant = Assistant(record)
    assert assistant("events")["found"]["total"] == 1
    with RecordFile(record) as file:
        store(file, tell_raid(raid(2, published="2024-12-24")))
    assert assistant("info")["found"]["record"]["counts"]["articles"] == 2


def test_a_record_that_a_server_holds_is_read_through_it(record, held):
    through = Assistant(record)
    events = through("events")
    assert events["found"]["total"] == 1
    assert events["sources"][0]["words"]["untrusted_text"] == "bombed"
    assert through("actor", who="NOR")["found"]["did"]["total"] == 1
    store(held, tell_raid(raid(2)))
    assert through("info")["found"]["record"]["counts"]["articles"] == 2


def test_both_ways_give_the_same_answers(record, held):
    asked = [("events", {}), ("search", {"q": "harbour"}), ("numbers", {}), ("story", {"id": "t0"})]

    def answers():
        found = [Assistant(record).run(lambda client, one=one: client.call_tool(*one)) for one in asked]
        return [one.structured_content or one.content[0].text for one in found]

    through = answers()
    board = Assistant(record)("board", id=through[0]["found"]["items"][0]["event_id"])
    held.connection.execute("checkpoint")
    copy = record.with_name("copy.duckdb")
    copy.write_bytes(record.read_bytes())
    alone = Assistant(copy)
    assert alone("events") == through[0]
    assert alone("search", q="harbour") == through[1]
    assert alone("board", id=through[0]["found"]["items"][0]["event_id"]) == board


@pytest.mark.parametrize("served", [False, True])
def test_a_look_that_takes_too_long_is_stopped(record, served, request):
    if served:
        request.getfixturevalue("held")
    start = time.monotonic()
    with pytest.raises(TooSlowError):
        look(record, 0.3, lambda connection: connection.execute(SLOW).fetchall())
    assert time.monotonic() - start < 5
    assert look(record, 10, lambda connection: connection.execute("select 1").fetchone()) == (1,)


def test_statements_after_the_time_are_not_begun(record, held):
    def slowly(connection):
        time.sleep(0.2)
        return connection.execute("select 1").fetchone()

    with pytest.raises(TooSlowError):
        look(record, 0.1, slowly)


def test_nothing_can_be_changed(record):
    with pytest.raises(Exception, match="read-only"):
        look(record, 5, lambda connection: connection.execute("delete from events"))


def test_a_record_that_is_not_there_is_told(tmp_path):
    with pytest.raises(RecordError, match="no such record"):
        look(tmp_path / "none.duckdb", 5, lambda connection: None)
    assert "no such record" in Assistant(tmp_path / "none.duckdb").refusal("events")


def test_a_record_that_somebody_writes_is_told_to_be_held(record, monkeypatch):
    def held_record(*values, **named):
        raise HeldError(f"{record}: is held by process 1 (countermove add)")

    monkeypatch.setattr("countermove.server.mcp.looking.RecordFile", held_record)
    assert "is held by process 1" in Assistant(record).refusal("events")
