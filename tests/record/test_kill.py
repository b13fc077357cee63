"""kill -9 at random moments of adding (the full run: python -m benchmarks.kill)."""

import pytest

from benchmarks.kill import compare, items_with_corrections, kill_again_and_again
from countermove.record.knowledge import Knowledge

ARTICLES, KILLS, BATCH = 40, 4, 4


@pytest.mark.parametrize("mode", ["add", "watch"])
def test_a_killed_run_loses_and_doubles_nothing(tmp_path, monkeypatch, knowledge, mode):
    monkeypatch.setattr(Knowledge, "load", lambda: knowledge)
    items = items_with_corrections(ARTICLES, seed=3)
    path = tmp_path / "killed.duckdb"
    outcome = kill_again_and_again(mode, path, items, KILLS, BATCH, seed=3, moment=0.2)
    assert outcome.kills >= 2 and outcome.broken == []
    assert compare(mode, path, items, BATCH) == []
