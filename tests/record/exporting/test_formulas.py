"""No text is a formula for a spreadsheet, and none is lost."""

import re
import time

import pytest
from hypothesis import given

from countermove.record.exporting.formulas import neutralized, restored
from tests.record.exporting.values import TEXT


@given(TEXT)
def test_it_can_be_undone(text):
    assert restored(neutralized(text)) == text


@given(TEXT)
def test_no_part_of_it_begins_like_a_formula(text):
    for part in re.split("[\t\n\v\f\r\x85\u2028\u2029;]", neutralized(text)):
        assert not part.strip().lstrip("\x00\x01\x7f\u200b\u202e\u2066\ufeff").startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+47", "'+47"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        (" \u200b=1", "' \u200b=1"),
        ("\x00=1", "'\x00=1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("so;=1", "so;'=1"),
        ("so\n- and so", "so\n'- and so"),
        ("'quoted'", "''quoted'"),
    ],
)
def test_an_apostrophe_goes_before_the_sign(text, safe):
    assert neutralized(text) == safe
    assert restored(safe) == text


@pytest.mark.parametrize("text", ["Tom's 2-1 win", "a=b", "5 + 3; then 4", "it's\nfine", "user@news.example", ""])
def test_other_text_stays_as_it_is(text):
    assert neutralized(text) == text


@pytest.mark.parametrize("piece", ["\n", " ", "\n ", "'", ";'", "\x00"])
def test_long_runs_take_no_longer_than_their_length(piece):
    start = time.process_time()
    assert restored(neutralized(piece * 100_000)) == piece * 100_000
    assert time.process_time() - start < 2
