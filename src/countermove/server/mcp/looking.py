"""Looking at a record for one answer: opened, read within a time, and closed again, so that others may write to it.

DuckDB lets many processes read a file, or one write to it. An assistant keeps its tools for hours: a record that stayed
open would keep everybody from adding articles. Where a server holds the record, it is read through that.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from countermove.record.record import RecordFile
from countermove.server.errors import TooSlowError
from countermove.server.remote.client import RemoteRecordFile, remote_record

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Result = TypeVar("Result")
_EVERY = 0.05
"""Seconds between two interruptions: one that comes between two statements stops nothing."""


def look(path: Path, seconds: float, view: Callable[[DuckDBPyConnection], Result]) -> Result:
    """What a function finds in a record, which it can't change.

    Raises:
        RecordError: the record can't be opened: it isn't there, or somebody is writing to it.
        TooSlowError: it takes longer than this; what is no work of the database goes on until its next statement.
    """
    import duckdb

    end = time.monotonic() + seconds
    with remote_record(path, read_only=True) or RecordFile(path, read_only=True) as file, _until(file, end):
        try:
            return view(file.connection)
        except (duckdb.InterruptException, RuntimeError) as error:  # of the latter kind where rows are being fetched
            if time.monotonic() >= end:
                raise TooSlowError(seconds) from error
            raise


@contextmanager
def _until(file: RecordFile, end: float) -> Iterator[None]:
    """Let no statement run after this time of the monotonic clock."""
    if isinstance(file, RemoteRecordFile):
        file.remote.deadline = end
        yield
        return
    done = threading.Event()
    watch = threading.Thread(target=_interrupt, args=(file.connection, end, done), name="deadline", daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()  # before the connection is closed under it


def _interrupt(connection: DuckDBPyConnection, end: float, done: threading.Event) -> None:
    if done.wait(max(0.0, end - time.monotonic())):
        return
    while not done.wait(_EVERY):
        connection.interrupt()
