"""Everything a record says, as sorted lines: two records that say the same give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CLOCK = {"added_at", "decided_at", "applied_at", "first_seen", "next_poll", "next_attempt"}
"""Columns that hold the time of the run."""


def dump(connection: DuckDBPyConnection) -> str:
    """All rows of all tables, one a line, sorted; without the times of the run."""
    lines: list[str] = []
    tables = connection.execute("select table_name from duckdb_tables() where not temporary order by 1").fetchall()
    for (table,) in tables:
        found = connection.execute(
            "select column_name from duckdb_columns() where table_name = ? order by column_index", [table]
        ).fetchall()
        columns = ", ".join(name for (name,) in found if name not in CLOCK)
        lines += sorted(f"{table} {row!r}" for row in connection.execute(f"select {columns} from {table}").fetchall())
    return "\n".join(lines) + "\n"
