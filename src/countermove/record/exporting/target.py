"""Where an export goes: a file that is whole or not there at all, with its manifest beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from io import BufferedRandom
from pathlib import Path


def manifest_path(path: Path) -> Path:
    """Where the manifest of a file is."""
    return path.with_name(f"{path.name}.manifest.json")


def is_stream(path: Path) -> bool:
    """Whether the path is a pipe or a device, which takes what comes and has no manifest."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def unfinished(path: Path) -> Iterator[tuple[Path, BufferedRandom]]:
    """A new file beside the path, to be put in its place with :func:`put_in_place`; gone at the end otherwise.

    Raises:
        OSError: it can't be written.
    """
    if path.is_dir():
        raise IsADirectoryError(None, "is a folder; name a file in it", str(path))
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("w+b") as stream:
            yield part, stream
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def put_in_place(part: Path, stream: BufferedRandom, path: Path, manifest: bytes) -> None:
    """Put a finished file and its manifest in their places.

    The earlier manifest goes first, so that there is never one beside a file that it doesn't describe.
    """
    _on_disk(stream)
    place = manifest_path(path)
    with unfinished(place) as (manifest_part, manifest_stream):
        manifest_stream.write(manifest)
        _on_disk(manifest_stream)
        place.unlink(missing_ok=True)
        part.replace(path)
        manifest_part.replace(place)


def checksum(stream: BufferedRandom) -> str:
    """SHA-256 of what is in the file, in hexadecimal digits."""
    stream.flush()
    stream.seek(0)
    return file_digest(stream, "sha256").hexdigest()


def _on_disk(stream: BufferedRandom) -> None:
    stream.flush()
    os.fsync(stream.fileno())
