"""CSV and TSV files to articles: columns found by their usual names, or named by the user."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from countermove.intake.check import valid_date
from countermove.intake.csv_rows import BadRow, Row, guess_delimiter, numbered_lines, read_rows
from countermove.intake.dates import find_dates
from countermove.intake.decode import without_surrogates
from countermove.intake.given import given_article
from countermove.intake.jsonl import Lines
from countermove.intake.knowledge import PAGES, load_mapping, word_list
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError, Problem
from countermove.schema import Article

FIELDS = ("text", "title", "published", "url", "publisher", "id", "language")
"""The fields of an article that a column can hold."""
_FOLDED = re.compile(r"[\s_-]+")
_SHOWN_COLUMNS = 20
_HEADER_LINE = 100_000


def load_column_names(path: Path = PAGES / "columns.yaml") -> dict[str, tuple[str, ...]]:
    """Read the usual names of columns, by field of an article.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_mapping(path)
    return {field: word_list(path, data, field) for field in FIELDS}


@cache
def _column_names() -> dict[str, tuple[str, ...]]:
    return load_column_names()


def read_table(
    stream: Lines, source: str, name: str, limits: Limits, columns: Mapping[str, str] | None = None
) -> Iterator[Article | Problem]:
    """Yield an article or a problem for each row, in order, without holding the file in memory.

    Args:
        stream: the file; the first row is the header.
        source: how problems name the file.
        name: the file's name without folder; ``.tsv`` sets the delimiter, otherwise the header tells it.
        limits: ``max_field``.
        columns: field of the article to name of its column, for those the usual names don't find.

    Raises:
        InputError: there is no header or no column for the text.
    """
    lines = numbered_lines(stream, limits.max_field)
    first = next(lines, None)
    if first is None:
        raise InputError("is empty")
    delimiter = "\t" if name.lower().removesuffix(".gz").endswith((".tsv", ".tab")) else ""
    if first[1] and (separator := re.match(r"sep=(.)\r?\n?\Z", first[1])):  # Excel's own way to say it
        delimiter, first = separator.group(1), next(lines, (2, ""))
    delimiter = delimiter or guess_delimiter((first[1] or "")[:_HEADER_LINE])
    rows = read_rows(chain([first], lines), delimiter, limits.max_field)
    header = next(rows, None)
    if not isinstance(header, Row):
        raise InputError("has no header: its first row must name the columns")
    places = _places(header.fields, columns or {})
    for number, row in enumerate(rows, 2):
        where = f"{source} row {number} (line {row.line})"
        if isinstance(row, BadRow):
            yield Problem(where, row.reason)
        else:
            yield _article(row, where, name, number, places, len(header.fields))


def _places(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """The place of the column of each field."""
    names = [column.strip() for column in header]
    folded = [_FOLDED.sub("", column).lower() for column in names]
    places: dict[str, int] = {}
    for field, column in columns.items():
        if column not in names:
            raise InputError(f"has no column {column!r} (--column {field}={column}); its columns are: {_shown(names)}")
        places[field] = names.index(column)
    for field, usual in _column_names().items():
        place = next((folded.index(name) for name in usual if name in folded), None)
        if field not in places and place is not None and place not in places.values():
            places[field] = place
    if "text" not in places:
        raise InputError(f"has no column for the text; name it with --column text=NAME, one of: {_shown(names)}")
    return places


def _shown(names: Sequence[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:_SHOWN_COLUMNS])
    return shown + (", ..." if len(names) > _SHOWN_COLUMNS else "")


def _article(row: Row, where: str, name: str, number: int, places: Mapping[str, int], width: int) -> Article | Problem:
    if len(row.fields) != width:
        return Problem(where, f"has {len(row.fields)} fields where the header has {width}")
    values: dict[str, Any] = {
        field: without_surrogates(row.fields[place]) if row.fields[place].strip() else None
        for field, place in places.items()
    }
    published = values.get("published")
    if published is not None:
        values["published"] = _date(published)
        if values["published"] is None:
            return Problem(where, f"its date {published[:40]!r} can't be told; write it as 2024-11-01")
    text, identifier = values.pop("text") or "", values.pop("id", None)
    return given_article(name, identifier, f"row-{number}", text=text, **values)


def _date(text: str) -> str | None:
    """ISO dates as they are; other forms when the whole cell is one date that can be read in one way only."""
    text = text.strip()
    if valid_date(text):
        return text
    found = find_dates(text[:100], most=1)
    rest = text[: found[0].start] + text[found[0].end :] if found else text
    return found[0].value if found and len(re.sub(r"\W", "", rest)) <= 9 else None
