"""Cells are safe for parsers and spreadsheets."""

import csv
import io

import pytest
from hypothesis import given

from countermove.exports.cells import Layout, one_line
from tests.exports.building import HOSTILE, table

TABS = Layout(separator="\t", joiner=";", quoting=False, header=("a", "b"))
COMMAS = Layout(separator=",", joiner="; ", quoting=True, header=("a", "b"))


def test_a_row_of_every_kind_of_cell():
    assert TABS.lines([("x", None, 3, -2.5, ("a", "b"))]) == b"x\t\t3\t-2.5\ta;b\n"
    assert COMMAS.lines([("x, y", None, 3, -2.5, ("a", "b"))]) == b'"x, y",,3,-2.5,"a; b"\n'


def test_the_head():
    assert TABS.head() == b"a\tb\n"
    assert Layout(separator="\t", joiner=";", quoting=False, header=None).head() == b""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t=", "\n@"])
def test_no_text_is_a_formula(start):
    assert TABS.lines([(f"{start}SUM(A1)",)]).startswith(b"'")
    assert COMMAS.lines([(f"{start}SUM(A1)",)]).startswith(b"'")
    assert TABS.lines([(("x", f"{start}1"),)]).decode().split(";")[1].startswith("'")


def test_numbers_keep_their_sign():
    assert TABS.lines([(-7.0, -3)]) == b"-7.0\t-3\n"


def test_values_keep_their_places_and_cannot_add_one():
    assert TABS.lines([(("a;b", "", "c"), ("", ""))]) == b"a b;;c\t\n"


def test_what_breaks_lines_or_turns_the_writing_direction_is_gone():
    assert one_line("a\tb\r\nc\u2028d\u202ee\x00\ud800") == "a b c de \ufffd"


@given(HOSTILE, HOSTILE)
def test_every_parser_finds_the_same_two_cells(first, second):
    for layout, delimiter in ((TABS, "\t"), (COMMAS, ",")):
        data = layout.lines([(first, second)]).decode()
        assert data.splitlines() == [data[:-1]]
        rows = table(data.encode(), delimiter)
        assert [len(row) for row in rows] == [2]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in rows[0])
        if not layout.quoting:
            assert rows == list(csv.reader(io.StringIO(data), delimiter=delimiter, quoting=csv.QUOTE_NONE))
