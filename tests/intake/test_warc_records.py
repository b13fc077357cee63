"""WARC files to records: a broken record costs nothing but itself."""

import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.intake.warc_records import BadRecord, RawRecord, read_records
from tests.intake.warc_files import record

RECORDS = [record(f"body {number}".encode()) for number in range(4)]
PACKED = [gzip.compress(item, mtime=0) for item in RECORDS]


class Pipe(io.BytesIO):
    """A stream that can't go back."""

    def seekable(self):
        return False

    def seek(self, *arguments):
        raise OSError("a pipe")


def read(data, most=1_000_000, stream=io.BytesIO):
    return list(read_records(stream(data), most))


def summary(found):
    """Numbers of the good ones; 'bad' for the others."""
    return [int(item.data[-1:]) if isinstance(item, RawRecord) else "bad" for item in found]


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize(
    "data",
    [b"".join(RECORDS), b"".join(PACKED), gzip.compress(b"".join(RECORDS))],
    ids=["plain", "packed", "as a whole"],
)
def test_all_records_of_each_kind_of_file(data, stream):
    found = read(data, stream=stream)
    assert summary(found) == [0, 1, 2, 3]
    assert [item.number for item in found] == [1, 2, 3, 4]
    assert {item.kind for item in found} == {"response"}


def test_the_place_is_that_in_the_file():
    assert [item.offset for item in read(b"".join(PACKED))] == [0, *(len(b"".join(PACKED[:n])) for n in (1, 2, 3))]
    assert [item.offset for item in read(b"".join(RECORDS))] == [len(b"".join(RECORDS[:n])) for n in range(4)]


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PACKED[0] + PACKED[1][:150] + PACKED[2] + PACKED[3], [0, "bad", 2, 3]),
        (PACKED[0] + PACKED[1][:60] + b"garbage" * 5 + PACKED[2], [0, "bad", 2]),
        (PACKED[0] + PACKED[1][:-20], [0, "bad"]),
        (PACKED[0][:5] + PACKED[1], ["bad", 1]),
        (record(b"x", length=100_000) + RECORDS[1] + RECORDS[2], ["bad", 1, 2]),
        (record(b"x" * 100, length=50) + RECORDS[1], ["bad", 1]),
        (record(b"x", length=300) + RECORDS[1] + RECORDS[2], ["bad", 1, 2]),
        (RECORDS[0] + RECORDS[1][:-30], [0, "bad"]),
        (RECORDS[0].replace(b"Content-Length", b"Content-Lenght") + RECORDS[1], ["bad", 1]),
        (b"no record\r\n\r\n" + RECORDS[1], ["bad", 1]),
        (b"no record at all", ["bad"]),
        (b"", []),
        (b"\r\n\r\n", []),
    ],
)
def test_a_broken_record_is_told_and_the_next_one_read(data, expected, stream):
    assert summary(read(data, stream=stream)) == expected


@pytest.mark.parametrize("length", [None, 10**14])
def test_a_huge_record_is_passed_over_without_being_held(length):
    bomb = gzip.compress(record(b"0" * 5_000_000, length=length))
    bad, good = read(bomb + PACKED[1], most=100_000)
    assert "larger than 100,000 bytes (limit max_bytes)" in bad.reason
    assert summary([good]) == [1]


def test_many_false_starts_end_the_file_instead_of_the_day():
    found = read(PACKED[0] + b"\x1f\x8b\x08" * 10_000)
    assert summary(found[:1]) == [0]
    assert len(found) < 200
    assert "the rest is left out" in found[-1].reason


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_anywhere_never_costs_the_records_before_it(data):
    whole = b"".join(PACKED)
    place = data.draw(st.integers(0, len(whole)))
    damage = data.draw(st.binary(max_size=20))
    found = read(whole[:place] + damage)
    untouched = sum(place >= len(b"".join(PACKED[: n + 1])) for n in range(4))
    assert [item.data for item in found[:untouched]] == [item.rstrip(b"\r\n") for item in RECORDS[:untouched]]
    assert all(isinstance(item, RawRecord | BadRecord) for item in found)
