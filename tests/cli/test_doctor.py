"""``countermove doctor``: the report, its JSON, and the exit status."""

import json
import shutil
import sys

import pytest

from countermove.cli import doctor as command_module
from countermove.cli.diagnosis.examine import examine
from countermove.cli.diagnosis.finding import Examination, Finding
from countermove.cli.diagnosis.settings import DiagnosisSettings
from tests.cli.running import start


def test_all_checks_are_made_and_all_that_is_needed_works_here(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = command("doctor", "--json")
    told = json.loads(run.out)
    findings = {(one["group"], one["name"]): one for one in told["findings"]}
    needed = ["model", "reading", "gazetteer", "pages and feeds", "charts", "folder", "record"]
    assert all(findings["works", name]["state"] != "fails" for name in needed)
    assert {"cores", "processor", "memory", "reading"} == {name for group, name in findings if group == "speed"}
    assert (run.status, told["works"], run.err) == (0, True, "")
    assert not list(tmp_path.iterdir())


def test_a_broken_model_and_record_are_lines_and_the_others_go_on(tmp_path):
    for name in ("reader.onnx", "r.duckdb"):
        (tmp_path / name).write_bytes(b"broken " * 999)
    found = examine(tmp_path / "r.duckdb", tmp_path / "reader.onnx")
    failing = [(one.group, one.name) for one in found.findings if one.state == "fails"]
    assert failing == [("works", "model"), ("record", "state")] and not found.works
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.duckdb", "reader.onnx"]


def test_a_check_that_takes_too_long_is_a_line(tmp_path):
    found = examine(None, None, DiagnosisSettings(check_seconds=0.01))
    assert all(one.state == "fails" for one in found.findings if one.group == "works")


@pytest.mark.parametrize("state, status", [("ok", 0), ("note", 0), ("missing", 0), ("fails", 1)])
def test_the_report_and_its_status(command, monkeypatch, state, status):
    findings = [
        Finding("installed", "extra mcp", state, "two\nlines\x1b[2J", "do this"),
        Finding("works", "model", "ok", "loaded"),
    ]
    monkeypatch.setattr(command_module, "examine", lambda record: Examination("1", state != "fails", findings))
    run = command("doctor")
    end = "1 of 2 checks fail" if status else "all that is needed works"
    assert run.status == status
    assert run.out.decode().splitlines() == [
        "Installed", f"  {state:<9}extra mcp  two lines[2J → do this", "",
        "Works", "  ok       model      loaded", "", end,
    ]  # fmt: skip


def test_a_package_that_is_missing_is_told_by_other_commands(tmp_path):
    (tmp_path / "duckdb.py").write_text("raise ModuleNotFoundError(\"No module named 'duckdb'\", name='duckdb')\n")
    shutil.copy(sys.modules[__name__].__file__, tmp_path / "r.duckdb")
    process = start("info", "--record", tmp_path / "r.duckdb", PYTHONPATH=str(tmp_path))
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.decode() == "countermove: No module named 'duckdb'; see what is missing with: countermove doctor\n"
