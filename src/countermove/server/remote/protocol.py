"""What commands and a server say to each other: messages in MessagePack over a local connection.

The connection is one of ``multiprocessing.connection``: both sides prove that they know the secret of the note (HMAC of
a challenge), and nothing but bytes goes over it, never a pickled object. Values of rows keep their types, so that what
a command writes is the same, byte by byte, as if it had opened the file itself.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

CHUNK_ROWS = 2_000
LARGEST = 512 * 2**20
"""Longest message, in bytes."""
_EXTENSION = 1
_INTEGERS = 2**63


class Ask(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request: ``op`` names it, the rest is what it needs."""

    op: str
    cursor: int = 0
    sql: str = ""
    values: bytes = b""
    rows: int = 0
    arguments: dict[str, Any] = {}
    data: list[bytes] = []


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer: columns, rows, data; or an error by the name of its kind."""

    names: list[str] = []
    rows: list[bytes] = []
    data: list[bytes] = []
    value: Any = None
    error: str = ""
    message: str = ""
    more: bool = False


def pack(value: Any) -> bytes:
    """Values with their types; lists stay lists, tuples become lists but at the top."""
    return msgspec.msgpack.encode(_plain(value))


def unpack(data: bytes) -> Any:
    """The values that were packed."""
    return msgspec.msgpack.decode(data, ext_hook=_unpacked)


def _plain(value: Any) -> Any:
    """Tag what MessagePack would change."""
    if value is None or isinstance(value, (bool, float, str, bytes)):
        return value
    if isinstance(value, int):
        return value if -_INTEGERS <= value < _INTEGERS else _tagged("int", str(value))
    if isinstance(value, datetime):
        return _tagged("datetime", value.isoformat())
    if isinstance(value, date):
        return _tagged("date", value.isoformat())
    if isinstance(value, time):
        return _tagged("time", value.isoformat())
    if isinstance(value, timedelta):
        return _tagged("timedelta", [value.days, value.seconds, value.microseconds])
    if isinstance(value, Decimal):
        return _tagged("decimal", str(value))
    if isinstance(value, UUID):
        return _tagged("uuid", str(value))
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    if isinstance(value, tuple):
        return _tagged("tuple", [_plain(one) for one in value])
    if isinstance(value, (list, set, frozenset)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return _tagged("dict", [[_plain(name), _plain(one)] for name, one in value.items()])
    raise TypeError(f"a value of type {type(value).__name__} can't be sent")


def _tagged(kind: str, value: Any) -> msgspec.msgpack.Ext:
    return msgspec.msgpack.Ext(_EXTENSION, msgspec.msgpack.encode([kind, value]))


def _unpacked(code: int, data: memoryview) -> Any:
    if code != _EXTENSION:
        raise ValueError(f"unknown extension {code}")
    kind, value = msgspec.msgpack.decode(data, ext_hook=_unpacked)
    match kind:
        case "int":
            return int(value)
        case "datetime":
            return datetime.fromisoformat(value)
        case "date":
            return date.fromisoformat(value)
        case "time":
            return time.fromisoformat(value)
        case "timedelta":
            return timedelta(*value)
        case "decimal":
            return Decimal(value)
        case "uuid":
            return UUID(value)
        case "tuple":
            return tuple(value)
        case "dict":
            return {name: one for name, one in value}
        case _:
            raise ValueError(f"unknown kind {kind}")
