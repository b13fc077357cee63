"""What is known of feeds, in a record that a server holds, for a command that watches them.

The server stores articles first and settles their items right after; where the command ends in between, they are
fetched once more, found to be known, and settled then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from countermove.intake.feed_state import FeedStatus, StoredItem
from countermove.record.feed_tables import RecordFeedState
from countermove.record.transactions import transaction
from countermove.server.remote.protocol import Ask, Told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class RemoteFeedState(RecordFeedState):
    """Looks through the command's connection; has the server write."""

    def __init__(self, connection: DuckDBPyConnection, ask: Callable[[Ask], Told]) -> None:
        super().__init__(connection)
        self._ask = ask

    def save_poll(self, status: FeedStatus, items: Sequence[StoredItem]) -> None:
        """Store a feed's status and its new or changed items, all or nothing."""
        self._write("poll", items, status)

    def save_item(self, item: StoredItem) -> None:
        """Replace one item."""
        self._write("item", [item])

    def settle(self, item: StoredItem) -> None:
        """Keep an item that is settled, unless it became waiting anew since."""
        self._write("settle", [item])

    def _write(self, what: str, items: Sequence[StoredItem], status: FeedStatus | None = None) -> None:
        given = {"what": what, "items": msgspec.to_builtins(list(items)), "status": msgspec.to_builtins(status)}
        self._ask(Ask("feed", arguments=given))


def write_feed_state(connection: DuckDBPyConnection, given: dict[str, Any]) -> None:
    """The server's side of a write."""
    state = RecordFeedState(connection)
    items = msgspec.convert(given["items"], list[StoredItem])
    match given["what"]:
        case "poll":
            state.save_poll(msgspec.convert(given["status"], FeedStatus), items)
        case "item":
            state.save_item(items[0])
        case "settle":
            with transaction(connection):
                state.settle(items[0])
