"""The files of a folder, in one order everywhere, safe from links that go in circles and from pipes that never end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from countermove.intake.problem import Problem

_READ = frozenset(
    ".txt .text .md .html .htm .xhtml .xml .rss .atom .rdf .opml .json .jsonl .ndjson .csv .tsv .tab .warc".split()
)


def walk(folder: Path) -> Iterator[Path | Problem]:
    """Yield the files of a folder and the folders in it, sorted by name; hidden ones are left out.

    Links to files are followed, links to folders are not. What can't be read, is no regular file, or has a suffix that
    no reader has, is a problem of its own.
    """
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            names = sorted(name for name in os.listdir(place) if not name.startswith("."))
        except OSError as error:
            yield Problem(_shown(place), error.strerror or str(error))
            continue
        inner: list[Path] = []
        for name in names:
            found = _look(place / name)
            if isinstance(found, Path) and found.is_dir():
                inner.append(found)
            elif found is not None:
                yield found
        waiting.extend(reversed(inner))


def _look(path: Path) -> Path | Problem | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:  # such as a link that leads nowhere, or to itself
        return Problem(_shown(path), error.strerror or str(error))
    if stat.S_ISDIR(mode):
        return Problem(_shown(path), "is a link to a folder; name that folder itself") if path.is_symlink() else path
    if not stat.S_ISREG(mode):
        return Problem(_shown(path), "is not a regular file (a pipe or device); left out of its folder")
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    if suffix and suffix not in _READ:
        return Problem(_shown(path), f"files of this kind ({suffix}) are not read")
    return path


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")
