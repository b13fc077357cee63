"""What is installed is told; what is missing or too old too."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from countermove.cli.diagnosis import packages
from countermove.cli.diagnosis.packages import EXTRAS, find_packages

ROOT = Path(__file__).resolve().parents[3]


def found(*wanted):
    return {one.name: one for one in find_packages(list(wanted))}


def test_here_nothing_that_is_needed_is_missing():
    lines = list(find_packages())
    assert not [one for one in lines if one.state == "fails"]
    assert {"countermove", "Python", "packages", "extra mcp", "extra spacy"} <= {one.name for one in lines}


def test_a_missing_extra_is_no_failure_and_has_its_command():
    line = found("msgspec>=0.18", "no-such-package-1>=2.0; extra == 'mcp'")["extra mcp"]
    assert (line.state, line.advice) == ("missing", "pip install 'countermove[mcp]'")
    assert "no-such-package-1 is not installed" in line.detail


def test_a_needed_package_that_is_missing_or_too_old_fails():
    line = found("msgspec>=0.18", "no-such-package-1>=2.0", "click>=999.1")["packages"]
    assert line.state == "fails" and line.advice == "pip install 'no-such-package-1>=2.0' 'click>=999.1'"
    assert re.fullmatch(r"no-such-package-1 is not installed; click [\d.]+ is older than 999.1", line.detail)


@pytest.mark.parametrize(
    "installed, least, enough",
    [("2.10.1", "2.9", True), ("2.0", "2.0.0", True), ("2.0rc1", "2", True), ("1", "1.0.1", False)],
)
def test_versions_are_compared_as_numbers(monkeypatch, installed, least, enough):
    monkeypatch.setattr(packages, "version", lambda name: installed)
    assert (found(f"something>={least}")["packages"].state == "ok") is enough


def test_of_many_packages_the_first_are_told():
    line = found(*(f"no-such-package-{number}; extra == 'dev'" for number in range(5)))["extra dev"]
    assert line.detail.endswith("no-such-package-2 is not installed and 2 more")


def test_without_data_frames_it_says_so(monkeypatch):
    def version(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(packages, "version", version)
    assert found()["data frames"].advice == "pip install polars"


def test_what_was_never_installed_is_no_failure(monkeypatch):
    def requires(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(packages, "requires", requires)
    assert [one.state for one in find_packages()] == ["ok", "ok", "note"]


def test_every_extra_has_its_use():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(EXTRAS) == set(project["optional-dependencies"])


def test_extras_that_nothing_uses_are_not_advised():
    assert found("no-such-package-1; extra == 'ray'")["extra ray"].advice is None
    used = re.compile(r"^\s*(?:import|from) ray\b", re.MULTILINE)
    assert not [one for one in (ROOT / "src").rglob("*.py") if used.search(one.read_text(encoding="utf-8"))]
