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
_HARMLESS = re.compile(r"\w(?:[\w .:/()%&?!’-]*[\w.:/()%&?!’-])?\Z")
"""Most text needs nothing; this is the fast way to see it."""


def write_csv(table: Table, stream: BinaryIO, *, bom: bool) -> Written:
    """Write all rows, after a header."""
    written = Written()
    stream.write((BOM if bom else b"") + (",".join(map(_cell, table.schema.names)) + "\n").encode())
    for batch in table.batches:
        columns = [_cells(column.to_pylist()) for column in batch.columns]
        stream.write("".join([",".join(row) + "\n" for row in zip(*columns, strict=True)]).encode())
        written.rows += batch.num_rows
    return written


def _cells(values: list[Value]) -> list[str]:
    """The cells of a column; the same few values often fill it, so each is written once."""
    cells = {value: _cell(value) for value in set(values)}
    return [cells[value] for value in values]


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)  # of a float, this is the shortest text that gives it back
    if _HARMLESS.match(value):
        return value
    text = neutralized(value)
    if _QUOTED.search(text):
        text = text.replace('"', '""')
        return f'"{text}"'
    return text
