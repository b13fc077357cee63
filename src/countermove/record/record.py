"""The record of many articles: one file that holds what happened, who says so, and every character it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from countermove.intake.problem import Problem
from countermove.record.adding import Adder, Reader, Settle
from countermove.record.connection import close_file, file_error, open_file
from countermove.record.curation import Decision, merge_events, restore, retract, split_event
from countermove.record.entity_curation import is_entity, merge_entities, split_entity
from countermove.record.errors import RecordError
from countermove.record.filters import Filters
from countermove.record.integration import Stored
from countermove.record.knowledge import Knowledge
from countermove.record.relations import Relation, claims_relation, events_relation
from countermove.record.settings import RecordSettings
from countermove.schema import Article, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from countermove.intake.event_data.limits import HistoryLimits
    from countermove.record.exporting.manifest import Manifest
    from countermove.record.feed_tables import RecordFeedState
    from countermove.record.history import ImportedFile, Progress
    from countermove.record.history_datasets import MalformedRow

Result = TypeVar("Result")


class RecordFile:
    """One open record file.

    Args:
        path: the file; made where there is none.
        read_only: open for reading only; then others may read too.
        settings: limits and defaults.

    Raises:
        RecordError: it can't be opened; the message says who holds it, or what is wrong, and what to do. Where it is
            used in a ``with`` statement, also when the database can't read or write inside that.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, settings: RecordSettings | None = None) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self.settings = settings or RecordSettings()
        self.connection: DuckDBPyConnection = open_file(self.path, self.settings, read_only=read_only)

    def __enter__(self) -> RecordFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        import duckdb

        if isinstance(problem, duckdb.Error):
            raise file_error(self.path, problem) from problem

    def close(self) -> None:
        """Close the file, so that others may write to it."""
        close_file(self.connection, self.path, read_only=self.read_only)

    def store_articles(
        self, items: Iterable[Article | Problem], reader: Reader, settle: Settle | None = None
    ) -> Iterator[Stored | Problem]:
        """Read and store articles; yields what became of each, once it is on disk.

        Args:
            items: articles, and problems met on the way in.
            reader: reads them.
            settle: called for every article with what became of it, in the transaction that stores it.
        """
        return self._adder.add_articles(items, reader, settle)

    def store_readings(self, readings: Iterable[tuple[Article, Reading] | Problem]) -> Iterator[Stored | Problem]:
        """Store readings that were made elsewhere; yields what became of each, once it is on disk."""
        return self._adder.add_readings(readings)

    def feed_state(self) -> RecordFeedState:
        """What is known of watched feeds."""
        from countermove.record.feed_tables import RecordFeedState

        return RecordFeedState(self.connection)

    def events(self, filters: Filters) -> Relation:
        """The events that a filter keeps, newest first; nothing is fetched before it is asked for."""
        return events_relation(self.connection, filters)

    def claims(self, filters: Filters) -> Relation:
        """The claims that a filter keeps, newest first."""
        return claims_relation(self.connection, filters)

    def export(
        self,
        path: str | Path,
        *,
        format: str,
        what: str = "events",
        filters: Filters | None = None,
        bom: bool = False,
    ) -> Manifest:
        """Write what a filter keeps into a file, and its manifest, ``PATH.manifest.json``, beside it.

        Args:
            path: the file; one that is there is replaced when the new one is whole.
            format: one of ``exporting.export.FORMATS``.
            what: the table, for formats that hold any of them.
            filters: what is asked for; by default all.
            bom: begin CSV with a byte order mark.

        Raises:
            FilterError: a filter that can't be understood, or that the table doesn't have.
            ExportError: no such format or table, or the format can't hold it.
            OSError: the file can't be written.
        """
        from countermove.record.exporting.export import Wanted, export_file

        return export_file(self.connection, Path(path), Wanted(format, what, filters or Filters(), bom))

    def import_history(
        self,
        paths: Iterable[Path],
        *,
        format: str = "auto",
        dataset: str | None = None,
        limits: HistoryLimits | None = None,
        progress: Progress | None = None,
    ) -> Iterator[ImportedFile | Problem]:
        """Import others' event data; see :func:`countermove.record.history.import_history`."""
        from countermove.record.history import import_history

        if self.read_only:
            raise RecordError(f"{self.path}: is open for reading only; open it without read_only to import into it")
        return import_history(self.connection, paths, format=format, dataset=dataset, limits=limits, progress=progress)

    def malformed_history(self, imported: ImportedFile) -> Iterator[MalformedRow]:
        """The malformed rows of a file that was imported."""
        from countermove.record.history_datasets import malformed_rows

        return malformed_rows(self.connection, imported.file_no)

    def remove_dataset(self, dataset: str) -> int:
        """Take an imported dataset out; returns how many rows it had."""
        from countermove.record.history_datasets import remove_dataset

        return remove_dataset(self.connection, dataset)

    def problems(self, *, quick: bool = False) -> Iterator[str]:
        """What is wrong with the record, a line for each problem; ``quick`` leaves out texts and readings."""
        from countermove.record.integrity import problems

        return iter(problems(self.connection, quick=quick))

    def repair(self) -> None:
        """Work out anew what follows from reports."""
        from countermove.record.integrity import repair

        repair(self.connection)
        self._curate(None)

    def split(self, event_id: str, mentions: Sequence[str], decision: Decision) -> str:
        """Take mentions (``article_id/item``) out of an event or entity; returns the id of the one that they form."""
        split = split_entity if is_entity(self.connection, event_id) else split_event
        return self._curate(split(self.connection, event_id, mentions, decision))

    def merge(self, event_ids: Sequence[str], decision: Decision) -> str:
        """Join events, or entities; returns the id of the one that stays."""
        merge = merge_entities if event_ids and is_entity(self.connection, event_ids[0]) else merge_events
        return self._curate(merge(self.connection, event_ids, decision))

    def retract(self, article: str, decision: Decision) -> list[str]:
        """Mark an article (its id, or an address) as retracted; returns ids."""
        return self._curate(retract(self.connection, article, decision))

    def restore(self, article: str, decision: Decision) -> list[str]:
        """Undo a retraction; returns ids."""
        return self._curate(restore(self.connection, article, decision))

    def _curate(self, result: Result) -> Result:
        if "_adder" in self.__dict__:
            self._adder.forget()
        return result

    @cached_property
    def _adder(self) -> Adder:
        if self.read_only:
            raise RecordError(f"{self.path}: is open for reading only; open it without read_only to add to it")
        return Adder(self.connection, self.settings, Knowledge.load())
