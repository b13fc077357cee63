"""The commands by which people decide."""

import pytest

from benchmarks.synthetic import synthetic_readings
from countermove.record.knowledge import Knowledge
from tests.record.synthetic_record import rows, store


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge.load()


@pytest.fixture
def record(tmp_path, knowledge, monkeypatch):
    monkeypatch.setattr(Knowledge, "load", lambda: knowledge)
    store(tmp_path / "x.duckdb", list(synthetic_readings(8, days=2)))
    return tmp_path / "x.duckdb"


def test_split_merge_retract_and_back(command, record):
    event = "select event_id from events order by reports desc, event_id limit 1"
    [(event_id,)] = rows(record, event)
    [(mention,)] = rows(record, "select article_id || '/' || item from reports where event_id = ? limit 1", event_id)
    run = command("split", event_id, mention, "--reason", "other", "--author", "ana", "--record", record)
    other = run.out.decode().strip()
    assert run.status == 0 and rows(record, "select reports from events where event_id = ?", other) == [(1,)]
    assert command("merge", other, event_id, "--record", record).out.decode().strip() == event_id
    article = mention.partition("/")[0]
    assert command("retract", article, "--reason", "wrong", "--record", record).out.decode().strip() == article
    assert command("retract", article, "--undo", "--record", record).status == 0
    decided = rows(record, "select action, author, reason from decisions order by decision_no")
    assert [action for action, *_ in decided] == ["split", "merge", "retract", "restore"]
    assert decided[0][1:] == ("ana", "other") and decided[1][1]


def test_wrong_ids_are_wrong_usage_in_one_line(command, record):
    for arguments in (("split", "e0", "a0/e1"), ("merge", "e0", "e1"), ("retract", "a0")):
        run = command(*arguments, "--record", record)
        assert run.status == 2 and run.out == b"" and len(run.err.splitlines()) == 1


def test_a_record_that_is_not_there_is_not_made(command, tmp_path):
    run = command("retract", "a0", "--record", tmp_path / "typo.duckdb")
    assert run.status == 1 and "no such record" in run.err and not list(tmp_path.iterdir())
