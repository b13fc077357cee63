"""Numbers for ids: each id of a table has one number inside the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_REMEMBERED = 500_000


class Numbers:
    """The numbers of one table's ids: looked up many at a time, given to new ids in order of arrival."""

    def __init__(self, connection: DuckDBPyConnection, table: str, id_column: str, number_column: str) -> None:
        self._connection = connection
        self._table, self._id, self._number = table, id_column, number_column
        self._known: dict[str, int | None] = {}
        row = connection.execute(f"select coalesce(max({number_column}), 0) from {table}").fetchone()
        assert row is not None
        self._last = int(row[0])

    def prefetch(self, ids: Iterable[str]) -> None:
        """Look up many ids in one go, so that :meth:`find` costs nothing for them.

        Where very many are remembered they are forgotten: call it only while all numbers given are stored.
        """
        if len(self._known) > _MOST_REMEMBERED:
            self._known = {}
        self.look_up(ids)

    def look_up(self, ids: Iterable[str]) -> None:
        """Look up many ids in one go and forget nothing."""
        wanted = sorted({one for one in ids if one not in self._known})
        if not wanted:
            return
        found = self._connection.execute(
            f"select {self._id}, min({self._number}) from {self._table} "
            f"where {self._id} in (select unnest(?::varchar[])) group by 1",
            [wanted],
        ).fetchall()
        self._known.update(dict.fromkeys(wanted))
        self._known.update({str(identifier): int(number) for identifier, number in found})

    def learn(self, identifier: str, number: int) -> None:
        """Take note of a number that was read with something else."""
        self._known[identifier] = number

    def find(self, identifier: str) -> int | None:
        """The number of an id, if it has one."""
        self.look_up([identifier])
        return self._known[identifier]

    def new(self, identifier: str) -> int:
        """The number for an id that can't be in the file yet, because it is made of what was not there before."""
        self._last += 1
        self._known[identifier] = self._last
        return self._last

    def give(self, identifier: str) -> tuple[int, bool]:
        """The number of an id, and whether it is new; the row of a new one must be stored in the same transaction."""
        number = self.find(identifier)
        if number is not None:
            return number, False
        return self.new(identifier), True
