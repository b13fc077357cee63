"""The table of sources: publishers, agencies, speakers, each with one number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from countermove.record.identity import content_id
from countermove.record.numbers import Numbers
from countermove.record.origins import Source
from countermove.record.pending import Pending

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Sources:
    """Numbers of sources; rows of new ones are collected."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._numbers = Numbers(connection, "sources", "source_id", "source_no")

    def prefetch(self, sources: Iterable[Source]) -> None:
        """Look up many in one go."""
        self._numbers.prefetch(_source_id(source) for source in sources)

    def number(self, source: Source, pending: Pending, entity_no: int | None = None) -> int:
        """The number of a source."""
        identifier = _source_id(source)
        number, new = self._numbers.give(identifier)
        if new:
            pending.add("sources", number, identifier, source.name, source.kind, entity_no, None)
        return number


def _source_id(source: Source) -> str:
    return content_id("o", source.kind, source.name)
