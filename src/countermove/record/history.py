"""Importing other datasets' events into a record, a chunk at a time: what was stored stays, whatever ends the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from countermove.intake.event_data.detect import Format
from countermove.intake.event_data.finding import find_sources
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.reading import Position, read_chunks
from countermove.intake.event_data.streams import Source, checksum
from countermove.intake.problem import InputError, Problem
from countermove.ontology.history_codes import HistoryCodes, load_history_codes
from countermove.ontology.lexicon import DATA
from countermove.record.errors import RecordError
from countermove.record.history_chunks import Counts, store_chunk
from countermove.record.transactions import transaction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RECORD = "record"
"""What the record's own events are called among the datasets."""
_LONGEST_NAME = 100
_FIRST_PROBLEMS = 5

Progress = Callable[[Source, Counts], None]
"""Told after each chunk: what is read, and what became of the rows of this run so far."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file.

    ``counts`` are those of the whole file, over all runs. ``known``: it had been imported before, so nothing was read.
    ``resumed``: an import that was cut off went on. ``problems`` are the first malformed rows of this run, ``kinds``
    how many there are of each kind.
    """

    path: str
    name: str
    dataset: str
    format: Format
    counts: Counts
    known: bool
    resumed: bool
    problems: tuple[Problem, ...]
    kinds: tuple[tuple[str, int], ...]
    file_no: int


def import_history(
    connection: DuckDBPyConnection,
    paths: Iterable[Path],
    *,
    format: str = "auto",
    dataset: str | None = None,
    limits: HistoryLimits | None = None,
    progress: Progress | None = None,
) -> Iterator[ImportedFile | Problem]:
    """Import files, in the order of their names; yields what became of each, once it is on disk.

    A file whose checksum is known adds nothing. A row that is known adds nothing either; a changed one takes the place
    of the earlier version. A run that was cut off goes on where it was.

    Args:
        connection: an open record.
        paths: files, zip and gzip files, folders.
        format: auto, icews, polecat, gdelt or acled.
        dataset: name to store them under; by default that of the format (gdelt1, gdelt2 ...).
        limits: sizes.
        progress: told after each transaction.

    Raises:
        NoEventDataError: a file that was named is none of the formats; nothing was stored.
        RecordError: the dataset holds another format, or the record can't be written; chunks stored before stay.
    """
    limits = limits or HistoryLimits()
    found = find_sources(paths, format, limits)
    named = {form: form if dataset is None else dataset for _, form in found.sources}
    for form, name in named.items():
        _check_dataset(connection, name, form)
    if len(named) > 1 and dataset is not None:
        raise RecordError(f"the files are of several formats ({', '.join(sorted(named))}); leave out --dataset")
    codes = load_history_codes(DATA)
    yield from found.left_out
    checksums: dict[Path, str] = {}
    for source, form in found.sources:
        try:
            if source.path not in checksums:
                checksums = {source.path: checksum(source.path)}
            one = _FileImport(connection, source, form, named[form], checksums[source.path])
            yield from one.run(codes, limits, progress)
        except OSError as error:
            yield Problem(str(source), error.strerror or str(error))


def _check_dataset(connection: DuckDBPyConnection, name: str, form: str) -> None:
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable() or name == RECORD:
        raise RecordError(f"{name!r} can't be the name of a dataset; give another one with --dataset")
    row = connection.execute("select format from history_datasets where dataset = ?", [name]).fetchone()
    if row is not None and row[0] != form:
        raise RecordError(
            f"the dataset {name} holds {row[0]} rows and can't take {form} rows; name another one with --dataset"
        )


class _FileImport:
    """One file or member on its way into the record."""

    def __init__(self, connection: DuckDBPyConnection, source: Source, form: Format, dataset: str, mark: str) -> None:
        self._connection, self._source, self._form = connection, source, form
        self._dataset, self._mark = dataset, mark

    def run(
        self, codes: HistoryCodes, limits: HistoryLimits, progress: Progress | None
    ) -> Iterator[ImportedFile | Problem]:
        dataset_no, file_no, position, counts, complete = self._begin()
        if complete:
            yield self._outcome(file_no, counts, known=True)
            return
        resumed = position.line > 0
        first_line = position.line + 1
        trouble = None
        try:
            for chunk in read_chunks(self._source, self._form, codes, limits, position):
                with transaction(self._connection):
                    counts += store_chunk(self._connection, chunk, dataset_no, file_no)
                    self._note(file_no, chunk.reached, counts)
                if progress is not None:
                    progress(self._source, counts)
            with transaction(self._connection):
                self._connection.execute("update history_files set complete = true where file_no = ?", [file_no])
        except InputError as error:
            trouble = Problem(str(self._source), error.reason)
        yield self._outcome(file_no, counts, resumed=resumed, first_line=first_line)
        if trouble is not None:
            yield trouble

    def _begin(self) -> tuple[int, int, Position, Counts, bool]:
        """Where the file stands; a new one gets its rows in the tables of datasets and files."""
        ask = self._connection.execute
        row = ask(
            "select dataset_no, file_no, line_reached, offset_reached, rows_read, rows_new, rows_changed, rows_known, "
            "rows_malformed, complete from history_files join history_datasets using (dataset_no) "
            "where dataset = ? and checksum = ? and name like ? order by file_no limit 1",
            [self._dataset, self._mark, f"%/{self._source.member}" if self._source.member else "%"],
        ).fetchone()
        if row is not None:
            return row[0], row[1], Position(row[2], row[3]), Counts(*row[4:9]), row[9]
        with transaction(self._connection):
            known = ask("select dataset_no from history_datasets where dataset = ?", [self._dataset]).fetchone()
            dataset_no = int(known[0]) if known else self._next("history_datasets", "dataset_no")
            if known is None:
                ask("insert into history_datasets values (?, ?, ?)", [dataset_no, self._dataset, self._form])
            file_no = self._next("history_files", "file_no")
            ask(
                "insert into history_files values (?, ?, ?, ?, ?, 0, 0, false, 0, 0, 0, 0, 0, ?)",
                [
                    file_no,
                    dataset_no,
                    self._source.name,
                    self._mark,
                    self._source.path.stat().st_size,
                    datetime.now(UTC).replace(tzinfo=None),
                ],
            )
        return dataset_no, file_no, Position(), Counts(), False

    def _next(self, table: str, column: str) -> int:
        row = self._connection.execute(f"select coalesce(max({column}), 0) + 1 from {table}").fetchone()
        assert row is not None
        return int(row[0])

    def _note(self, file_no: int, reached: Position, counts: Counts) -> None:
        self._connection.execute(
            "update history_files set line_reached = ?, offset_reached = ?, rows_read = ?, rows_new = ?, "
            "rows_changed = ?, rows_known = ?, rows_malformed = ? where file_no = ?",
            [
                reached.line,
                reached.offset,
                counts.read,
                counts.new,
                counts.changed,
                counts.known,
                counts.malformed,
                file_no,
            ],
        )

    def _outcome(
        self, file_no: int, counts: Counts, *, known: bool = False, resumed: bool = False, first_line: int = 1
    ) -> ImportedFile:
        ask = self._connection.execute
        rows = [] if known else ask(
            f"select line, reason from history_problems where file_no = ? and line >= ? order by line "
            f"limit {_FIRST_PROBLEMS}", [file_no, first_line]
        ).fetchall()  # fmt: skip
        kinds = ask(
            "select kind, count(*) from history_problems where file_no = ? group by kind order by 2 desc, 1", [file_no]
        ).fetchall()
        return ImportedFile(
            str(self._source),
            self._source.name,
            self._dataset,
            self._form,
            counts,
            known,
            resumed,
            tuple(Problem(f"{self._source}:{line}", reason) for line, reason in rows),
            tuple((str(kind), int(count)) for kind, count in kinds),
            file_no,
        )
