"""The state of a record: version, size, content, who has it open, when it was last written, whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from countermove.cli.diagnosis.finding import Finding
from countermove.cli.opening import through_server
from countermove.record.connection import file_version
from countermove.record.errors import HeldError, RecordError
from countermove.record.info import record_info
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from countermove.server.remote.client import RemoteRecordFile
from countermove.server.remote.state_file import read_note

_SHOWN = 3
"""Problems that are told; ``countermove check`` tells all."""


def find_record(record: str) -> Iterator[Finding]:
    """All that can be told of a record without changing anything.

    An older file is not brought up to date, a record that a server holds is looked at through that.

    Raises:
        RecordError: it isn't there, is no record, or is damaged.
    """
    path = Path(record)
    if path.is_dir():
        raise RecordError(f"{path}: is a folder, not a record")
    if not path.exists():
        raise RecordError(f"{path}: no such record; make one with: countermove add --record {path} ARTICLES")
    yield _file(path)
    try:
        file = through_server(path)
        if file is not None:
            yield _server(path)
        else:
            version, known = file_version(path, RecordSettings())
            if version < known:
                detail = f"version {version} of {known}: of an older countermove, or empty"
                yield Finding("record", "version", "note", detail, "it is brought up to date when it is next opened")
                return
            yield Finding("record", "held by", "ok", "nobody")
    except HeldError as error:
        yield Finding("record", "held by", "note", str(error), "what is in it can be seen when it is free")
        return
    with file or RecordFile(path, read_only=True) as opened:
        yield from _content(opened)


def _server(path: Path) -> Finding:
    note = read_note(path)
    if note is None:
        return Finding("record", "held by", "ok", "a server that is just ending")
    figures: dict[str, str | int | float | None] = {"process": note.process, "address": note.address}
    return Finding("record", "held by", "ok", f"the server at {note.address}, process {note.process}", None, figures)


def _content(file: RecordFile) -> Iterator[Finding]:
    found = record_info(file.connection, file.path)
    made = found.migrations[-1]
    figures: dict[str, str | int | float | None] = {"version": made.version, "countermove": made.countermove}
    detail = f"{made.version}, made by countermove {made.countermove}"
    yield Finding("record", "version", "ok", detail, None, figures)
    counts = {name: count for name, count in found.counts.items() if count}
    told = [f"{counts.get(name, 0):,} {name}" for name in ("articles", "events", "claims", "stories")]
    last = f"{found.added_last:%Y-%m-%d %H:%M} UTC" if found.added_last else None
    yield Finding(
        "record", "content", "ok", ", ".join(told) + (f"; last added {last}" if last else ""), None,
        {**counts, "last_added": last},
    )  # fmt: skip
    if isinstance(file, RemoteRecordFile):
        advice = f"countermove check --record {file.path} looks"
        yield Finding("record", "damage", "note", "not looked for, since the server would be slow meanwhile", advice)
        return
    wrong = list(islice(file.problems(quick=True), _SHOWN))
    if wrong:
        advice = f"countermove check --record {file.path} tells all; go back to a copy, or try --repair"
        yield Finding("record", "damage", "fails", "; ".join(wrong), advice)
    else:
        yield Finding("record", "damage", "ok", "none found; texts and readings are left to countermove check")


def _file(path: Path) -> Finding:
    parts = [path, path.with_name(path.name + ".wal")]
    states = [part.stat() for part in parts if part.exists()]
    size = sum(state.st_size for state in states)
    written = datetime.fromtimestamp(max(state.st_mtime for state in states), UTC)
    detail = f"{size / 1e6:,.1f} MB, last written {written:%Y-%m-%d %H:%M} UTC"
    return Finding(
        "record", "file", "ok", detail, None, {"path": str(path), "bytes": size, "last_written": written.isoformat()}
    )
