"""Where results go: standard output, or a file that is complete or not there at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def open_output(path: str | None) -> Iterator[BinaryIO]:
    """Yield a binary stream; a file is written beside its place and moved there when all went well.

    Raises:
        OSError: the file can't be written.
    """
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.exists() and not target.is_file():  # a pipe or a device takes what comes
        with target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
