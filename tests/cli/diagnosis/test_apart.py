"""A check that breaks, in whatever way, is one line."""

import time

import pytest

from countermove.cli.diagnosis.apart import Check, attempt, run_apart
from countermove.cli.diagnosis.finding import Finding

BREAKING = """
import os, signal, sys, time
from countermove.cli.diagnosis.finding import Finding
from countermove.record.errors import RecordError

def fine(word):
    print("chatter")
    return [Finding("works", "charts", "ok", word)]

def half():
    yield Finding("works", "model", "ok", "loaded")
    raise ValueError("not\\nthis")

def ours():
    raise RecordError("x.duckdb: is not a record file")

def kill():
    os.kill(os.getpid(), signal.SIGILL)

def leave():
    sys.exit("no more")

def wait():
    time.sleep(60)
"""


@pytest.fixture
def check(tmp_path, monkeypatch):
    (tmp_path / "breaking_checks.py").write_text(BREAKING, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)
    return lambda function, *arguments: Check("works", "charts", "breaking_checks", function, arguments, "try again")


def test_what_is_found_comes_back_whatever_is_printed(check):
    assert run_apart(check("fine", "ü\n"), 20) == [Finding("works", "charts", "ok", "ü\n")]


@pytest.mark.parametrize("make", [lambda one: run_apart(one, 20), attempt])
def test_an_error_is_the_line_of_the_check(check, make):
    [failed] = make(check("half"))
    assert failed == Finding("works", "charts", "fails", "ValueError: not this", "try again")
    assert make(check("ours"))[0].detail == "x.duckdb: is not a record file"
    assert "no_such_function" in make(check("no_such_function"))[0].detail


def test_a_missing_package_is_named(check):
    check = Check("works", "charts", "no_such_package_here", "fine")
    assert attempt(check)[0].detail == "ModuleNotFoundError: No module named 'no_such_package_here'"


def test_a_crash_is_the_line_of_the_check(check):
    [failed] = run_apart(check("kill"), 20)
    assert (failed.state, failed.name) == ("fails", "charts") and "SIGILL" in failed.detail
    [failed] = run_apart(check("leave"), 20)
    assert failed.state == "fails" and "status 1 no more" in failed.detail


def test_waiting_ends(check):
    start = time.monotonic()
    assert run_apart(check("wait"), 0.5)[0].detail == "isn't done after 0.5 seconds"
    assert time.monotonic() - start < 20
