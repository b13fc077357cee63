"""Readings into the record, one transaction for many: each finds its document, copies, story, entities and events.

Articles are taken one after the other; the outcome depends on their order, not on how they are cut into transactions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from countermove.record.documents import Documents
from countermove.record.event_index import Decisions
from countermove.record.knowledge import Knowledge
from countermove.record.linking import Linker
from countermove.record.pending import Pending
from countermove.record.placing import Placed, Placer
from countermove.record.rows import Rows
from countermove.record.settings import RecordSettings
from countermove.record.sources import Sources
from countermove.schema import Article, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


State = Literal["added", "newer_versions", "known"]
"""What became of an article: new, a newer version of one that is there, or there already."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article and what was read in it."""

    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that is in the record now: its id, and whether it was there before or replaces an earlier version."""

    name: str
    article_id: str
    known: bool
    version: int

    @property
    def state(self) -> State:
        """What became of it."""
        return "known" if self.known else "newer_versions" if self.version > 1 else "added"


class Integrator:
    """Puts readings into one open record."""

    def __init__(
        self, connection: DuckDBPyConnection, settings: RecordSettings, knowledge: Knowledge, decisions: Decisions
    ) -> None:
        self._connection = connection
        self._settings = settings
        self._rows = Rows(connection)
        self._documents = Documents(connection)
        sources = Sources(connection)
        self._placer = Placer(connection, knowledge, sources)
        self._linker = Linker(connection, knowledge, sources, decisions)

    def store(self, batch: Sequence[Incoming]) -> list[Stored]:
        """Store readings inside a transaction that is open; on an exception this object can't be used any more."""
        pending = Pending()
        self._documents.prefetch(item.article for item in batch)
        self._placer.prefetch(item.article for item in batch)
        outcomes: list[Stored] = []
        placed: list[Placed] = []
        for item in batch:
            known = self._documents.known(item.article)
            if known is not None:
                outcomes.append(Stored(item.article.id, known.article_id, True, known.version))
                continue
            place = self._documents.place(item.article)
            added = self._placer.place(item.article, item.reading, place, pending)
            self._documents.add(added.article_no, place, item.article)
            placed.append(added)
            outcomes.append(Stored(item.article.id, place.article_id, False, place.version))
        self._linker.link(placed, pending)
        now = datetime.now(UTC).replace(tzinfo=None)
        for one in placed:
            pending.add("articles", *one.row, now)
        pending.write(self._connection, self._rows, self._linker.series)
        self._forget([one.day for one in placed if one.day is not None])
        return outcomes

    def _forget(self, days: Sequence[date]) -> None:
        """Keep in memory only the days around those that came last."""
        if days:
            self._placer.keep_around(days, self._settings.days_in_memory)
            self._linker.keep_around(days, self._settings.days_in_memory)
