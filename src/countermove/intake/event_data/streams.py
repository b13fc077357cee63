"""Files of event data as streams of bytes: plain, gzip, or members of a zip file, never more than a limit allows."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.gzip_files import GZIP_MAGIC
from countermove.intake.problem import InputError

Packing = Literal["plain", "gzip", "zip"]
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What reading a broken packed file raises; zip files in a way that isn't known or with a password are the last two."""
_ZIP_MAGIC = b"PK\x03\x04"
_ALWAYS = 50_000_000
"""Bytes that a packed file may always grow to: small ones of a few different rows pack very well."""
_BLOCK = 1 << 20
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of rows: a file, or a member of a zip file."""

    path: Path
    packing: Packing
    member: str = ""

    @property
    def name(self) -> str:
        """The name of the file, and of the member inside it."""
        name = _printable(self.path.name)
        return f"{name}/{self.member}" if self.member else name

    def __str__(self) -> str:
        """Path and member, for messages."""
        path = _printable(str(self.path))
        return f"{path}/{self.member}" if self.member else path


def _printable(name: str) -> str:
    """A name of a file that isn't UTF-8 with marks in place of the bytes that aren't."""
    return os.fsencode(name).decode("utf-8", "replace")


def sources_in(path: Path, limits: HistoryLimits) -> list[Source]:
    """The streams of a file.

    Raises:
        InputError: it is no regular file, is empty, or a zip file that can't be opened.
        OSError: it can't be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError("is not a regular file (a pipe or device); event data is read from files")
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start:
        raise InputError("is empty")
    if start.startswith(GZIP_MAGIC):
        return [Source(path, "gzip")]
    if not start.startswith(_ZIP_MAGIC):
        return [Source(path, "plain")]
    try:
        with zipfile.ZipFile(path) as archive:
            members = [item.filename for item in archive.infolist() if not item.is_dir()]
    except BROKEN as error:
        raise InputError("its zip packing is broken or cut off") from error
    if not members or len(members) > limits.max_members:
        raise InputError(
            f"holds {len(members):,} files; at least one, at most {limits.max_members:,} (limit max_members)"
        )
    if len(set(members)) < len(members):
        raise InputError("holds two files of one name")
    return [Source(path, "zip", name) for name in sorted(members)]


@contextmanager
def open_source(source: Source, limits: HistoryLimits) -> Iterator[BinaryIO]:
    """The unpacked bytes.

    Raises:
        InputError: its packing is broken, or it grows beyond the limit, also while it is read.
    """
    with source.path.open("rb") as file:
        if source.packing == "plain":
            yield file
            return
        try:
            if source.packing == "gzip":
                size = source.path.stat().st_size
                with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
                    yield _bounded(cast(BinaryIO, unpacked), size, limits)
            else:
                with zipfile.ZipFile(file) as archive, archive.open(source.member) as member:
                    yield _bounded(cast(BinaryIO, member), archive.getinfo(source.member).compress_size, limits)
        except (NotImplementedError, RuntimeError) as error:
            raise InputError("is packed with a password or in a way that isn't known") from error
        except BROKEN as error:
            raise InputError(f"its {source.packing} packing is broken or cut off") from error


def head_of(source: Source, limits: HistoryLimits) -> bytes:
    """The first bytes.

    Raises:
        InputError: its packing is broken.
    """
    with open_source(source, limits) as stream:
        return stream.read(_HEAD)


def checksum(path: Path) -> str:
    """BLAKE2b over the file as it is, 32 hexadecimal digits."""
    hashed = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            hashed.update(block)
    return hashed.hexdigest()


def _bounded(stream: BinaryIO, packed: int, limits: HistoryLimits) -> BinaryIO:
    most = max(_ALWAYS, packed * limits.max_ratio)
    return cast(BinaryIO, io.BufferedReader(_Bounded(stream, most, limits.max_ratio), _BLOCK))


class _Bounded(io.RawIOBase):
    """A stream that ends with an error where it grows too large."""

    def __init__(self, stream: BinaryIO, most: int, ratio: int) -> None:
        self._stream, self._most, self._ratio, self._read = stream, most, ratio, 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as there is something to read."""
        data = self._stream.read(len(buffer))
        self._read += len(data)
        if self._read > self._most:
            raise InputError(f"unpacks to more than {self._ratio} times its size (limit max_ratio)")
        buffer[: len(data)] = data
        return len(data)
