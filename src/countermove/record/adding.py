"""The way in: articles are read and stored a transaction at a time; what is told as stored is on disk.

Known articles are passed over before they are read, so that a run that was cut off goes on where it was.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from countermove.intake.problem import Problem
from countermove.record.decisions import load_decisions
from countermove.record.documents import Documents
from countermove.record.errors import RecordError
from countermove.record.integration import Incoming, Integrator, Stored
from countermove.record.knowledge import Knowledge
from countermove.record.settings import RecordSettings
from countermove.schema import Article, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Reader = Callable[[Iterable[Article | Problem]], Iterator[Reading | Problem]]
"""Reads articles in order; problems pass through."""


class Adder:
    """Adds to one open record."""

    def __init__(self, connection: DuckDBPyConnection, settings: RecordSettings, knowledge: Knowledge) -> None:
        self._connection, self._settings, self._knowledge = connection, settings, knowledge
        self._integrator: Integrator | None = None

    def add_articles(self, items: Iterable[Article | Problem], reader: Reader) -> Iterator[Stored | Problem]:
        """Read and store articles; yields what became of each, in order, once it is on disk.

        Raises:
            RecordError: the file can't be written (disk full ...); what was yielded before is stored.
        """
        reading: deque[Article] = deque()
        batch: list[Incoming | Problem | Stored] = []
        began = time.monotonic()
        for result in reader(self._new_ones(items, reading)):
            if isinstance(result, _Passed):
                batch.append(result.outcome)
            elif isinstance(result, Problem):  # an article that the reader gave up
                reading.popleft()
                batch.append(result)
            else:
                batch.append(Incoming(reading.popleft(), result))
            if self._full(batch, began):
                yield from self._store(batch)
                batch, began = [], time.monotonic()
        yield from self._store(batch)

    def add_readings(self, readings: Iterable[tuple[Article, Reading]]) -> Iterator[Stored | Problem]:
        """Store readings that were made elsewhere."""
        items = iter(readings)
        while chunk := list(islice(items, self._settings.batch_articles)):
            yield from self._store([Incoming(article, reading) for article, reading in chunk])

    def _new_ones(self, items: Iterable[Article | Problem], reading: deque[Article]) -> Iterator[Article | Problem]:
        """Pass on what must be read, and the rest as something that isn't."""
        source = iter(items)
        documents = Documents(self._connection)
        while chunk := list(islice(source, self._settings.batch_articles)):
            documents.prefetch(item for item in chunk if isinstance(item, Article))
            for item in chunk:
                known = documents.known(item) if isinstance(item, Article) else None
                if isinstance(item, Problem):
                    yield _Passed(item.source, item.reason, item)
                elif known is not None:
                    yield _Passed(item.id, "known", Stored(item.id, known.article_id, True, known.version))
                else:
                    reading.append(item)
                    yield item

    def _full(self, batch: list[Incoming | Problem | Stored], began: float) -> bool:
        return len(batch) >= self._settings.batch_articles or time.monotonic() - began >= self._settings.batch_seconds

    def _store(self, batch: list[Incoming | Problem | Stored]) -> list[Stored | Problem]:
        incoming = [item for item in batch if isinstance(item, Incoming)]
        outcomes = iter(self._transaction(incoming) if incoming else ())
        return [next(outcomes) if isinstance(item, Incoming) else item for item in batch]

    def _transaction(self, incoming: list[Incoming]) -> list[Stored]:
        if self._integrator is None:
            decisions = load_decisions(self._connection)
            self._integrator = Integrator(self._connection, self._settings, self._knowledge, decisions)
        with transaction(self._connection):
            try:
                return self._integrator.store(incoming)
            except BaseException:
                self._integrator = None  # what it remembers was not stored
                raise


@dataclass(frozen=True, slots=True)
class _Passed(Problem):
    """A known article or a problem on its way past the reader, which lets through what isn't an article."""

    outcome: Stored | Problem


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """All or nothing.

    Raises:
        RecordError: the database can't write; nothing of this transaction is stored.
    """
    import duckdb

    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException as error:
        with suppress(duckdb.Error):  # the database may have given the transaction up itself
            connection.rollback()
        if isinstance(error, (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException)):
            text = " ".join(str(error).split())
            raise RecordError(f"the record can't be written: {text}; what was reported as added is stored") from error
        raise
