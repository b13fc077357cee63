"""Rows as a table, CSV and JSON, whatever the text holds."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from countermove.report.rows import csv_lines, json_array, json_lines, on_one_line, table_lines

HOSTILE = "\x1b[31mred\x9b2J \u202egnp.exe\x07"


def test_a_table_is_lined_up_and_cut():
    lines = "".join(table_lines(["a", "word"], [[1, "x" * 100], [22, None]])).splitlines()
    assert lines[0].startswith("a   word") and lines[1].startswith("--  ---")
    assert lines[2].endswith("x…") and len(lines[2]) == 4 + 60
    assert lines[3] == "22"


def test_wide_characters_take_two_columns():
    lines = "".join(table_lines(["a", "b"], [["東京", 1], ["x", 2]])).splitlines()
    assert lines[2] == "東京  1" and lines[3] == "x     2"


def test_a_table_without_rows_has_its_head():
    assert "".join(table_lines(["a"], [])) == "a\n-\n"


def test_a_long_table_comes_in_pieces():
    lines = table_lines(["a"], ([number] for number in range(10**9)))
    assert [next(lines) for _ in range(3)] == ["a\n", "---\n", "0\n"]


def test_terminal_controls_are_escaped_everywhere():
    for write in (table_lines, csv_lines, json_lines, json_array):
        text = "".join(write(["x" + HOSTILE], [[HOSTILE], [[HOSTILE]], [{"k" + HOSTILE: 1}]]))
        assert not set(text) & set("\x1b\x9b\u202e\x07")
    assert json.loads("".join(json_lines(["x"], [[HOSTILE]]))) == {"x": HOSTILE}


def test_formulas_are_neutralised_and_numbers_stay():
    rows = [["=1+1"], ["+x"], ["-x"], ["@x"], ["\t=1"], [-5], [None], [True]]
    text = "".join(csv_lines(["=a"], rows))
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(text))]
    assert cells == ["'=a", "'=1+1", "'+x", "'-x", "'@x", "'\t=1", "-5", "", "true"]


def test_csv_keeps_line_breaks_and_quotes():
    text = "".join(csv_lines(["a", "b"], [['one "two"\nthree', "ä;,"]]))
    assert list(csv.reader(io.StringIO(text)))[1] == ['one "two"\nthree', "ä;,"]


def test_json_of_columns_with_one_name():
    assert json.loads("".join(json_array(["a", "a"], [[1, 2]]))) == [{"a": 1, "a_2": 2}]
    assert json.loads("".join(json_array(["a"], []))) == []


@given(st.text())
def test_any_text_becomes_one_printable_line(text):
    line = on_one_line(text)
    assert len(line.splitlines()) <= 1
    assert len(line.encode()) >= len(text)


@given(st.lists(st.tuples(st.none() | st.integers(-(2**63), 2**63 - 1) | st.text(), st.lists(st.text()))))
def test_json_holds_every_value(rows):
    text = "".join(json_array(["a", "b"], rows))
    read = [(row["a"], row["b"]) for row in json.loads(text)]
    assert read == [(a, list(b)) for a, b in rows]
