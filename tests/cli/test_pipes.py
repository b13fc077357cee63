"""Commands among others in a shell: real processes, pipes and terminals."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from countermove.record.record import RecordFile
from countermove.server.example import make_example
from tests.cli.running import ARTICLE, OTHERS

PROGRAM = [sys.executable, "-c", "from countermove.cli.main import main; main()"]
LINES = [json.dumps({"id": f"a{n}", "text": text, "published": "2024-11-05"}) + "\n" for n, text in enumerate(OTHERS)]
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9\d|10\d)(?:;[\d;]*)?m")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("pipes") / "example.duckdb"
    make_example(path)
    return path


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    path.write_text("".join(LINES), encoding="utf-8")
    return path


@pytest.fixture
def start(record):
    """Starts the command with the record of the example."""

    def start(*arguments, environment=(), **streams):
        known = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
        }
        settings = {**known, "TERM": "xterm-256color", "COUNTERMOVE_RECORD": str(record), **dict(environment)}
        return subprocess.Popen([*PROGRAM, *map(str, arguments)], env=settings, **streams)

    return start


def shell(text, record):
    """A line of bash with ``countermove`` in it; gives status, output and errors."""
    program = f"countermove() {{ '{PROGRAM[0]}' -c '{PROGRAM[2]}' \"$@\"; }}; "
    environment = {**os.environ, "COUNTERMOVE_RECORD": str(record)}
    done = subprocess.run(["bash", "-c", program + text], env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def event_id(record):
    with RecordFile(record, read_only=True) as file:
        return file.connection.execute("select event_id from events where reports > 1 limit 1").fetchall()[0][0]


@pytest.mark.parametrize(
    "arguments",
    [
        "events --format jsonl --limit 0", "sitrep", "info", "check --quick", "query --tables", "board EVENT",
        "export --format csv --output -", "read ARTICLES --format jsonl", "read ARTICLES --jobs 2", "--help",
    ],
)  # fmt: skip
def test_when_nobody_reads_on_it_ends_without_a_word(start, record, articles, arguments):
    words = {"EVENT": event_id(record) if "EVENT" in arguments else "", "ARTICLES": str(articles)}
    ours, others = os.pipe()
    os.close(ours)
    process = start(*(words.get(word, word) for word in arguments.split()), stdout=others, stderr=subprocess.PIPE)
    os.close(others)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 141)


def test_head_takes_what_it_wants(record):
    status, out, err = shell("set -o pipefail; countermove events --format jsonl --limit 0 | head -n 2", record)
    assert status in (0, 141) and err == ""  # 0: all was written before head ended
    assert len([json.loads(line) for line in out.splitlines()]) == 2


def test_errors_may_be_lost_too(start):
    ours, others = os.pipe()
    os.close(ours)
    process = start("read", "none.txt", stdout=others, stderr=others)
    os.close(others)
    assert process.wait(60) == 141


def test_adding_says_that_it_stopped(start, articles, tmp_path):
    path = tmp_path / "r.duckdb"
    ours, others = os.pipe()
    os.close(ours)
    process = start("add", articles, "--record", path, "--format", "jsonl", stdout=others, stderr=subprocess.PIPE)
    os.close(others)
    err = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 141
    assert err.startswith("countermove: the output was closed; ") and err.count("\n") == 1
    again = start("add", articles, "--record", path, stdout=subprocess.PIPE)
    assert re.fullmatch(rb"(\d added, )?\d known\n|3 added\n", again.communicate(timeout=60)[0])


@pytest.mark.parametrize(
    "line, status, err",
    [
        ("countermove events >&-", 1, "countermove: output: Bad file descriptor"),
        ("countermove info >/dev/full", 1, "countermove: output: No space left on device"),
        ("countermove read - <&-", 1, "countermove: -: is empty"),
        ("countermove events --type BAD 2>&-", 2, ""),
        ("countermove read none.txt 2>/dev/full", 1, ""),
        (
            r"printf 'select \xff' | countermove query -",
            2,
            "Error: the query is not UTF-8: invalid start byte at byte 7",
        ),
        (
            "countermove query \"$(printf 'select \\xff')\"",
            2,
            "Error: the query is not UTF-8: invalid start byte at byte 7",
        ),
    ],
)
def test_streams_that_are_closed_full_or_garbled(record, line, status, err):
    done = shell(line, record)
    assert (done[0], done[1]) == (status, b"") and "Traceback" not in done[2]
    assert done[2].splitlines()[-1:] == ([err] if err else [])


def test_a_closed_output_writes_into_no_file(tmp_path, articles):
    path = tmp_path / "r.duckdb"
    assert shell(f"countermove add '{articles}' >&-", path)[0] == 1
    with RecordFile(path) as file:
        assert file.connection.execute("select count(*) from articles").fetchall() == [(3,)]
        assert list(file.problems()) == []


def test_the_query_comes_through_a_pipe(record):
    status, out, _ = shell("echo 'select count(*) as n from articles' | countermove query - --format jsonl", record)
    assert status == 0 and json.loads(out)["n"] > 0


def test_each_reading_is_written_when_its_line_has_come(start):
    process = start("read", "-", "--format", "jsonl", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    try:
        for line in LINES:
            process.stdin.write(line.encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == json.loads(line)["id"]  # while the pipe is open
        process.stdin.close()
        assert process.stdout.read() == b"" and process.wait() == 0
    finally:
        watchdog.cancel()
        process.kill()


def test_reading_begins_where_the_shell_left_off(record, articles):
    status, out, _ = shell(f"{{ read -r first; countermove read - --format jsonl; }} < '{articles}'", record)
    assert status == 0 and [json.loads(line)["id"] for line in out.splitlines()] == ["a1", "a2"]


def test_json_lines_go_from_one_command_to_the_next(articles, tmp_path):
    path = tmp_path / "r.duckdb"
    line = f"countermove read - --format jsonl < '{articles}' | countermove add --readings --format jsonl -"
    status, out, err = shell(f"{line} | sort", path)
    assert (status, err) == (0, "") and [json.loads(one)["id"] for one in out.splitlines()] == ["a0", "a1", "a2"]
    _, out, _ = shell(
        'countermove query "select given_id from articles order by given_id" --format csv | tail -n +2', path
    )
    assert out.split() == [b"a0", b"a1", b"a2"]


def test_what_goes_through_a_pipe_is_utf_8_whatever_the_locale(record, monkeypatch):
    plain = shell("countermove events --limit 3 | cat; countermove query --tables | cat", record)
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    assert shell("countermove events --limit 3 | cat; countermove query --tables | cat", record) == plain
    assert "→" in plain[1].decode()


def on_terminal(start, *arguments, stream="stdout", environment=()):
    """Run with one stream on a terminal; gives what stood there, and what went through the pipe of the other."""
    ours, others = pty.openpty()
    other = "stderr" if stream == "stdout" else "stdout"
    with Path(os.devnull).open("rb") as nothing:
        process = start(
            *arguments, environment=environment, stdin=nothing, **{stream: others, other: subprocess.PIPE}
        )  # fmt: skip
    os.close(others)
    piped: list[bytes] = []
    thread = threading.Thread(target=lambda: piped.append(getattr(process, other).read()))
    thread.start()
    shown = b""
    end = time.monotonic() + 60
    while time.monotonic() < end and select.select([ours], [], [], 60)[0]:
        try:
            data = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not data:
            break
        shown += data
    thread.join(60)
    os.close(ours)
    assert process.wait(60) == 0
    return shown, b"".join(piped)


def test_colours_are_for_terminals(start, record):
    shown, err = on_terminal(start, "events", "--limit", "5")
    assert COLOUR.search(shown) and err == b""
    shown, _ = on_terminal(start, "events", "--limit", "5", environment={"NO_COLOR": "1"})
    assert not COLOUR.search(shown) and "→".encode() in shown
    shown, _ = on_terminal(start, "events", "--limit", "5", environment={"TERM": "dumb"})
    assert b"\x1b" not in shown
    for environment in ({}, {"FORCE_COLOR": "1"}):
        piped = start("events", "--limit", "5", environment=environment, stdout=subprocess.PIPE).communicate()[0]
        assert b"\x1b" not in piped and "→".encode() in piped


def test_progress_is_for_terminals(start, articles):
    shown, piped = on_terminal(start, "read", articles, "--format", "jsonl", stream="stderr")
    assert b"articles" in shown and [json.loads(line)["id"] for line in piped.splitlines()] == ["a0", "a1", "a2"]
    process = start("read", articles, "--format", "jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.communicate() == (piped, b"")


def test_an_article_as_text_comes_through_a_pipe(record, tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    line = f"cat '{tmp_path}/article.txt' | countermove code - --published 2024-11-05 | head -n 1"
    status, out, err = shell(line, record)
    assert (status, err) == (0, "") and json.loads(out)
