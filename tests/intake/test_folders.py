"""Folders: every file once, in one order, whatever lies there."""

import os

import pytest

from countermove.intake.folders import walk
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from tests.intake.test_inputs import TEXT


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)


def walked(folder):
    return [
        f"{item.source.rpartition('/')[2]}: {item.reason}"
        if isinstance(item, Problem)
        else str(item.relative_to(folder))
        for item in walk(folder)
    ]


def test_files_come_sorted_and_hidden_ones_are_left_out(tmp_path):
    put(tmp_path, "b.txt", "a.txt", "sub/c.txt", "sub/deep/d", "another/e.HTML", ".hidden.txt", ".git/config")
    assert walked(tmp_path) == ["a.txt", "b.txt", "another/e.HTML", "sub/c.txt", "sub/deep/d"]


def test_links_in_circles_end(tmp_path):
    put(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    (tmp_path / "file").symlink_to(tmp_path / "sub" / "a.txt")
    assert walked(tmp_path) == [
        "file",
        "nowhere: No such file or directory",
        "self: Too many levels of symbolic links",
        "sub/a.txt",
        "up: is a link to a folder; name that folder itself",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices_are_told_and_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    reason = "is not a regular file (a pipe or device); left out of its folder"
    assert walked(tmp_path) == [f"pipe.txt: {reason}", f"zero.txt: {reason}"]


def test_other_kinds_of_files_are_told(tmp_path):
    put(tmp_path, "a.pdf", "b.txt.gz", "c.py")
    assert walked(tmp_path) == [
        "a.pdf: files of this kind (.pdf) are not read",
        "b.txt.gz",
        "c.py: files of this kind (.py) are not read",
    ]


def test_a_deep_folder_is_walked(tmp_path):
    put(tmp_path, "/".join(["d"] * 200) + "/a.txt")
    assert len(walked(tmp_path)) == 1


def test_one_bad_file_leaves_its_neighbours_alone(tmp_path):
    put(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes(b"\x7fELF\0\0\0" * 50)
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text(TEXT)
    found = list(read_inputs([str(tmp_path)], Limits()))
    assert [isinstance(item, Problem) for item in found] == [False, True, False, False]
    assert "is not text" in found[1].reason


def test_a_list_in_a_folder_fetches_nothing(tmp_path):
    (tmp_path / "sitemap.xml").write_text("<urlset><url><loc>http://127.0.0.1:9/a</loc></url></urlset>")
    [problem] = read_inputs([str(tmp_path)], Limits())
    assert "1 addresses, not fetched from a folder" in problem.reason
