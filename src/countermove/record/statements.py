"""Which SQL a person may ask of a record: one statement, and one that reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countermove.record.errors import FilterError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_COMMENT = r"(?:\s|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*"
_EXPLAIN = re.compile(rf"{_COMMENT}explain\b{_COMMENT}(?:analyze\b|\([^)]*\))?", re.IGNORECASE | re.DOTALL)
_READS = ("SELECT", "EXPLAIN")
ONLY_READS = "only reading is allowed: select, from, with, values, describe, show, summarize, explain"


def refuse_writing(connection: DuckDBPyConnection, sql: str) -> None:
    """Let one statement that reads pass; DESCRIBE, SHOW, SUMMARIZE, FROM and VALUES count as SELECT.

    Raises:
        FilterError: it is none, several, another, or can't be parsed.
    """
    kinds = _kinds(connection, sql)
    if len(kinds) != 1:
        raise FilterError(f"one query at a time; here are {len(kinds)}" if kinds else "there is no query")
    if kinds[0] == "MULTI":
        raise FilterError("pivot needs the values of its columns: pivot … on column in ('a', 'b')")
    if kinds[0] not in _READS:
        raise FilterError(f"{kinds[0].lower().replace('_', ' ')}: {ONLY_READS}")
    if kinds[0] == "EXPLAIN":
        # EXPLAIN ANALYZE runs what follows, so that must be a query itself.
        found = _EXPLAIN.match(sql)
        if found is None or _kinds(connection, sql[found.end() :]) != ["SELECT"]:
            raise FilterError(f"explain: {ONLY_READS}")


def _kinds(connection: DuckDBPyConnection, sql: str) -> list[str]:
    import duckdb

    try:
        return [statement.type.name for statement in connection.extract_statements(sql)]
    except duckdb.Error as error:
        raise FilterError(plain_error(error)) from error


def plain_error(error: Exception) -> str:
    """What the database says, on one line, without its names for kinds of errors."""
    text = str(error).split("\nLINE ")[0]
    text = " ".join(text.split())
    return re.sub(r"^(?:\w+ ){1,3}Error: ", "", text)
