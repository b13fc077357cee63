"""Can records be made where they are wanted: permission, space, and a record that goes round."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from countermove.cli.diagnosis.finding import Finding
from countermove.cli.diagnosis.settings import DiagnosisSettings

_MARK = ".countermove-doctor-"


def find_folder(folder: str, settings: DiagnosisSettings | None = None) -> Iterator[Finding]:
    """Whether a file can be made in a folder, and how much space is free there."""
    limits = settings or DiagnosisSettings()
    place = Path(folder).absolute()
    if not place.is_dir():
        yield Finding("works", "folder", "fails", f"there is no folder {place}", "make it, or choose another")
        return
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=_MARK):
            pass
    except OSError as error:
        advice = "choose another folder, or change its permissions"
        yield Finding("works", "folder", "fails", f"{place}: {error.strerror or error}", advice)
        return
    free = shutil.disk_usage(place).free
    detail = f"{place} can be written to, {free / 1e9:,.1f} GB free"
    figures: dict[str, str | int | float | None] = {"folder": str(place), "free_bytes": free}
    if free < limits.least_disk:
        detail = f"{place} has {free / 1e6:,.0f} MB free, too little for a record"
        yield Finding("works", "folder", "fails", detail, "make room, or choose another folder", figures)
    elif free < limits.little_disk:
        advice = "a million events take some 2 GB, and as much again while many are added"
        yield Finding("works", "folder", "note", detail, advice, figures)
    else:
        yield Finding("works", "folder", "ok", detail, None, figures)


def find_round_trip(folder: str) -> Iterator[Finding]:
    """Make a temporary record of an article of the example, close it, open it, and ask it; it is taken away again.

    It lies in the folder where records are made, since file locks don't work on every file system; where that can't be
    written to, among the system's temporary files.

    Raises:
        RecordError: it can't be made or opened.
    """
    from countermove.record.integrity import problems
    from countermove.record.readings_file import article_of
    from countermove.record.record import RecordFile
    from countermove.server.example import example_readings

    reading = example_readings()[0]
    with _temporary(Path(folder)) as place:
        path = Path(place) / "doctor.duckdb"
        with RecordFile(path) as file:
            stored = list(file.store_readings([(article_of(reading), reading)]))
        with RecordFile(path, read_only=True) as file:
            events = file.connection.execute("select count(*) from events").fetchall()[0][0]
            wrong = [*map(str, stored)] if events == 0 else [*problems(file.connection)]
    if wrong:
        yield Finding("works", "record", "fails", f"a new record isn't whole: {wrong[0]}", "install countermove again")
    else:
        yield Finding("works", "record", "ok", f"an article was stored and found again, {_told(events)}")


def _told(events: int) -> str:
    return f"{events} event" + ("s" if events != 1 else "")


def _temporary(folder: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(dir=folder, prefix=_MARK)
    except OSError:
        return tempfile.TemporaryDirectory(prefix=_MARK)
