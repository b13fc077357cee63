"""Plain, gzip and zip files; whatever is wrong with them is one reason."""

from __future__ import annotations

import gzip
import os
import zipfile

import pytest

from countermove.intake.event_data import streams
from countermove.intake.event_data.finding import NoEventDataError, find_sources
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.streams import sources_in
from countermove.intake.problem import InputError
from tests.intake.event_data.composing import ICEWS, gdelt, headed, icews, read

LIMITS = HistoryLimits()
TEXT = "".join(gdelt(number) + "\n" for number in range(1, 40))


def packed(path, kind, text=TEXT):
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("20150218.export.CSV", text)
    elif kind == "gzip":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text)
    return path


@pytest.mark.parametrize("kind", ["plain", "gzip", "zip"])
def test_packing_makes_no_difference(tmp_path, kind):
    table, malformed = read(packed(tmp_path / "x", kind))
    assert table["row_id"].to_pylist() == [str(number) for number in range(1, 40)] and malformed == []


def test_every_member_of_a_zip_file_is_a_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("b.csv", gdelt(2))
        archive.writestr("a/icews.tab", headed(ICEWS, icews()))
    assert [source.name for source in sources_in(tmp_path / "x.zip", LIMITS)] == ["x.zip/a/icews.tab", "x.zip/b.csv"]
    assert read(tmp_path / "x.zip")[0].num_rows == 2


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_a_bomb_is_stopped(tmp_path, kind, monkeypatch):
    monkeypatch.setattr(streams, "_ALWAYS", 10_000)
    path = packed(tmp_path / "x", kind, TEXT + (gdelt(1) + "\n") * 5_000)
    with pytest.raises(InputError, match="max_ratio"):
        read(path, HistoryLimits(max_ratio=20))


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_broken_packing_is_told(tmp_path, kind):
    path = packed(tmp_path / "x", kind)
    data = bytearray(path.read_bytes())
    data[60:160] = bytes(100)
    path.write_bytes(data)
    with pytest.raises(InputError, match="broken"):
        read(path)
    path.write_bytes(packed(tmp_path / "y", kind).read_bytes()[:-30])
    with pytest.raises(InputError, match="broken"):
        read(path)


def test_a_name_that_is_no_utf_8(tmp_path):
    path = tmp_path / os.fsdecode(b"a\xff.csv")
    packed(path, "plain")
    assert sources_in(path, LIMITS)[0].name == "a\N{REPLACEMENT CHARACTER}.csv"


def test_what_is_no_file_of_events_is_told(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "letter.txt").write_text("Dear editor,\n")
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (("empty", "is empty"), ("letter.txt", "is no ICEWS"), ("pipe", "pipe"), ("none", "No such")):
        with pytest.raises(NoEventDataError, match=reason) as trouble:
            find_sources([tmp_path / name], "auto", LIMITS)
        assert "\n" not in str(trouble.value)


def test_folders_are_gone_through_by_name_and_say_what_they_leave_out(tmp_path):
    (tmp_path / "b").mkdir()
    packed(tmp_path / "b" / "1.csv", "plain")
    packed(tmp_path / "2.zip", "zip")
    (tmp_path / "README").write_text("about\n")
    (tmp_path / ".hidden").write_text("about\n")
    found = find_sources([tmp_path], "auto", LIMITS)
    assert [source.name for source, _ in found.sources] == ["1.csv", "2.zip/20150218.export.CSV"]
    assert [problem.source for problem in found.left_out] == [str(tmp_path / "README")]


def test_a_format_that_was_asked_for_must_be_that(tmp_path):
    path = packed(tmp_path / "x.csv", "plain")
    assert find_sources([path], "gdelt", LIMITS).sources[0][1] == "gdelt2"
    with pytest.raises(NoEventDataError, match="is no ICEWS event data; it looks like GDELT"):
        find_sources([path], "icews", LIMITS)


def test_lines_of_any_length_are_read_within_the_limit(tmp_path):
    limits = HistoryLimits(max_line=1_000, block_bytes=700)
    path = tmp_path / "x.csv"
    for length in (900, 999, 1_000, 1_001, 1_500, 5_000):
        path.write_text("\n".join([gdelt(1), "x" * length, gdelt(2), "y" * length]))
        table, malformed = read(path, limits)
        assert table["line"].to_pylist() == [1, 3]
        assert [row.line for row in malformed] == [2, 4]
        assert all(("max_line" in row.kind) == (length > 1_000) for row in malformed)
