"""What is known of watched feeds, in the tables ``feeds`` and ``feed_items``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from countermove.intake.feed_state import FeedStatus, StoredItem
from countermove.record.rows import Rows
from countermove.record.transactions import transaction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ITEM = ", ".join(field.name for field in fields(StoredItem))
_STATUS = ", ".join(field.name for field in fields(FeedStatus))


class RecordFeedState:
    """The state of feeds in one open record; see :class:`countermove.intake.feed_state.FeedState`."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def feed(self, feed_url: str) -> FeedStatus | None:
        """Return what is known of a feed, or None."""
        row = self._connection.execute(f"select {_STATUS} from feeds where feed_url = ?", [feed_url]).fetchone()
        return FeedStatus(*row) if row else None

    def items(self, feed_url: str, keys: Sequence[str]) -> dict[str, StoredItem]:
        """Return those items of a feed that are known, by key."""
        rows = self._connection.execute(
            f"select {_ITEM} from feed_items where feed_url = ? and key in (select unnest(?::varchar[]))",
            [feed_url, list(keys)],
        ).fetchall()
        return {item.key: item for item in (StoredItem(*row) for row in rows)}

    def items_linking(self, urls: Sequence[str]) -> list[StoredItem]:
        """Return the items of all feeds that link to one of these addresses."""
        rows = self._connection.execute(
            f"select {_ITEM} from feed_items where url in (select unnest(?::varchar[])) "
            "order by first_seen, feed_url, key",
            [list(urls)],
        ).fetchall()
        return [StoredItem(*row) for row in rows]

    def save_poll(self, status: FeedStatus, items: Sequence[StoredItem]) -> None:
        """Store a feed's status and its new or changed items, all or nothing."""
        with transaction(self._connection):
            self._connection.execute("delete from feeds where feed_url = ?", [status.feed_url])
            self._insert("feeds", [status])
            self._replace(items)

    def save_item(self, item: StoredItem) -> None:
        """Replace one item."""
        with transaction(self._connection):
            self._replace([item])

    def mark_added(self, item: StoredItem) -> None:
        """Keep the item as added, inside the transaction that stores its article."""
        self.settle(item.settled("added"))

    def settle(self, item: StoredItem) -> None:
        """Keep an item that is settled, inside a transaction that is open, unless it became waiting anew since."""
        stored = self.items(item.feed_url, [item.key]).get(item.key)
        if stored is None or stored.last_change == item.last_change:
            self._replace([item])

    def waiting(self, feed_urls: Sequence[str], now: float, most: int) -> list[StoredItem]:
        """Return the items of these feeds that wait and may be tried."""
        rows = self._connection.execute(
            f"select {_ITEM} from feed_items where state = 'waiting' and next_attempt <= ? "
            "and feed_url in (select unnest(?::varchar[])) order by next_attempt, first_seen, feed_url, key limit ?",
            [now, list(feed_urls), most],
        ).fetchall()
        return [StoredItem(*row) for row in rows]

    def next_attempt(self, feed_urls: Sequence[str]) -> float | None:
        """Return the earliest time at which a waiting item of these feeds may be tried."""
        row = self._connection.execute(
            "select min(next_attempt) from feed_items where state = 'waiting' "
            "and feed_url in (select unnest(?::varchar[]))",
            [list(feed_urls)],
        ).fetchone()
        return row[0] if row else None

    def _replace(self, items: Sequence[StoredItem]) -> None:
        items = list({(item.feed_url, item.key): item for item in items}.values())
        if not items:
            return
        self._connection.execute(
            "delete from feed_items where (feed_url, key) in (select unnest(?::varchar[]), unnest(?::varchar[]))",
            [[item.feed_url for item in items], [item.key for item in items]],
        )
        self._insert("feed_items", items)

    def _insert(self, table: str, records: Sequence[StoredItem] | Sequence[FeedStatus]) -> None:
        Rows(self._connection).append(table, [astuple(record) for record in records])
