"""Answers that are fetched when asked for: rows, and data frames of whichever library is installed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from countermove.record.errors import RecordError
from countermove.record.filters import Condition, Filters, claim_condition, event_condition

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows of a view that fulfil a condition on the table behind it; nothing is fetched before it is asked for.

    ``most`` is how many rows are given at most (None: all), in the order ``order``.
    """

    connection: DuckDBPyConnection
    view: str
    table: str
    number: str
    order: str
    condition: Condition
    most: int | None = None

    def limit(self, most: int | None) -> Relation:
        """The first rows only."""
        return Relation(self.connection, self.view, self.table, self.number, self.order, self.condition, most)

    def count(self) -> int:
        """How many rows there are, whatever the limit."""
        row = (
            self._cursor()
            .execute(f"select count(*) from {self.table} where {self.condition.sql()}", self.condition.values)
            .fetchone()
        )
        assert row is not None
        return int(row[0])

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return [name for name, *_ in self._run(0).description if name != self.number]

    def rows(self) -> list[dict[str, Any]]:
        """All rows, as dicts."""
        return list(self)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        result = self._run(self.most)
        names = [name for name, *_ in result.description]
        while chunk := result.fetchmany(1000):
            for row in chunk:
                yield {name: value for name, value in zip(names, row, strict=True) if name != self.number}

    def __len__(self) -> int:
        return self.count() if self.most is None else min(self.count(), self.most)

    def arrow(self) -> Any:
        """A ``pyarrow.Table``."""
        table = self._cursor().sql(self.sql(self.most), params=self.condition.values).to_arrow_table()
        return table.drop_columns([self.number])

    def pl(self) -> Any:
        """A ``polars.DataFrame``.

        Raises:
            RecordError: polars isn't installed.
        """
        try:
            import polars
        except ImportError as error:
            raise RecordError("polars is not installed; install it with: pip install polars") from error
        return polars.from_arrow(self.arrow())

    def df(self) -> Any:
        """A ``pandas.DataFrame``.

        Raises:
            RecordError: pandas isn't installed.
        """
        try:
            import pandas  # noqa: F401
        except ImportError as error:
            raise RecordError("pandas is not installed; install it with: pip install pandas") from error
        return self.arrow().to_pandas()

    def sql(self, most: int | None) -> str:
        """The whole query; the rows are chosen before anything is joined to them."""
        limit = "" if most is None else f" limit {int(most)}"
        return (
            f"with chosen as (select {self.number} from {self.table} where {self.condition.sql()} "
            f"order by {self.order}{limit}) "
            f"select v.* from {self.view} v semi join chosen using ({self.number}) order by {self.order}"
        )

    def _run(self, most: int | None) -> Any:
        return self._cursor().execute(self.sql(most), self.condition.values)

    def _cursor(self) -> DuckDBPyConnection:
        """A connection of its own: rows may still be fetched from another answer."""
        return self.connection.cursor()


def events_relation(connection: DuckDBPyConnection, filters: Filters) -> Relation:
    """The events that a filter keeps, newest first."""
    order = "first_day desc nulls last, event_no desc"
    return Relation(connection, "all_events", "events", "event_no", order, event_condition(connection, filters))


def claims_relation(connection: DuckDBPyConnection, filters: Filters) -> Relation:
    """The claims that a filter keeps, newest first."""
    order = "first_day desc nulls last, claim_no desc"
    return Relation(connection, "who_said_what", "claims", "claim_no", order, claim_condition(connection, filters))
