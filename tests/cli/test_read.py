"""``countermove read``: what comes out, and what bad input does (nothing to its neighbours)."""

import io
import json
import os
import sys
from functools import partial
from types import SimpleNamespace

import pytest

from countermove.intake.fetch import fetch
from countermove.schema import Reading
from tests.cli.running import ARTICLE, OTHERS, start
from tests.intake.local_server import plain, serving

DATED = ("--published", "2024-11-01", "--format", "jsonl")


def put(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    return file


def big(tmp_path):
    file = tmp_path / "big.txt"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    return file


def unreadable(tmp_path):
    file = put(tmp_path, "secret.txt", ARTICLE.encode())
    file.chmod(0)
    return file


CHINESE = "外交部发言人星期一在北京举行的例行记者会上说,两国将继续就此事保持沟通,并希望各方保持冷静。" * 5


def empty_folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (partial(put, name="empty.txt", data=b""), "is empty"),
        (partial(put, name="blank.txt", data=b" \n\t\n"), "is empty"),
        (partial(put, name="binary.txt", data=b"\x7fELF\x02\x01\x01\0\0\0" * 20), "is not text"),
        (partial(put, name="picture.html", data=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20), "HTML"),
        (big, "is larger than 20,000,000 bytes (limit max_bytes)"),
        (partial(put, name="menu.html", data=b"<!doctype html><html><body></body></html>"), "no article text"),
        (partial(put, name="chinese.txt", data=CHINESE.encode()), "is not in English (language 'zh')"),
        (empty_folder, "the folder holds no files"),
        (lambda tmp_path: tmp_path / "missing.txt", "no such file"),
        (lambda tmp_path: tmp_path / "two\nlines\x1b.txt", "no such file"),
        (lambda tmp_path: "http://127.0.0.1:9/", "not a public address"),
        (lambda tmp_path: "http://", "is not an address"),
        pytest.param(
            unreadable, "no permission", marks=pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
        ),
    ],
)
def test_bad_input_is_one_line_and_its_neighbours_are_read(command, article, tmp_path, make, reason):
    good = command("read", article, *DATED)
    assert good.status == 0
    assert good.err == ""
    run = command("read", article, make(tmp_path), article, *DATED)
    assert run.status == 1
    assert run.err.startswith("countermove: ")
    assert reason in run.err
    assert run.err.endswith("\n")
    assert run.err[:-1].isprintable()
    assert run.out == good.out * 2


def test_a_broken_line_seven_is_told_by_number(command, tmp_path):
    lines = (
        [json.dumps({"text": text}) for text in [*OTHERS, *OTHERS]]
        + ['{"text": "cut off']
        + [json.dumps({"text": OTHERS[0]})]
    )
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    run = command("read", file, *DATED)
    assert run.status == 1
    assert run.err.startswith(f"countermove: {file} line 7: is not JSON")
    assert run.err.count("\n") == 1
    assert [Reading.from_json(line).id for line in run.out.splitlines()] == [f"line-{n}" for n in (1, 2, 3, 4, 5, 6, 8)]


def test_an_address_that_leads_inside_the_network_is_refused(command, article, monkeypatch):
    with (
        serving({"/": plain(b"secret")}) as inner,
        serving({"/": plain(b"", 302, location=f"http://127.0.0.1:{inner}/")}) as outer,
    ):
        monkeypatch.setattr("countermove.intake.documents.fetch", partial(fetch, allowed={("127.0.0.1", outer)}))
        run = command("read", f"http://127.0.0.1:{outer}/", article, *DATED)
    assert run.status == 1
    assert "refused: 127.0.0.1 is at 127.0.0.1, which is not a public address" in run.err
    assert run.err.count("\n") == 1
    assert Reading.from_json(run.out).text == ARTICLE


def test_a_closed_pipe_ends_the_run_without_a_word(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text((json.dumps({"text": ARTICLE * 5}) + "\n") * 40)
    process = start("read", file, *DATED)
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert (process.wait(60), errors) == (141, "")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--published", "1 November"], "'1 November' is not an ISO 8601 date"),
        (["--published", "2024-02-30"], "not an ISO 8601 date"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--jobs", "0"], "--jobs"),
        (["--limit", "max_words=3"], "limits are: max_bytes"),
        (["--no-such-option"], "No such option"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(command, article, arguments, reason):
    run = command("read", article, *arguments)
    assert run.status == 2
    assert run.out == b""
    assert reason in run.err
    assert run.err.splitlines()[-1].startswith("Error: ")


def test_no_input_and_unknown_commands_are_wrong_usage(command):
    assert command("read").status == 2
    assert command("write", "x").status == 2


def test_help_and_version(command):
    assert b"--published" in command("read", "--help").out
    assert command("--version").out.startswith(b"countermove, version ")
    assert command("read", "-h").status == 0


@pytest.mark.parametrize(
    ("form", "start_of_output"),
    [("text", "╭"), ("markdown", "# "), ("html", "<!doctype html>"), ("json", "{\n"), ("jsonl", "{")],
)
def test_every_format(command, article, form, start_of_output):
    run = command("read", article, "--published", "2024-11-01", "--format", form)
    assert run.status == 0
    assert run.out.decode().startswith(start_of_output)
    assert "condemned" in run.out.decode()


def test_evidence_shows_the_sentence(command, article):
    sentence = "Kenya condemned the attack on its embassy on Monday."
    plain_report = command("read", article, "--format", "markdown").out.decode()
    report = command("read", article, "--format", "markdown", "--evidence").out.decode()
    assert report.count(sentence) > plain_report.count(sentence)


def test_standard_input(command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ARTICLE.encode())))
    assert Reading.from_json(command("read", "-", *DATED).out).text == ARTICLE


def test_an_output_file_is_whole_and_nothing_is_left_beside_it(command, article, tmp_path):
    target = tmp_path / "out" / "readings.jsonl"
    target.parent.mkdir()
    run = command("read", article, *DATED, "--output", target)
    assert (run.status, run.out) == (0, b"")
    assert target.read_bytes() == command("read", article, *DATED).out
    assert list(target.parent.iterdir()) == [target]


def test_an_output_that_cannot_be_written_is_told(command, article, tmp_path):
    run = command("read", article, "--output", tmp_path / "no" / "such" / "folder.txt")
    assert run.status == 1
    assert run.err.count("\n") == 1
    assert "No such file or directory" in run.err


def test_the_same_bytes_whatever_the_run_the_jobs_and_the_neighbours(command, tmp_path):
    names = []
    for number, text in enumerate([ARTICLE, *OTHERS]):
        names.append(put(tmp_path, f"{number}.txt", text.encode()))
    one, two = (
        start("read", *names, *DATED, PYTHONHASHSEED="1"),
        start("read", *names, "--jobs", "2", *DATED, PYTHONHASHSEED="2"),
    )
    first, second = one.communicate(timeout=120), two.communicate(timeout=120)
    assert first == second
    assert (one.returncode, first[1]) == (0, b"")
    backwards = command("read", *reversed(names), *DATED)
    assert backwards.out.splitlines() == first[0].splitlines()[::-1]
    alone = [command("read", name, *DATED).out for name in names]
    assert b"".join(alone) == first[0]
