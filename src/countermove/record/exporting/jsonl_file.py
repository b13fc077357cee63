"""One JSON object a line, with every column; missing values are null, dates are ISO 8601."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from countermove.record.exporting.tables import Table, Written


def write_jsonl(table: Table, stream: BinaryIO) -> Written:
    """Write all rows."""
    written = Written()
    encoder = msgspec.json.Encoder()
    names = table.schema.names
    for row in table.rows():
        stream.write(encoder.encode(dict(zip(names, row, strict=True))) + b"\n")
        written.rows += 1
    return written
