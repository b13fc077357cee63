"""Pages that stay in step while articles are added: each begins after the last item of the one before.

A cursor holds the last item's place in the order, not a count of items, so that what is added before it shifts nothing
(keyset paging, https://use-the-index-luke.com/no-offset). An item whose place changes meanwhile, such as an event that
turns out to be older, may be met twice or not at all.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import msgspec

from countermove.record.filters import Condition
from countermove.server.api.calls import Call, Parameter
from countermove.server.errors import ApiError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Item = TypeVar("Item")
_INTEGERS = 2**62


class Page(msgspec.Struct, Generic[Item], frozen=True):
    """Some of a list: how many there are in all, these, and the cursor of the next ones (null: these are the last)."""

    total: int
    items: list[Item]
    next: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a list is ordered by; nulls come last."""

    sql: str
    kind: Literal["day", "integer", "text"]
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A list of the record: where its rows are, in which order, and what they are as items.

    ``source`` is what stands after ``from``; ``condition`` chooses rows; ``number`` is the column that ``items`` gets;
    the last column of ``order`` tells any two rows apart. ``source`` may have parameters: then it is a function.
    """

    source: str | Callable[[DuckDBPyConnection, Call], Condition]
    number: str
    order: tuple[Column, ...]
    condition: Callable[[DuckDBPyConnection, Call], Condition]
    items: Callable[[DuckDBPyConnection, Sequence[Any]], Sequence[Any]]

    def page(self, connection: DuckDBPyConnection, call: Call, *, counted: bool = True) -> Page[Any]:
        """One page.

        Raises:
            ApiError: the cursor isn't one of this list.
        """
        size = int(call["limit"])
        source, condition = self._source(connection, call), self.condition(connection, call)
        where = f"{source.sql()} where {condition.sql()}"
        total = 0
        if counted:
            row = connection.execute(f"select count(*) from {where}", [*source.values, *condition.values]).fetchone()
            total = int(row[0]) if row else 0
        after = after_condition(self.order, decode_cursor(self.order, call["cursor"]))
        keys = ", ".join(column.sql for column in self.order)
        falling = {True: "desc", False: "asc"}
        ordered = ", ".join(f"{column.sql} {falling[column.falling]} nulls last" for column in self.order)
        rows = connection.execute(
            f"select {self.number}, {keys} from {where} and {after.sql()} order by {ordered} limit {size + 1}",
            [*source.values, *condition.values, *after.values],
        ).fetchall()
        shown = rows[:size]
        items = list(self.items(connection, [row[0] for row in shown]))
        return Page(total, items, encode_cursor(shown[-1][1:]) if len(rows) > size else None)

    def _source(self, connection: DuckDBPyConnection, call: Call) -> Condition:
        if isinstance(self.source, str):
            return Condition([self.source])
        return self.source(connection, call)


def page_parameters(page_items: int, most_items: int) -> tuple[Parameter, ...]:
    """What may be asked of every list."""
    return (
        Parameter("limit", "Items of a page.", "integer", default=page_items, least=1, most=most_items),
        Parameter("cursor", "The cursor that the page before gave as `next`."),
        Parameter(
            "format",
            "jsonl: all items, each on a line, without pages; as with `Accept: application/jsonl`.",
            "choice",
            choices=("json", "jsonl"),
        ),
    )


def encode_cursor(key: Sequence[Any]) -> str:
    """A place in an order, as text that fits into an address."""
    return base64.urlsafe_b64encode(msgspec.json.encode(list(key))).decode().rstrip("=")


def decode_cursor(order: Sequence[Column], cursor: str | None) -> list[Any] | None:
    """The place of a cursor; None where none is given.

    Raises:
        ApiError: it is no cursor of this order.
    """
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        values = msgspec.json.decode(raw, type=list[int | str | None])
        if len(values) != len(order) or values[-1] is None:
            raise ValueError
        return [_typed(column, value) for column, value in zip(order, values, strict=True)]
    except (ValueError, UnicodeEncodeError, binascii.Error, msgspec.MsgspecError) as error:
        raise ApiError(
            400, "bad_request", "is no cursor of this list; take `next` of the page before", "cursor"
        ) from error


def _typed(column: Column, value: int | str | None) -> Any:
    if value is None:
        return None
    if column.kind == "day":
        return date.fromisoformat(str(value))
    if column.kind == "integer":
        if not isinstance(value, int) or abs(value) > _INTEGERS:
            raise ValueError
        return value
    if not isinstance(value, str):
        raise ValueError
    return value


def after_condition(order: Sequence[Column], key: Sequence[Any] | None) -> Condition:
    """What lies behind a place in an order."""
    found = Condition()
    if key is None:
        return found
    either = Condition()
    for number, (column, value) in enumerate(zip(order, key, strict=True)):
        if value is None:
            continue  # nulls are last: nothing lies behind them but by the columns that follow
        same = Condition()
        for before, wanted in list(zip(order, key, strict=True))[:number]:
            same.add(f"{before.sql} is not distinct from ?", wanted)
        mark = "<" if column.falling else ">"
        same.add(f"({column.sql} {mark} ? or {column.sql} is null)", value)
        either.add(f"({same.sql()})", *same.values)
    found.add("(" + " or ".join(either.parts) + ")", *either.values)
    return found
