"""What is named on the command line, to articles and problems in the same order."""

import io
import os
import sys
from types import SimpleNamespace

import pytest

from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.schema import Article
from tests.intake.test_html import PAGE

TEXT = "The minister resigned on Monday after weeks of protest in the capital."


def read(*inputs, limits=None, published=None):
    return list(read_inputs([str(item) for item in inputs], limits or Limits(), published))


def standard_input(monkeypatch, data: bytes):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_a_text_file(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode() + b"\r\n")
    assert read(file, published="2024-11-01") == [
        Article(id="a.txt", text=TEXT + "\r\n", language="en", published="2024-11-01", published_from="given")
    ]


@pytest.mark.parametrize("name", ["a.html", "page", "a.txt"])
def test_a_page_is_told_by_its_name_or_its_start(tmp_path, name):
    file = tmp_path / name
    file.write_text(PAGE, encoding="utf-8")
    [article] = read(file, published="2024-11-01")
    assert (article.title, article.published) == ("Harbour strike ends", "2024-10-31T08:00:00Z")
    assert "Sport" not in article.text


def test_json_lines_by_name(tmp_path):
    file = tmp_path / "a.JSONL"
    file.write_text(f'{{"text": "{TEXT}", "id": "x"}}\n{{\n')
    article, problem = read(file)
    assert article.id == "x"
    assert problem.source == f"{file} line 2"


@pytest.mark.parametrize("size", [0, 70_000])
def test_standard_input_as_text_or_json_lines(monkeypatch, size):
    line = f'{{"text": "{TEXT}{" more" * (size // 5)}"}}\n'
    standard_input(monkeypatch, TEXT.encode())
    assert [item.text for item in read("-")] == [TEXT]
    standard_input(monkeypatch, (line * 3).encode())
    assert [item.id for item in read("-")] == ["line-1", "line-2", "line-3"]


def test_a_missing_file_an_empty_folder_and_an_empty_file_leave_their_neighbours_alone(tmp_path):
    good, empty = tmp_path / "a.txt", tmp_path / "empty.txt"
    good.write_text(TEXT)
    empty.write_text("")
    folder = tmp_path / "folder"
    folder.mkdir()
    found = read(good, tmp_path / "no.txt", folder, empty, "nul\0.txt", good)
    assert [isinstance(item, Article) for item in found] == [True, False, False, False, False, True]
    assert [item.reason for item in found[1:4]] == ["no such file", "the folder holds no files", "is empty"]


def test_a_file_over_the_limit_is_not_read_whole(tmp_path):
    file = tmp_path / "big.txt"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    [problem] = read(file)
    assert problem == Problem(str(file), "is larger than 20,000,000 bytes (limit max_bytes)")


def test_a_pipe_of_endless_zeros_ends_at_the_limit():
    [problem] = read("/dev/zero", limits=Limits(max_bytes=100_000))
    assert "larger than 100,000 bytes" in problem.reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    file.chmod(0)
    assert read(file) == [Problem(str(file), "no permission to read it")]


def test_permission_denied_is_told_in_words(monkeypatch):
    def refuse(*arguments):
        raise PermissionError(13, "Permission denied", "a.txt")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert read("a.txt") == [Problem("a.txt", "no permission to read it")]


def test_an_address_inside_the_network_is_refused():
    [problem] = read("HTTP://127.0.0.1:9/")
    assert "not a public address" in problem.reason
