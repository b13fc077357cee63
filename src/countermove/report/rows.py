"""Rows of a query for people and programs: a table, CSV, JSON, JSON Lines; hostile text stays text.

News text may hold characters that move the cursor, recolour a terminal or turn the writing direction, and cells that a
spreadsheet would run. In a table and in CSV such characters are shown as escapes (``\\x1b``), in JSON they are escaped
as JSON has it, which means the same text. CSV cells that begin like a formula get an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from rich.cells import cell_len, set_cell_size

_HIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
"""Controls but for tab and line ends, marks of writing direction, half characters."""
_CONTROL = re.compile(f"[{_HIDDEN}]")
_CONTROL_OR_BREAK = re.compile(f"[{_HIDDEN}\t\n\r\u2028\u2029]")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_FORMULA = tuple("=+-@＝＋－＠\t\r")
_WIDEST = 60
_TABLE_BLOCK = 200
"""Rows that share column widths; more rows begin a new block, so that memory doesn't grow with them."""


def on_one_line(text: str) -> str:
    """Text that a terminal shows as it is, in one line: controls, line breaks and marks of direction are escaped."""
    return _CONTROL_OR_BREAK.sub(_escape, text)


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A plain table; cells wider than 60 columns are cut."""
    head = [on_one_line(name) for name in columns]
    block: list[list[str]] = []
    for row in rows:
        block.append([_cell(value) for value in row])
        if len(block) == _TABLE_BLOCK:
            yield from _block(head, block)
            head, block = [], []
    if block or head:
        yield from _block(head, block)


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV with a header (RFC 4180); empty cells are missing values."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_csv_cell(name) for name in columns])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def json_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """JSON Lines: one object a row."""
    names = _distinct(columns)
    for row in rows:
        yield _json(dict(zip(names, row, strict=True))) + "\n"


def json_array(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """One JSON array of objects."""
    opening = "["
    for line in json_lines(columns, rows):
        yield opening + "\n" + line.rstrip("\n")
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def _block(head: Sequence[str], block: Sequence[Sequence[str]]) -> Iterator[str]:
    lines = [head, *block] if head else list(block)
    widths = [min(_WIDEST, max(map(cell_len, column))) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        yield "  ".join(_fit(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        if head and number == 0:
            yield "  ".join("-" * width for width in widths) + "\n"


def _fit(cell: str, width: int) -> str:
    if cell_len(cell) <= width:
        return cell + " " * (width - cell_len(cell))
    return set_cell_size(cell, width - 1).rstrip() + "…"


def _cell(value: Any) -> str:
    return "" if value is None else on_one_line(_plain(value))


def _csv_cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    text = _CONTROL.sub(_escape, _plain(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return _json(value) if isinstance(value, (list, dict)) else str(value)


def _json(value: Any) -> str:
    return _CONTROL.sub(_json_escape, msgspec.json.encode(value).decode())


def _json_escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _SHORT.get(found[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _distinct(columns: Sequence[str]) -> list[str]:
    """Names of columns as keys: a second one of the same name gets a number."""
    names: dict[str, None] = {}
    for column in columns:
        name, number = column, 2
        while name in names:
            name, number = f"{column}_{number}", number + 1
        names[name] = None
    return list(names)
