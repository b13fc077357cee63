"""Rows in and out of tables."""

from __future__ import annotations

from datetime import date

import pytest

from countermove.record.rows import Rows, numbers_in


@pytest.fixture
def table():
    import duckdb

    connection = duckdb.connect()
    connection.execute("create table t (a integer, b varchar, c date, d blob)")
    return connection


def test_rows_come_back_as_they_went_in(table):
    rows = [(1, "é😀'\"", date(2024, 2, 29), b"\x00\xff"), (2, None, None, None)]
    Rows(table).append("t", rows)
    assert table.execute("select * from t order by a").fetchall() == rows


def test_no_rows_are_no_work(table):
    Rows(table).append("t", [])
    Rows(table).update("t", ["a"], ["b"], [])
    assert table.execute("select count(*) from t").fetchall() == [(0,)]


def test_only_rows_with_these_keys_change(table):
    written = Rows(table)
    written.append("t", [(n, "old", None, None) for n in range(4)])
    written.update("t", ["a"], ["b", "c"], [(1, "new", date(2024, 1, 1)), (3, None, None), (9, "none", None)])
    assert table.execute("select a, b from t order by a").fetchall() == [(0, "old"), (1, "new"), (2, "old"), (3, None)]


def test_a_row_of_the_wrong_length_is_refused(table):
    with pytest.raises(ValueError):
        Rows(table).append("t", [(1, "x")])
    assert table.execute("select count(*) from t").fetchall() == [(0,)]


def test_a_list_of_numbers_is_numbers_alone():
    assert numbers_in({3, 1, 2}) == "1, 2, 3"
    assert numbers_in([]) == "null"
    with pytest.raises(ValueError):
        numbers_in(["1); drop table t"])  # type: ignore[list-item]
