"""The table of sources: publishers, agencies, speakers, each with one number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        for identifier, number in connection.execute(
            "select source_id, source_no from sources where kind in ('publisher', 'agency')"
        ).fetchall():
            self._numbers.learn(identifier, int(number))
        self._reserved: set[str] = set()
        self._speakers: dict[int, int] = dict(
            connection.execute(
                "select entity_no, min(source_no) from sources "
                "where kind = 'speaker' and entity_no is not null group by 1"
            ).fetchall()
        )
        """The first source that an entity was; under another name it is still the same."""

    def prefetch(self, sources: Iterable[Source]) -> None:
        """Look up many in one go."""
        self._numbers.prefetch(_source_id(source) for source in sources)

    def reserve(self, sources: Sequence[Source]) -> None:
        """Give speakers numbers before their rows can be made, so that numbers don't depend on how articles are cut."""
        identifiers = [_source_id(source) for source in sources]
        self._numbers.look_up(identifiers)
        for identifier in identifiers:
            if self._numbers.find(identifier) is None:
                self._numbers.new(identifier)
                self._reserved.add(identifier)

    def number(self, source: Source, pending: Pending, entity_no: int | None = None) -> int:
        """The number of a source; a new one, or a reserved one whose entity is known now, gets its row.

        An entity that speaks under several names has a row for each, and counts as the first.
        """
        identifier = _source_id(source)
        number, new = self._numbers.give(identifier)
        if identifier in self._reserved and entity_no is not None:
            self._reserved.discard(identifier)
            new = True
        if new:
            pending.add("sources", number, identifier, source.name, source.kind, entity_no)
        if source.kind != "speaker" or entity_no is None:
            return number
        if new:
            self._speakers.setdefault(entity_no, number)
        return self._speakers.get(entity_no, number)


def _source_id(source: Source) -> str:
    return (
        content_id("o", source.kind, source.name)
        if source.key is None
        else content_id("o", source.kind, None, source.key)
    )
