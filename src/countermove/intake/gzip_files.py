"""Gzip without surprises: capped in size where a whole file is wanted, and streamed where lines are."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from countermove.intake.problem import InputError

GZIP_MAGIC = b"\x1f\x8b\x08"
BROKEN = (OSError, EOFError, zlib.error)
"""What reading a broken gzip stream raises."""


def open_gzip(stream: BinaryIO) -> BinaryIO:
    """A stream of what a gzip stream holds, all its members in turn."""
    return io.BufferedReader(gzip.GzipFile(fileobj=stream, mode="rb"))


def unpack_gzip(data: bytes, most: int) -> bytes:
    """Return what gzip data holds, never more than ``most`` bytes of it being held.

    Raises:
        InputError: it is broken or cut off, or larger than ``most``.
    """
    try:
        with open_gzip(io.BytesIO(data)) as stream:
            found = stream.read(most + 1)
    except BROKEN as error:
        raise InputError("its gzip packing is broken or cut off") from error
    if len(found) > most:
        raise InputError(f"is larger than {most:,} bytes when unpacked (limit max_bytes)")
    return found
