"""SQL of a person over a record, run in a process of its own: it can read the record and nothing else.

The wall is DuckDB's: the file is open for reading only, external access, extensions and replacement scans are off, and
the configuration is locked (https://duckdb.org/docs/operations_manual/securing_duckdb/overview). The process around it
keeps time and memory where the database can't, and a crash stays in it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from countermove.record.connection import open_error, open_file
from countermove.record.errors import FilterError
from countermove.record.query_process import Order, read_frame
from countermove.record.settings import RecordSettings

_GRACE = 3.0
"""Seconds that the database has to stop by itself, and to start."""
_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]i?B)", re.IGNORECASE)


@dataclass(slots=True)
class Answer:
    """The rows of a query, once; after the last, ``ended`` is true and ``more`` whether there would have been others.

    Values are None, bool, int, float, str, lists and dicts; dates and times are ISO 8601 text, binary is hexadecimal.
    """

    columns: list[str]
    rows: Iterator[list[Any]]
    more: bool = False
    ended: bool = False


def ask(path: Path, sql: str, settings: RecordSettings, most: int | None = None) -> Answer:
    """Run one query that reads.

    Args:
        path: the record.
        sql: the query.
        settings: ``query_seconds``, ``query_memory`` and ``threads`` are its limits.
        most: rows that are given at most; None for all.

    Raises:
        FilterError: the query is wrong, isn't a query, or takes more time or memory than it may; also while rows come.
        RecordError: the file is not there, not a record, or held by another process.
    """
    open_file(path, settings, read_only=True).close()  # tells what is wrong with it, or brings it up to date
    memory = size_in_bytes(settings.query_memory)
    order = Order(str(path.resolve()), sql, settings.query_seconds, memory, settings.threads, most)
    answer = Answer([], iter(()))
    frames = _run(order, path, answer)
    next(frames)
    answer.rows = frames
    return answer


def size_in_bytes(text: str) -> int:
    """Bytes of a size such as ``1GB`` or ``512 MiB``.

    Raises:
        ValueError: it is none.
    """
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no size such as 512MB")
    return int(float(found[1]) * _UNITS[found[2].upper()])


def _run(order: Order, path: Path, answer: Answer) -> Iterator[list[Any]]:
    """Yield one empty row when the columns are known, then the rows."""
    command = [sys.executable, "-P", "-m", "countermove.record.query_process"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(order.seconds + _GRACE, stop)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None
            with suppress(BrokenPipeError), process.stdin as stream:
                stream.write(msgspec.json.encode(order))
            yield from _rows(process, path, answer)
            if not answer.ended:
                raise FilterError(_ended(process, order, late.is_set()))
        finally:
            timer.cancel()
            process.kill()


def _rows(process: subprocess.Popen[bytes], path: Path, answer: Answer) -> Iterator[list[Any]]:
    assert process.stdout is not None
    while not answer.ended and (frame := read_frame(process.stdout)) is not None:
        if frame.columns is not None:
            answer.columns = frame.columns
            yield []
        yield from frame.rows or ()
        if frame.end:
            raise open_error(path, frame.end) if frame.kind == "record" else FilterError(frame.end)
        answer.ended = frame.end is not None
        answer.more = frame.kind == "more"


def _ended(process: subprocess.Popen[bytes], order: Order, late: bool) -> str:
    """Why the process ended without a word: what it ran into can only be guessed."""
    if late:
        return f"the query took longer than {order.seconds:g} seconds"
    complaint = process.stderr.read().decode(errors="replace") if process.stderr else ""
    process.wait()
    if "bad_alloc" in complaint or "MemoryError" in complaint:
        return f"the query needs more than {order.memory // 10**6} MB of memory"
    return f"the database gave up on this query (status {process.returncode}): too much time, memory or nesting"
