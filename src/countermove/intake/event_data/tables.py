"""Acts as an Arrow table, with the columns that the record stores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from countermove.intake.event_data.rows import HistoryRow

if TYPE_CHECKING:
    import pyarrow

COLUMNS = HistoryRow.__struct_fields__
_TYPES = {
    **dict.fromkeys(COLUMNS, "string"),
    **dict.fromkeys(("line", "revision"), "int64"),
    **dict.fromkeys(("score", "own_score", "lat", "lon"), "float64"),
    "part": "int32",
    "day": "date32",
    "directed": "bool",
}


def schema() -> pyarrow.Schema:
    """Columns and types; the order is that of :class:`HistoryRow`."""
    import pyarrow

    return pyarrow.schema([(name, pyarrow.type_for_alias(_TYPES[name])) for name in COLUMNS])


def table_of(acts: Sequence[HistoryRow]) -> pyarrow.Table:
    """Acts as a table."""
    import pyarrow

    form = schema()
    if not acts:
        return form.empty_table()
    columns = zip(*(act.values() for act in acts), strict=True)
    arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, form, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=form)
