"""Each id has one number inside a file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.record import numbers
from countermove.record.numbers import Numbers


@pytest.fixture(scope="module")
def connection():
    import duckdb

    connection = duckdb.connect()
    connection.execute("create table t (id varchar, no integer)")
    return connection


def start(connection) -> Numbers:
    return Numbers(connection, "t", "id", "no")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=5))
def test_an_id_keeps_its_number_through_transactions_and_restarts(connection, transactions):
    connection.execute("delete from t")
    given_numbers: dict[str, int] = {}
    index = start(connection)
    for number, ids in enumerate(transactions):
        index.prefetch(ids)
        for one in ids:
            found, new = index.give(one)
            assert new == (one not in given_numbers)
            assert given_numbers.setdefault(one, found) == found
            if new:
                connection.execute("insert into t values (?, ?)", [one, found])
        if number % 2:
            index = start(connection)
    assert sorted(given_numbers.values()) == list(range(1, len(given_numbers) + 1))


def test_what_was_given_and_is_not_stored_yet_is_never_forgotten(connection, monkeypatch):
    connection.execute("delete from t")
    monkeypatch.setattr(numbers, "_MOST_REMEMBERED", 2)
    index = start(connection)
    first = [index.give(one)[0] for one in "abcdef"]
    assert [index.give(one) for one in "abcdef"] == [(number, False) for number in first]
    assert index.find("z") is None


def test_a_number_that_was_learned_is_not_looked_up(connection):
    index = start(connection)
    index.learn("known", 77)
    assert index.find("known") == 77
