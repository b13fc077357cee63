"""Rows in and out of the tables, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = tuple[Any, ...]


class Rows:
    """Writes rows of one open record; knows the columns of its tables."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._schemas: dict[str, Any] = {}

    def append(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows; values in the order of the table's columns."""
        if rows:
            with _Staged(self._connection, self.schema(table), rows):
                self._connection.execute(f"insert into {table} select * from staged")

    def update(self, table: str, key: Sequence[str], columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Set columns of the rows with these keys; each row holds the columns of the key and then the values."""
        if not rows:
            return
        whole = self.schema(table)
        import pyarrow

        schema = pyarrow.schema([whole.field(name) for name in (*key, *columns)])
        changes = ", ".join(f"{name} = staged.{name}" for name in columns)
        with _Staged(self._connection, schema, rows):
            same = " and ".join(f"{table}.{name} = staged.{name}" for name in key)
            self._connection.execute(f"update {table} set {changes} from staged where {same}")

    def schema(self, table: str) -> Any:
        """The columns of a table, as an Arrow schema."""
        if table not in self._schemas:
            self._schemas[table] = (
                self._connection.cursor().sql(f"select * from {table} limit 0").to_arrow_table().schema
            )
        return self._schemas[table]


class _Staged:
    """Rows as a table named ``staged`` for the time of one statement."""

    def __init__(self, connection: DuckDBPyConnection, schema: Any, rows: Sequence[Row]) -> None:
        import pyarrow

        columns = zip(*rows, strict=True)
        arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        self._connection = connection
        self._table = pyarrow.Table.from_arrays(arrays, schema=schema)

    def __enter__(self) -> None:
        self._connection.execute("select 1").fetchall()  # a result that was fetched in part would be in the way
        self._connection.register("staged", self._table)

    def __exit__(self, *problem: object) -> None:
        self._connection.unregister("staged")


def numbers_in(values: Iterable[int]) -> str:
    """Integers as the inside of an SQL list."""
    return ", ".join(str(int(value)) for value in sorted(values)) or "null"


def among(column: str, values: Iterable[int]) -> str:
    """The condition that a column holds one of some integers, as SQL.

    Joined to the rest by "and", it makes the database pass over the blocks that hold none of them; a list in brackets
    doesn't, and of long texts it unpacks them all.
    """
    return f"{column} in (select unnest([{', '.join(str(int(value)) for value in sorted(set(values)))}]::integer[]))"


def rows_of(values: Iterable[int]) -> str:
    """Integers as an SQL query of one column, to stand behind ``in``.

    A long list is quicker so than by :func:`numbers_in`: the database joins with it, and by its values passes over
    blocks of rows, where it compares every row with a list.
    """
    return f"values {', '.join(f'({int(value)})' for value in sorted(values)) or '(null::integer)'}"
