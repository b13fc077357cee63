"""Tables of hostile values, and what is equal after a way through a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow
from hypothesis import strategies as st

from countermove.record.exporting.tables import Table

SPECIAL = (
    "\t\n\r\v\f\x00\x01\x1c\x7f\x85\u2028\u2029\"'`,;|=+-@＝＋－＠"
    " \u00a0\u200b\u202e\u2066\ufeff\ufffe\uffff\\{}<>&_x0041_"
)
HOSTILE = '=HYPERLINK("evil")\nnext\u202e; -1'
TEXT = st.lists(
    st.one_of(
        st.sampled_from(SPECIAL),
        st.sampled_from(["_x0041_", "<r>", "</r>", "=1+1", "\r\n", "-5", "٣", "😀", "e\u0301"]),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
).map("".join)
SCHEMA = pyarrow.schema(
    [
        pyarrow.field(name, kind, metadata={"description": f"A {name}."})
        for name, kind in [
            ("=name", pyarrow.string()),
            ("words", pyarrow.string()),
            ("whole", pyarrow.int64()),
            ("number", pyarrow.float64()),
            ("day", pyarrow.date32()),
            ("truth", pyarrow.bool_()),
        ]
    ]
)
_WHOLE = st.integers(-(2**53), 2**53)
_NUMBER = st.floats(allow_nan=False, allow_infinity=False)
_ROW = st.tuples(
    *(
        st.none() | values
        for values in (TEXT.filter(bool), TEXT.filter(bool), _WHOLE, _NUMBER, st.dates(), st.booleans())
    )
)
ROWS = st.lists(_ROW, max_size=6)

Row = tuple[Any, ...]


def table(rows: Sequence[Row], batch_rows: int = 2) -> Table:
    """The rows as a table of several batches."""
    batches = [rows[start : start + batch_rows] for start in range(0, len(rows), batch_rows)]
    return Table(SCHEMA, iter([_batch(batch) for batch in batches]))


def long_table(words: Sequence[str]) -> Table:
    """A table of one text a row."""
    schema = pyarrow.schema([SCHEMA.field("words")])
    return Table(schema, iter([pyarrow.RecordBatch.from_arrays([pyarrow.array(words)], schema=schema)]))


def _batch(rows: Sequence[Row]) -> Any:
    columns = zip(*rows, strict=True)
    arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
