"""Opening a record: the file itself, or through the server that holds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from countermove.record.errors import RecordError
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings

if TYPE_CHECKING:
    from countermove.server.remote.client import RemoteRecordFile


def open_record(path: Path, *, read_only: bool = False, settings: RecordSettings | None = None) -> RecordFile:
    """Open a record; where a server holds it, it is used through that, with the same results.

    Raises:
        RecordError: it can't be opened.
    """
    found = through_server(path, read_only=read_only, settings=settings)
    return found or RecordFile(path, read_only=read_only, settings=settings)


def through_server(
    path: Path, *, read_only: bool = True, settings: RecordSettings | None = None
) -> RemoteRecordFile | None:
    """The record through the server that holds it; None where none does."""
    if not path.with_name(path.name + ".server").exists():
        return None
    from countermove.server.remote.client import remote_record

    return remote_record(path, read_only=read_only, settings=settings)


def open_for_decision(path: Path) -> RecordFile:
    """Open a record for writing that must be there.

    Raises:
        RecordError: it isn't.
    """
    if not path.exists():
        raise RecordError(f"{path}: no such record")
    return open_record(path)
