"""Opening the file: one writer, many readers, versions and migrations, and every failure as one line."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from countermove import __version__
from countermove.record.errors import HeldError, RecordError, VersionError
from countermove.record.settings import RecordSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CLOSING_TRIES, _CLOSING_PAUSE = 100, 0.05
_HELD = re.compile(r"Conflicting lock is held in (?P<program>.*?) \(PID (?P<process>\d+)\)")
_VERSION_TABLE = """
create table if not exists record_versions (
    version integer not null, name varchar not null, countermove varchar not null, applied_at timestamp not null
);
comment on table record_versions is 'Which migrations made this file, by which version of countermove.';
comment on column record_versions.version is 'Number of the migration.';
comment on column record_versions.name is 'Its name.';
comment on column record_versions.countermove is 'Version of countermove that applied it.';
comment on column record_versions.applied_at is 'When (UTC).';
"""

Migration = tuple[str, str]
"""Name and SQL."""


def migrations() -> list[Migration]:
    """All migrations in order; the version of a file is how many of them it has had."""
    folder = files("countermove.record") / "migrations"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return [(item.name.removesuffix(".sql"), item.read_text(encoding="utf-8")) for item in found]


def open_file(
    path: Path, settings: RecordSettings, *, read_only: bool = False, steps: list[Migration] | None = None
) -> DuckDBPyConnection:
    """Open a record file; make it where there is none, and bring an older one up to date.

    Raises:
        HeldError: another process has it open.
        VersionError: it was written by a newer countermove.
        RecordError: it isn't there (when only reading), isn't a record, or can't be written.
    """
    steps = migrations() if steps is None else steps
    if read_only:
        if not path.exists():
            raise RecordError(f"{path}: no such record; make one with: countermove add --record {path} ARTICLES")
        connection = _connect(path, settings, read_only=True)
        version = _version(connection, path)
        if version < len(steps):  # an older file is brought up to date by whoever opens it first
            connection.close()
            open_file(path, settings, steps=steps).close()
            _forget_holder(path)
            return _connect(path, settings, read_only=True)
        _refuse_newer(version, len(steps), connection, path)
        return connection
    if not path.exists() and not path.parent.is_dir():
        raise RecordError(f"{path}: there is no folder {path.parent}; make it first")
    if path.exists() and not os.access(path, os.W_OK):
        raise RecordError(f"{path}: no permission to write to it")
    connection = _connect(path, settings, read_only=False)
    try:
        version = _version(connection, path)
        _refuse_newer(version, len(steps), connection, path)
        for number, (name, sql) in enumerate(steps[version:], version + 1):
            _migrate(connection, number, name, sql)
    except BaseException:
        connection.close()
        raise
    _name_holder(path)
    return connection


def file_version(path: Path, settings: RecordSettings) -> tuple[int, int]:
    """The version of a file, and that of files of this countermove; the file isn't brought up to date.

    Raises:
        HeldError: another process has it open.
        VersionError: it was written by a newer countermove.
        RecordError: it isn't a record.
    """
    connection = _connect(path, settings, read_only=True)
    try:
        version, known = _version(connection, path), len(migrations())
        _refuse_newer(version, known, connection, path)
    finally:
        connection.close()
    return version, known


def close_when_idle(connection: DuckDBPyConnection) -> None:
    """Close a connection; what another thread still asks it is interrupted, and waited for."""
    import duckdb

    for _ in range(_CLOSING_TRIES):
        try:
            connection.close()
        except duckdb.Error as error:
            if "in use" not in str(error).lower():
                raise
            connection.interrupt()
            time.sleep(_CLOSING_PAUSE)
        else:
            return
    connection.close()


def close_file(connection: DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    """Close; whoever comes next finds nobody named."""
    close_when_idle(connection)
    if not read_only:
        _forget_holder(path)


def _connect(path: Path, settings: RecordSettings, *, read_only: bool) -> DuckDBPyConnection:
    import duckdb

    config: dict[str, Any] = {
        "memory_limit": settings.memory,
        "threads": settings.threads,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
        "preserve_insertion_order": True,
    }
    try:
        return duckdb.connect(str(path.absolute()), read_only=read_only, config=config)
    except duckdb.ConnectionException as error:
        raise RecordError(f"{path}: is already open in this process in another way; close it first") from error
    except duckdb.SerializationException as error:
        raise VersionError(f"{path}: was written by a newer DuckDB; update countermove and duckdb") from error
    except duckdb.Error as error:
        raise open_error(path, str(error)) from error


def open_error(path: Path, complaint: str) -> RecordError:
    """What the database says when it can't open a file, as a line for a person."""
    text = " ".join(complaint.split())
    held = _HELD.search(text)
    if held:
        return HeldError(
            f"{path}: is held by {_holder(path, int(held['process']), held['program'])}; "
            "wait until it ends, or stop it; one process at a time may have a record open for writing"
        )
    if "not a valid DuckDB" in text or "xtension" in text:  # another program's file, such as one of SQLite
        return RecordError(f"{path}: is not a record file")
    if "newer version" in text or "storage version" in text.lower():
        return VersionError(f"{path}: was written by a newer version; update countermove and duckdb")
    return RecordError(f"{path}: can't be opened: {text.removeprefix('IO Error: ')}")


def file_error(path: Path, error: Exception) -> RecordError:
    """What the database says when it can't go on with an open file, as a line for a person."""
    text = " ".join(str(error).split())
    return RecordError(f"{path}: the database can't go on: {text}; if the disk is sound, go back to an earlier copy")


def _version(connection: DuckDBPyConnection, path: Path) -> int:
    """How many migrations the file has had; 0 for an empty file."""
    tables = {str(row[0]) for row in connection.execute("select table_name from duckdb_tables()").fetchall()}
    if "record_versions" not in tables:
        if tables:
            connection.close()
            raise RecordError(f"{path}: is a database, but not a record")
        return 0
    row = connection.execute("select coalesce(max(version), 0) from record_versions").fetchone()
    assert row is not None
    return int(row[0])


def _refuse_newer(version: int, known: int, connection: DuckDBPyConnection, path: Path) -> None:
    if version <= known:
        return
    row = connection.execute("select countermove from record_versions order by version desc limit 1").fetchone()
    connection.close()
    writer = row[0] if row else "?"
    raise VersionError(
        f"{path}: has version {version}, written by countermove {writer}; this is {__version__}, which knows versions "
        f"up to {known}; update countermove"
    )


def _migrate(connection: DuckDBPyConnection, number: int, name: str, sql: str) -> None:
    connection.begin()
    try:
        connection.execute(_VERSION_TABLE)
        connection.execute(sql)
        connection.execute(
            "insert into record_versions values (?, ?, ?, ?)",
            [number, name, __version__, datetime.now(UTC).replace(tzinfo=None)],
        )
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _holder_file(path: Path) -> Path:
    return path.with_name(path.name + ".holder")


def _name_holder(path: Path) -> None:
    """Leave a note on who writes, for those who find the file held."""
    words = [Path(sys.argv[0]).name, *sys.argv[1:2]] if sys.argv else ["python"]
    note = {"process": os.getpid(), "command": " ".join(words), "since": _minute(datetime.now(UTC))}
    try:
        _holder_file(path).write_text(json.dumps(note), encoding="utf-8")
    except OSError:  # the note is a courtesy; the lock itself is the database's
        return


def _forget_holder(path: Path) -> None:
    try:
        _holder_file(path).unlink(missing_ok=True)
    except OSError:
        return


def _holder(path: Path, process: int, program: str) -> str:
    try:
        note = json.loads(_holder_file(path).read_text(encoding="utf-8"))
        if note["process"] == process:
            return f"process {process} ({note['command']}) since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        pass
    try:
        since = _minute(datetime.fromtimestamp(os.stat(f"/proc/{process}").st_ctime, UTC))
        return f"process {process} ({Path(program).name}) since {since} or later"
    except OSError:
        return f"process {process} ({Path(program).name})"


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")
