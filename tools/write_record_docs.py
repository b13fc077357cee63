"""Write ``docs/record-tables.md``: every view, table and column of a record, from the comments in the file itself.

Run from the repository: ``python -m tools.write_record_docs``.
"""

import tempfile
from pathlib import Path

from countermove.record.record import RecordFile

PLACE = Path(__file__).resolve().parent.parent / "docs" / "record-tables.md"
INTRODUCTION = """\
# Views and tables of a record

`countermove query "select …"` asks them with SQL, `countermove query --tables` lists them. The views use ids that are
the same in every record and leave out what superseded and retracted articles say; the tables hold everything. Columns
that end in `_no` join tables inside one file and depend on the order of arrival: keep ids, not numbers.

This page is written from the comments in the file by `python -m tools.write_record_docs`.
"""
_OBJECTS = """
select 'view' as kind, view_name as name, view_oid as number, comment from duckdb_views() where not internal
union all
select 'table', table_name, table_oid, comment from duckdb_tables() where not internal
order by kind desc, number
"""
_COLUMNS = """
select column_name, data_type, is_nullable, comment from duckdb_columns()
where table_name = ? and not internal order by column_index
"""
_TYPES = {
    "VARCHAR": "text",
    "INTEGER": "whole number",
    "BIGINT": "whole number",
    "DOUBLE": "number",
    "BOOLEAN": "true or false",
    "DATE": "day",
    "TIMESTAMP": "time (UTC)",
    "BLOB": "bytes",
}


def record_docs() -> str:
    """The whole page."""
    with tempfile.TemporaryDirectory() as folder, RecordFile(Path(folder) / "empty.duckdb") as record:
        ask = record.connection.execute
        objects = ask(_OBJECTS).fetchall()
        parts = [INTRODUCTION]
        for kind, name, _, comment in objects:
            columns = ask(_COLUMNS, [name]).fetchall()
            parts.append("\n".join([f"## {name} ({kind})", "", comment, "", *_table(columns, kind)]) + "\n")
    return "\n".join(parts)


def _table(columns: list[tuple[str, str, bool, str]], kind: str) -> list[str]:
    rows = [
        f"| `{name}` | {_TYPES[data_type]}{' or null' if nullable and kind == 'table' else ''} | {comment} |"
        for name, data_type, nullable, comment in columns
    ]
    return ["| Column | Type | Meaning |", "| --- | --- | --- |", *rows]


if __name__ == "__main__":
    PLACE.write_text(record_docs(), encoding="utf-8")
