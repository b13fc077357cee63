"""All checks in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from countermove import __version__
from countermove.cli.diagnosis.apart import Check, attempt, run_apart
from countermove.cli.diagnosis.finding import GROUPS, Examination, Finding
from countermove.cli.diagnosis.settings import DiagnosisSettings
from countermove.cli.record_options import default_record

_HERE = "countermove.cli.diagnosis"
_AGAIN = "install countermove again: pip install --upgrade --force-reinstall countermove"


def examine(record: Path | None, model: Path | None = None, settings: DiagnosisSettings | None = None) -> Examination:
    """What is installed, what works, what would make it faster, and how a record is.

    Args:
        record: the record; None for none.
        model: the file of the reader model; by default that of the package.
        settings: limits.
    """
    found = list(_findings(record, model, settings or DiagnosisSettings()))
    found.sort(key=lambda one: list(GROUPS).index(one.group))
    return Examination(__version__, all(one.state != "fails" for one in found), found)


def _findings(record: Path | None, model: Path | None, settings: DiagnosisSettings) -> Iterator[Finding]:
    for check in (Check("installed", "packages", f"{_HERE}.packages", "find_packages"),
                  Check("speed", "machine", f"{_HERE}.machine", "find_machine")):  # fmt: skip
        yield from attempt(check)
    folder = str((record or default_record()).absolute().parent)
    for check in (
        Check("works", "model", f"{_HERE}.reading", "find_reading", () if model is None else (str(model),), _AGAIN),
        Check("works", "gazetteer", f"{_HERE}.reading", "find_places", (), _AGAIN),
        Check("works", "pages and feeds", f"{_HERE}.pages", "find_pages", (), _AGAIN),
        Check("works", "charts", f"{_HERE}.drawing", "find_drawing", (), _AGAIN),
        Check("works", "folder", f"{_HERE}.storing", "find_folder", (folder,)),
        Check("works", "record", f"{_HERE}.storing", "find_round_trip", (folder,), _AGAIN),
    ):
        yield from run_apart(check, settings.check_seconds)
    if record is not None:
        check = Check("record", "state", f"{_HERE}.record_state", "find_record", (str(record),))
        yield from run_apart(check, settings.record_seconds)
