"""Tab-separated knowledge tables: a header line, one entry a line, ``#`` comments, errors with file and line.

Large tables are kept as TSV rather than YAML because they load a hundred times faster and open in any spreadsheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from countermove.ontology.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Table:
    """One table: where it was read, its columns, and its rows with their line numbers (from 1)."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]

    def error(self, line: int, message: str) -> LexiconError:
        """The error to raise for a bad entry on this line."""
        return LexiconError(self.path, line, message)


def read_table(path: Path, columns: Sequence[str] | None = None) -> Table:
    """Read a table; missing fields at the end of a row are empty, every field is stripped of outer blanks.

    Args:
        path: The file, UTF-8.
        columns: The columns the header must name, in this order; None accepts any header.

    Raises:
        LexiconError: the file can't be read, its header isn't ``columns``, or a row has too many fields.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(path, None, f"can't be read: {error}") from error
    header: tuple[str, ...] = ()
    rows: list[tuple[int, list[str]]] = []
    width = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace() or line[0] == "#":
            continue
        fields = [part.strip() for part in line.split("\t")]
        if not header:
            header, width = tuple(fields), len(fields)
            if columns is not None and header != tuple(columns):
                raise LexiconError(path, number, f"the header must be: {', '.join(columns)}")
            continue
        if len(fields) > width:
            raise LexiconError(path, number, f"{len(fields)} fields where the header names {width}")
        if len(fields) < width:
            fields.extend([""] * (width - len(fields)))
        rows.append((number, fields))
    if not header:
        raise LexiconError(path, None, "has no header line")
    return Table(path, header, tuple(rows))


def split_values(field: str) -> tuple[str, ...]:
    """The values of a field that may hold several, separated by ``|``; empty ones are dropped."""
    if "|" not in field:
        return (field,) if field else ()
    return tuple(part for part in (value.strip() for value in field.split("|")) if part)
