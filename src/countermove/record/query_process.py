"""The process that a query of a person runs in: it sees the record and nothing else, and has its own limits.

Started by :mod:`countermove.record.sandbox` with an :class:`Order` on standard input; standard output takes frames: the
names of the columns, rows a thousand at a time, and last how it ended.
"""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FRAME_ROWS = 1000
_LENGTH = 8
_INTEGERS = 2**63
_FLOAT_DIGITS = 15
_HEADROOM = 512 * 2**20
"""Memory beside that of the database, in bytes: for Python and for what the database doesn't count."""


class Order(msgspec.Struct, frozen=True):
    """What to run: on which file, with which limits (seconds; bytes; rows, None for all)."""

    path: str
    sql: str
    seconds: float
    memory: int
    threads: int
    most: int | None


class Frame(msgspec.Struct, frozen=True, omit_defaults=True):
    """One part of an answer; the last one has ``end`` ("", or why it failed) and its ``kind``: query, record, more."""

    columns: list[str] | None = None
    rows: list[list[Any]] | None = None
    end: str | None = None
    kind: str = ""


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    """Write a frame with its length before it."""
    data = msgspec.msgpack.encode(frame)
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame | None:
    """The next frame; None where the stream ends, even in the middle of one."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return msgspec.msgpack.decode(data, type=Frame) if len(data) == length else None


def main() -> None:
    """Answer the order on standard input."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    _limit_process(order)
    for frame in answer(order):
        write_frame(sys.stdout.buffer, frame)


def answer(order: Order) -> Iterator[Frame]:
    """The frames of an answer; whatever goes wrong is the last one."""
    import duckdb

    from countermove.record.errors import FilterError
    from countermove.record.statements import plain_error, refuse_writing

    try:
        connection = _open(order)
    except duckdb.Error as error:
        yield Frame(end=" ".join(str(error).split()), kind="record")
        return
    timer = threading.Timer(order.seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        refuse_writing(connection, order.sql)
        yield from _rows(connection, order)
    except FilterError as error:
        yield Frame(end=str(error), kind="query")
    except duckdb.InterruptException:
        yield Frame(end=f"the query took longer than {order.seconds:g} seconds", kind="query")
    except (duckdb.OutOfMemoryException, MemoryError):
        yield Frame(end=f"the query needs more than {order.memory // 10**6} MB of memory", kind="query")
    except duckdb.Error as error:
        yield Frame(end=plain_error(error), kind="query")
    finally:
        timer.cancel()
        connection.close()


def _rows(connection: DuckDBPyConnection, order: Order) -> Iterator[Frame]:
    result = connection.execute(order.sql)
    yield Frame(columns=[str(column[0]) for column in result.description])
    left = math.inf if order.most is None else order.most
    while left > 0 and (chunk := result.fetchmany(int(min(_FRAME_ROWS, left)))):
        left -= len(chunk)
        yield Frame(rows=[[plain_value(value) for value in row] for row in chunk])
    more = left <= 0 and result.fetchone() is not None
    yield Frame(end="", kind="more" if more else "")


def _open(order: Order) -> DuckDBPyConnection:
    import duckdb

    # Nothing but the file itself can be reached, and no statement can change that.
    return duckdb.connect(
        order.path,
        read_only=True,
        config={
            "memory_limit": f"{order.memory}B",
            "threads": order.threads,
            "enable_external_access": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "allow_persistent_secrets": False,
            "python_enable_replacements": False,
            "python_scan_all_frames": False,
            "temp_directory": "",
            "max_temp_directory_size": "0GB",
            "lock_configuration": True,
        },
    )


def plain_value(value: Any) -> Any:
    """A value as msgpack has it: dates and what has no type there become text."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if -_INTEGERS <= value < _INTEGERS else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal) and len(value.as_tuple().digits) <= _FLOAT_DIGITS:
        return float(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if isinstance(value, dict):
        return {str(name): plain_value(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_value(one) for one in value]
    return str(value)


def _limit_process(order: Order) -> None:
    """Limits that the system keeps, where it can: what one function call takes is seen by no one else."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    seconds = int(order.seconds * order.threads) + 10
    for name, value in (
        ("RLIMIT_DATA", order.memory + _HEADROOM),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        limit = getattr(resource, name, None)
        if limit is not None:
            _, most = resource.getrlimit(limit)
            least = value if most == resource.RLIM_INFINITY else min(value, most)
            resource.setrlimit(limit, (least, most))


if __name__ == "__main__":
    main()
