"""A table of the record, fetched while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from countermove.record.exporting.choosing import chosen
from countermove.record.exporting.datasets import DATASETS
from countermove.record.exporting.settings import ExportSettings
from countermove.record.exporting.tables import Column, Table
from countermove.record.filters import Filters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def fetch(connection: DuckDBPyConnection, what: str, filters: Filters, settings: ExportSettings) -> Table:
    """The rows of a table that the filters keep, in order.

    Args:
        connection: the record; the table has a cursor of its own.
        what: one of ``DATASETS``.
        filters: what is asked for.
        settings: how many rows are in memory at a time.

    Raises:
        FilterError: a filter that can't be understood, or that the table doesn't have.
    """
    dataset = DATASETS[what]
    condition = chosen(connection, what, dataset.key, filters)
    columns = ", ".join(f"{column.sql} as {column.name}" for column in dataset.columns)
    query = f"select {columns} from {dataset.source} where {condition.sql()} order by {dataset.order}"
    reader = read_batches(connection, query, condition.values, settings.batch_rows)
    schema = _described(reader.schema, dataset.columns)
    return Table(schema, (_without_empty_text(batch, schema) for batch in reader))


def count(connection: DuckDBPyConnection, what: str, filters: Filters) -> int:
    """How many rows :func:`fetch` gives."""
    dataset = DATASETS[what]
    condition = chosen(connection, what, dataset.key, filters)
    query = f"select count(*) from {dataset.source} where {condition.sql()}"
    row = connection.cursor().execute(query, condition.values).fetchone()
    assert row is not None
    return int(row[0])


def read_batches(connection: DuckDBPyConnection, query: str, values: list[Any], rows: int) -> Any:
    """The answer as a ``pyarrow.RecordBatchReader``, fetched while it is read, by a cursor of its own."""
    return connection.cursor().sql(query, params=values).to_arrow_reader(rows)


def _described(schema: Any, columns: tuple[Column, ...]) -> Any:
    """The schema with what each column says, for formats that can hold it."""
    import pyarrow

    fields = [field.with_metadata({"description": column.about}) for field, column in zip(schema, columns, strict=True)]
    return pyarrow.schema(fields)


def _without_empty_text(batch: Any, schema: Any) -> Any:
    import pyarrow
    from pyarrow import compute

    columns = [
        compute.if_else(compute.equal(column, ""), None, column) if pyarrow.types.is_string(column.type) else column
        for column in batch.columns
    ]
    return pyarrow.RecordBatch.from_arrays(columns, schema=schema)
