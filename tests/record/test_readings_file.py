"""Readings that were made elsewhere."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper

import pytest

from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.record.readings_file import article_of, read_readings
from tests.readings import full_reading
from tests.record.building import rows

READING = full_reading()
LINE = READING.to_json()


def read(tmp_path, content: bytes, **limits):
    path = tmp_path / "readings.jsonl"
    path.write_bytes(content)
    found = list(read_readings([str(path)], Limits(**limits)))
    return [one.reason if isinstance(one, Problem) else one for one in found]


def changed(**changes: object) -> bytes:
    return json.dumps({**READING.to_dict(), **changes}).encode()


def test_a_reading_comes_with_its_article(tmp_path):
    ((article, reading),) = read(tmp_path, LINE + b"\n")
    assert reading == READING
    assert article == article_of(READING)
    assert (article.text, article.title, article.published) == (READING.text, READING.title, READING.published)
    assert (article.document, article.published_from) == ("https://news.example/1", "given")


def test_an_article_without_an_address_is_named_by_publisher_and_id():
    import msgspec

    bare = msgspec.structs.replace(READING, url=None)
    assert article_of(bare).document == "The Fjord:a"
    assert article_of(msgspec.structs.replace(bare, publisher=None)).document == "a"
    assert article_of(msgspec.structs.replace(bare, published=None)).published_from is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "is not a reading"),
        (b"[]", "is not a reading"),
        (b"\xff\xfe", "is not a reading"),
        (b"[" * 100_000, "is not a reading"),
        (changed(text=None), "is not a reading"),
        (changed(entities=[{"id": "n1"}]), "is not a reading"),
        (b'{"schema": "countermove.reading/1"}', "is not a reading"),
        (changed(text="Norway"), "is not a reading: sentence 1 is said to be at"),
        (changed(text="  "), "is not a reading: its text is empty"),
        (changed(sentences=[{"span": [0, 10**6], "boilerplate": False}]), "is not a reading: sentence 1"),
        (changed(entities=[READING.to_dict()["entities"][0]] * 2), "is not a reading: two things have the id n1"),
        (changed(quantities=[READING.to_dict()["quantities"][0] | {"high": 10**400}]), "is not a reading"),
        (changed(places=[READING.to_dict()["places"][0] | {"geonames": 10**12}]), "is not a reading: p1"),
        (changed(text=READING.text.replace("Oslo", "\ud800slo")), "is not a reading"),
    ],
)
def test_a_line_that_is_no_reading_is_told_and_the_others_are_read(tmp_path, line, reason):
    first, told, last = read(tmp_path, LINE + b"\n" + line + b"\n\n" + LINE)
    assert first[1] == last[1] == READING
    assert told.startswith(reason)
    assert "\n" not in told
    assert len(told) < 500


def test_a_line_that_is_too_long_is_told_without_being_held(tmp_path):
    told, good = read(tmp_path, b"x" * 500_000 + b"\n" + LINE, max_bytes=len(LINE) // 10)
    assert "is longer than" in told
    assert "max_bytes" in told
    assert good[1] == READING


def test_missing_files_and_folders_are_told(tmp_path):
    found = list(read_readings([str(tmp_path / "none"), str(tmp_path)], Limits()))
    assert [str(one) for one in found] == [
        f"{tmp_path / 'none'}: No such file or directory",
        f"{tmp_path}: Is a directory",
    ]


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(LINE)))
    ((_, reading),) = read_readings(["-"], Limits())
    assert reading == READING


def test_readings_are_stored_and_come_back_whole(record, tmp_path):
    path = tmp_path / "readings.jsonl"
    path.write_bytes(LINE + b"\nnothing\n" + LINE)
    outcomes = list(record.store_readings(read_readings([str(path)], Limits())))
    assert [type(one).__name__ for one in outcomes] == ["Stored", "Problem", "Stored"]
    ((stored, text),) = rows(record, "select reading, text from readings join articles using (article_no)")
    assert type(READING).from_dict({**json.loads(stored), "text": text}) == READING
