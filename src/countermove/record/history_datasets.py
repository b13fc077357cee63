"""Imported datasets of a record: what is there, which rows were malformed, and taking a dataset out again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from countermove.record.errors import RecordError
from countermove.record.transactions import transaction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BLOCK = 10_000


class HistoryFile(msgspec.Struct, frozen=True):
    """One imported file; ``complete`` is False while its import is cut off."""

    name: str
    bytes: int
    rows: int
    malformed: int
    complete: bool


class HistoryDataset(msgspec.Struct, frozen=True):
    """A dataset: how many rows and acts of it are in the record, from when to when, out of which files."""

    dataset: str
    format: str
    rows: int
    acts: int
    first_day: date | None
    last_day: date | None
    files: list[HistoryFile]


class MalformedRow(msgspec.Struct, frozen=True):
    """A row that couldn't be read: file, line (from 1) and why."""

    file: str
    line: int
    reason: str


def list_datasets(connection: DuckDBPyConnection) -> list[HistoryDataset]:
    """All datasets, by name; files in the order of import."""
    datasets = connection.execute(
        "select d.dataset_no, d.dataset, d.format, count(*) filter (h.part = 0), count(h.row_id), min(h.day), "
        "max(h.day) from history_datasets d left join history_events h using (dataset_no) group by all "
        "order by d.dataset"
    ).fetchall()
    found = []
    for number, name, form, rows, acts, first_day, last_day in datasets:
        files = connection.execute(
            "select name, bytes, rows_read, rows_malformed, complete from history_files where dataset_no = ? "
            "order by file_no",
            [number],
        ).fetchall()
        parts = [HistoryFile(*row) for row in files]
        found.append(HistoryDataset(name, form, rows, acts, first_day, last_day, parts))
    return found


def malformed_rows(connection: DuckDBPyConnection, file_no: int) -> Iterator[MalformedRow]:
    """The malformed rows of a file, in the order of its lines."""
    last = -1
    while True:
        rows = connection.execute(
            "select name, line, reason from history_problems join history_files using (file_no) "
            f"where file_no = ? and line > ? order by line limit {_BLOCK}",
            [file_no, last],
        ).fetchall()
        for row in rows:
            yield MalformedRow(*row)
        if len(rows) < _BLOCK:
            return
        last = int(rows[-1][1])


def remove_dataset(connection: DuckDBPyConnection, dataset: str) -> int:
    """Take a dataset out with all its files, or nothing of it; returns how many rows it had.

    Raises:
        RecordError: there is no such dataset, or the record can't be written.
    """
    row = connection.execute("select dataset_no from history_datasets where dataset = ?", [dataset]).fetchone()
    if row is None:
        names = [
            str(name) for (name,) in connection.execute("select dataset from history_datasets order by 1").fetchall()
        ]
        raise RecordError(f"there is no dataset {dataset!r}; there is: {', '.join(names) or 'none'}")
    number = int(row[0])
    counted = connection.execute(
        "select count(*) filter (part = 0) from history_events where dataset_no = ?", [number]
    ).fetchone()
    assert counted is not None
    with transaction(connection):
        connection.execute(
            "delete from history_problems where file_no in (select file_no from history_files where dataset_no = ?)",
            [number],
        )
        for table in ("history_events", "history_files", "history_datasets"):
            connection.execute(f"delete from {table} where dataset_no = ?", [number])
    return int(counted[0])
