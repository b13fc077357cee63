"""CSV as RFC 4180 has it, in UTF-8, with line feeds; formulas are neutralized so that it can be undone.

An empty cell is a missing value: the tables hold no empty text. Floats are written so that reading them gives the same
number, dates as ISO 8601, truth values as ``true`` and ``false``.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from countermove.record.exporting.formulas import neutralized
from countermove.record.exporting.tables import Table, Value, Written

BOM = b"\xef\xbb\xbf"
"""Tells spreadsheets that the file is UTF-8."""
_QUOTED = re.compile('[",;\t\n\r\v\f\x00\x1c-\x1e\x85\u2028\u2029]|\\A\\s|\\s\\Z')
"""What makes a cell need quotes, for this and other readers (some split lines at any Unicode line break)."""


def write_csv(table: Table, stream: BinaryIO, *, bom: bool) -> Written:
    """Write all rows, after a header."""
    written = Written()
    stream.write((BOM if bom else b"") + _line(tuple(table.schema.names)))
    for row in table.rows():
        stream.write(_line(row))
        written.rows += 1
    return written


def _line(row: tuple[Value, ...]) -> bytes:
    return (",".join(map(_cell, row)) + "\n").encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)  # of a float, this is the shortest text that gives it back
    text = neutralized(value)
    if _QUOTED.search(text):
        text = text.replace('"', '""')
        return f'"{text}"'
    return text
