"""The error every lexicon loader raises: which file, which line, what is wrong."""

from __future__ import annotations

from pathlib import Path


class LexiconError(ValueError):
    """An entry of a knowledge file can't be used; the message names file and line."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        self.path = str(path)
        self.line = line
        self.reason = message
        where = f"{self.path}:{line}" if line is not None else self.path
        super().__init__(f"{where}: {message}")

    def __reduce__(self) -> tuple[type[LexiconError], tuple[str, int | None, str]]:
        """Pickle with all three parts, so that the message survives a worker process."""
        return (LexiconError, (self.path, self.line, self.reason))
