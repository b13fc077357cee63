"""The note beside a record that says which server holds it: ``RECORD.server``, for its owner's eyes only."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec


class ServerNote(msgspec.Struct, frozen=True):
    """Which process serves, under which address people see it, and where commands reach it with which secret."""

    process: int
    address: str
    port: int
    secret: str


def note_path(record: Path) -> Path:
    """Where the note of a record is."""
    return record.with_name(record.name + ".server")


def write_note(record: Path, note: ServerNote) -> None:
    """Leave a note, whole or not at all; nobody else may read it.

    Raises:
        OSError: it can't be written.
    """
    part = note_path(record).with_name(f"{record.name}.server.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(msgspec.json.encode(note))
    part.replace(note_path(record))


def read_note(record: Path) -> ServerNote | None:
    """The note of a server that still runs; one that was left behind is taken away."""
    path = note_path(record)
    try:
        own = path.stat().st_uid == os.getuid() if hasattr(os, "getuid") else True
        note = msgspec.json.decode(path.read_bytes(), type=ServerNote)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError):
        return None  # not ours to use
    if not own:
        return None  # somebody else's note could lead anywhere
    if not _runs(note.process):
        remove_note(record, note.process)
        return None
    return note


def remove_note(record: Path, process: int) -> None:
    """Take a note away, unless another server has left its own meanwhile."""
    with suppress(OSError, msgspec.MsgspecError):
        if msgspec.json.decode(note_path(record).read_bytes(), type=ServerNote).process == process:
            note_path(record).unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it does, for another user
    return True
