"""Plain articles of our own without politics (``corpus/background/*.txt``): nothing in them is an event."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.articles import Split

BACKGROUND = Path(__file__).resolve().parent / "background"
_HEADING = re.compile(r"^== ([a-z0-9-]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BackgroundArticle:
    """One article; ``id`` is the file's name and its own."""

    id: str
    text: str

    @property
    def split(self) -> Split:
        """The part it belongs to, by the checksum of its name, as for annotated articles."""
        part = zlib.crc32(self.id.encode()) % 8
        return "dev" if part == 0 else "test" if part == 1 else "train"


def load_background(split: str | None = None, folder: Path = BACKGROUND) -> Iterator[BackgroundArticle]:
    """All articles of a part, by file and in the order of the file.

    Raises:
        ValueError: a file doesn't begin with a heading, or a heading has no text.
    """
    for path in sorted(folder.glob("*.txt")):
        before, *parts = _HEADING.split(path.read_text(encoding="utf-8"))
        if before.strip():
            raise ValueError(f"{path}:1: text before the first heading (== name)")
        for name, text in zip(parts[::2], parts[1::2], strict=True):
            if not text.strip():
                raise ValueError(f"{path}: {name} has no text")
            article = BackgroundArticle(f"{path.stem}-{name}", text.strip())
            if split in (None, article.split):
                yield article
