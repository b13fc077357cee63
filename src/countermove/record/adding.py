"""The way in: articles are read and stored a transaction at a time; what is told as stored is on disk.

Known articles are passed over before they are read, so that a run that was cut off goes on where it was.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from countermove.intake.problem import Problem
from countermove.record.decisions import load_decisions
from countermove.record.documents import Documents
from countermove.record.integration import Incoming, Integrator, Stored
from countermove.record.knowledge import Knowledge
from countermove.record.settings import RecordSettings
from countermove.record.transactions import transaction
from countermove.schema import Article, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Reader = Callable[[Iterable[Article | Problem]], Iterator[Reading | Problem]]
"""Reads articles in order; problems pass through."""
Settle = Callable[[Article, Stored | Problem], None]
_Result = tuple[Article | None, Reading | Stored | Problem]
"""An article (None: one that never was) with what was read in it, or with what became of it."""


class Adder:
    """Adds to one open record."""

    def __init__(self, connection: DuckDBPyConnection, settings: RecordSettings, knowledge: Knowledge) -> None:
        self._connection, self._settings, self._knowledge = connection, settings, knowledge
        self._integrator: Integrator | None = None

    def add_articles(
        self, items: Iterable[Article | Problem], reader: Reader, settle: Settle | None = None
    ) -> Iterator[Stored | Problem]:
        """Read and store articles; yields what became of each, in order, once it is on disk.

        Args:
            items: articles, and problems met on the way in.
            reader: reads them.
            settle: called for every article with what became of it, in the transaction that stores it.

        Raises:
            RecordError: the file can't be written (disk full ...); what was yielded before is stored.
        """
        reading: deque[Article] = deque()
        batch: list[_Result] = []
        began = time.monotonic()
        for result in reader(self._new_ones(items, reading)):
            if isinstance(result, _Passed):
                batch.append((result.article, result.outcome))
            else:
                batch.append((reading.popleft(), result))
            if self._full(batch, began):
                yield from self._store(batch, settle)
                batch, began = [], time.monotonic()
        yield from self._store(batch, settle)

    def add_readings(self, readings: Iterable[tuple[Article, Reading] | Problem]) -> Iterator[Stored | Problem]:
        """Store readings that were made elsewhere; problems pass through."""
        items = iter(readings)
        while chunk := list(islice(items, self._settings.batch_articles)):
            yield from self._store([(None, item) if isinstance(item, Problem) else item for item in chunk], None)

    def _new_ones(self, items: Iterable[Article | Problem], reading: deque[Article]) -> Iterator[Article | Problem]:
        """Pass on what must be read, and the rest as something that isn't."""
        source = iter(items)
        documents = Documents(self._connection)
        while chunk := list(islice(source, self._settings.batch_articles)):
            documents.prefetch(item for item in chunk if isinstance(item, Article))
            for item in chunk:
                known = documents.known(item) if isinstance(item, Article) else None
                if isinstance(item, Problem):
                    yield _Passed(item.source, item.reason, None, item)
                elif known is not None:
                    yield _Passed(item.id, "known", item, Stored(item.id, known.article_id, True, known.version))
                else:
                    reading.append(item)
                    yield item

    def _full(self, batch: list[_Result], began: float) -> bool:
        return len(batch) >= self._settings.batch_articles or time.monotonic() - began >= self._settings.batch_seconds

    def _store(self, batch: list[_Result], settle: Settle | None) -> list[Stored | Problem]:
        """Store the readings of a batch, and settle all of it, in one transaction."""
        incoming = [Incoming(article, one) for article, one in batch if article and isinstance(one, Reading)]
        if not incoming and settle is None:
            return [one for _, one in batch if not isinstance(one, Reading)]
        try:
            with transaction(self._connection):
                stored = iter(self._integrate(incoming) if incoming else ())
                outcomes = [next(stored) if isinstance(one, Reading) else one for _, one in batch]
                if settle is not None:
                    for (article, _), outcome in zip(batch, outcomes, strict=True):
                        if article is not None:
                            settle(article, outcome)
        except BaseException:
            self.forget()  # what is remembered was not stored
            raise
        return outcomes

    def _integrate(self, incoming: list[Incoming]) -> list[Stored]:
        if self._integrator is None:
            decisions = load_decisions(self._connection)
            self._integrator = Integrator(self._connection, self._settings, self._knowledge, decisions)
        return self._integrator.store(incoming)

    def forget(self) -> None:
        """Drop what is kept in memory: the record was changed by something else."""
        self._integrator = None


@dataclass(frozen=True, slots=True)
class _Passed(Problem):
    """A known article or a problem on its way past the reader, which lets through what isn't an article."""

    article: Article | None
    outcome: Stored | Problem
