"""``countermove query``: read-only SQL over the record."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from countermove.cli.opening import through_server
from countermove.cli.record_options import record_option
from countermove.record.sandbox import ask
from countermove.record.settings import RecordSettings
from countermove.report.rows import csv_lines, json_array, json_lines, table_lines

_FORMATS = {"table": table_lines, "csv": csv_lines, "json": json_array, "jsonl": json_lines}
_TABLE_ROWS = 200
_TABLES = """
select t.name as "table", c.column_name as "column", c.data_type as "type", c.comment as "meaning"
from (
    select table_name as name, table_oid as oid, 1 as rank from duckdb_tables() where not internal
    union all
    select view_name, view_oid, 0 from duckdb_views() where not internal
) t
join (
    select table_oid, column_name, column_index, data_type, comment from duckdb_columns() where not internal
    union all
    select table_oid, null, 0, null, comment from duckdb_tables() where not internal
    union all
    select view_oid, null, 0, null, comment from duckdb_views() where not internal
) c on c.table_oid = t.oid
order by t.rank, t.name, c.column_index
"""


@click.command()
@click.argument("sql", required=False)
@record_option
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), default="table", show_default=True, help="How.")
@click.option(
    "--limit", type=click.IntRange(0), metavar="NUMBER", help=f"Most rows; {_TABLE_ROWS} in a table, else all."
)
@click.option("--seconds", type=click.FloatRange(0.1), metavar="NUMBER", help="Longest time; by default a minute.")
@click.option("--tables", is_flag=True, help="List the tables and views with their columns and what they mean.")
def query(sql: str | None, record: Path, form: str, limit: int | None, seconds: float | None, tables: bool) -> int:
    """Ask the record in SQL, as DuckDB has it; - reads the query from standard input.

    A query can read the record and nothing else: no file, no network, no setting, and it can't write.

    \b
    Example:
      countermove query "select first_day, actors, recipients, sentence from reports join events using (event_id)"
      countermove query --tables
      countermove query "from who_did_what where status = 'disputed'" --format csv
    """
    if tables == (sql is not None):
        raise click.UsageError("give a query, or --tables")
    sql = _TABLES if sql is None else _given(sql)
    settings = RecordSettings() if seconds is None else replace(RecordSettings(), query_seconds=seconds)
    most = _TABLE_ROWS if limit is None and form == "table" and not tables else limit
    file = through_server(record)
    if file is None:
        answer = ask(record, sql, settings, most)
    else:
        from countermove.server.remote.client import remote_answer

        answer = remote_answer(file, sql, settings, most)
    for text in _FORMATS[form](answer.columns, answer.rows):
        click.echo(text, nl=False)
    if answer.more:
        click.echo(f"countermove: these are the first {most} rows; --limit gives more", err=True)
    return 0


def _given(sql: str) -> str:
    """The query on the command line, or that on standard input."""
    data = sys.stdin.buffer.read() if sql == "-" else os.fsencode(sql)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the query is not UTF-8: {error.reason} at byte {error.start}") from error
