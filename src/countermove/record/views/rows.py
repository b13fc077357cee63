"""Rows of a query as dataclasses, and lists that tell how much they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """The first items of a list, and how many there are in all."""

    total: int
    items: tuple[Item, ...]


def named_rows(connection: DuckDBPyConnection, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """All rows of a query, by column name."""
    result = connection.execute(sql, values)
    names = [str(column[0]) for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def filled(kind: type[Item], row: dict[str, Any], **more: Any) -> Item:
    """A dataclass from the columns of a row that it has fields for, and further values."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{**{name: value for name, value in row.items() if name in names}, **more})


def parts(text: str | None, separator: str = ";") -> tuple[str, ...]:
    """A list that a column holds as text."""
    return tuple(part.strip() for part in (text or "").split(separator) if part.strip())


def one_value(connection: DuckDBPyConnection, sql: str, values: Sequence[Any] = ()) -> Any:
    """The only value of a query."""
    row = connection.execute(sql, values).fetchone()
    return row[0] if row else None


def limited(most: int | None) -> str:
    """The limit of a query, as SQL; None or 0 is none."""
    return f" limit {int(most)}" if most else ""
