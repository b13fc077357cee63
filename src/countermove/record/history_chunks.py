"""A chunk of imported rows into the record: new ones are added, later versions take the place of earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.intake.event_data.reading import Chunk
from countermove.intake.event_data.tables import COLUMNS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_VALUES = ", ".join(name for name in COLUMNS if name != "line")
"""What makes two versions of a row differ."""
_WINNERS = f"""
create or replace temp table history_chunk as
with versions as (
    select row_id, line, revision, hash(list(hash({_VALUES}) order by part)) as mark from history_staged
    group by row_id, line, revision
), latest as (
    select * from versions qualify revision = max(revision) over (partition by row_id)
), runs as (
    select row_id, line, mark is distinct from lag(mark) over (partition by row_id order by line) as begins from latest
)
select s.* from history_staged s
semi join (select row_id, max(line) as line from runs where begins group by row_id) w using (row_id, line)
"""
"""Of several versions in one chunk the one that would be left if each came in a chunk of its own."""
_ALL = "create or replace temp table history_chunk as select * from history_staged"
_STORED = """
create or replace temp table history_stored as
select h.* from history_events h semi join history_chunk c using (row_id) where h.dataset_no = ?
"""
_CHANGED = f"""
create or replace temp table history_changed as
select distinct d.row_id from (
    (select {_VALUES} from history_chunk semi join history_stored using (row_id)
        except select {_VALUES} from history_stored)
    union all
    (select {_VALUES} from history_stored except select {_VALUES} from history_chunk)
) d
join (select row_id, max(revision) as revision from history_chunk group by row_id) c using (row_id)
join (select row_id, max(revision) as revision from history_stored group by row_id) s using (row_id)
where c.revision >= s.revision
"""
_INSERT = f"insert into history_events select ?, ?, {', '.join(COLUMNS)} from history_chunk"


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a chunk or file by what became of them; the last four add up to ``read``."""

    read: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    malformed: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The sum of both."""
        return Counts(
            self.read + other.read,
            self.new + other.new,
            self.changed + other.changed,
            self.known + other.known,
            self.malformed + other.malformed,
        )


def store_chunk(connection: DuckDBPyConnection, chunk: Chunk, dataset_no: int, file_no: int) -> Counts:
    """Store the rows; the caller has a transaction open and notes in it how far the file was read."""
    if chunk.malformed:
        connection.executemany(
            "insert into history_problems values (?, ?, ?, ?)",
            [(file_no, row.line, row.kind, row.reason) for row in chunk.malformed],
        )
    good = chunk.rows - len(chunk.malformed)
    if good == 0:
        return Counts(chunk.rows, malformed=chunk.rows)
    rows = _stage(connection, chunk)
    connection.execute(_STORED, [dataset_no])
    stored = _number(connection, "select count(distinct row_id) from history_stored")
    changed = 0
    if stored == 0:
        connection.execute(_INSERT, [dataset_no, file_no])
    else:
        connection.execute(_CHANGED)
        changed = _number(connection, "select count(*) from history_changed")
        connection.execute(
            "delete from history_events where dataset_no = ? and row_id in (from history_changed)", [dataset_no]
        )
        connection.execute(
            f"{_INSERT} where row_id in (from history_changed) or row_id not in (select row_id from history_stored)",
            [dataset_no, file_no],
        )
    new = rows - stored
    return Counts(chunk.rows, new, changed, good - new - changed, len(chunk.malformed))


def _stage(connection: DuckDBPyConnection, chunk: Chunk) -> int:
    """Put the rows that count into a temporary table; returns how many rows of the dataset they are."""
    import pyarrow

    connection.execute("select 1").fetchall()  # a result that was fetched in part would be in the way
    connection.register("history_staged", pyarrow.concat_tables(chunk.tables))
    try:
        row = connection.execute("select count(distinct row_id), count(distinct line) from history_staged").fetchone()
        assert row is not None
        connection.execute(_ALL if row[0] == row[1] else _WINNERS)
    finally:
        connection.unregister("history_staged")
    return int(row[0])


def _number(connection: DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
