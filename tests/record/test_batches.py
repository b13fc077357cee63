"""The outcome depends on the articles and their order, not on transactions, memory or restarts."""

import random

import pytest

from benchmarks.record_dump import dump
from countermove.record.record import RecordFile
from tests.record.synthetic_record import changed, rows, store, varied


@pytest.fixture(scope="module")
def items():
    return varied(14, 3, seed=4)


@pytest.fixture(scope="module")
def whole(tmp_path_factory, items):
    path = tmp_path_factory.mktemp("whole") / "x.duckdb"
    store(path, items)
    return dumped(path)


def dumped(path):
    with RecordFile(path, read_only=True) as file:
        return dump(file.connection)


@pytest.mark.parametrize("batch", [1, 7])
def test_any_cut_into_transactions_gives_the_same_record(tmp_path, quick_knowledge, items, whole, batch):
    path = tmp_path / "x.duckdb"
    store(path, items, batch_articles=batch)
    assert dumped(path) == whole


@pytest.mark.parametrize("seed", [1, 2])
def test_restarts_and_a_short_memory_give_the_same_record(tmp_path, quick_knowledge, seed):
    rng = random.Random(seed)
    items = varied(14, 12, seed=seed)
    rng.shuffle(items)
    store(tmp_path / "whole.duckdb", items)
    left, path = items, tmp_path / "x.duckdb"
    while left:
        count = rng.randrange(1, 14)
        store(path, left[:count], batch_articles=rng.randrange(1, 9), days_in_memory=rng.choice([1, 4]))
        left = left[count:]
    assert dumped(path) == dumped(tmp_path / "whole.duckdb")


def test_the_same_again_changes_nothing(tmp_path, quick_knowledge, items, whole):
    path = tmp_path / "x.duckdb"
    store(path, items)
    again = store(path, items) + store(path, items[::-1])
    assert all(stored.known for stored in again) and dumped(path) == whole


def test_a_corrected_article_supersedes_and_the_older_version_changes_nothing_again(tmp_path, quick_knowledge):
    first, *others = varied(6, 1)
    second = changed(first, " The figure was corrected.")
    path = tmp_path / "x.duckdb"
    [stored] = store(path, [first, *others, second])[-1:]
    assert (stored.known, stored.version) == (False, 2)
    before = dumped(path)
    versions = "select version, status, counted from articles join event_mentions using (article_no) where given_id = ?"
    kept = sorted(set(rows(path, versions, first[0].id)))
    assert kept == [(1, "superseded", False), (2, "current", True)]
    assert [one.known for one in store(path, [first, second])] == [True, True]
    assert dumped(path) == before
