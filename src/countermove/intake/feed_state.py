"""What is known of feeds and their items between two polls, and between two runs.

The record keeps this in its own tables, so that an item is marked as added in the very transaction that stores its
article. Times are seconds since 1970 (UTC).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

ItemState = Literal["waiting", "added", "failed"]


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """One feed: what its server said last, and when it is polled next.

    ``failures`` counts polls that failed since the last one that didn't; ``moved_to`` is the address to ask instead of
    ``feed_url`` (moved for good); ``gone`` is true while the server says that it is gone for good; ``last_full`` is the
    time of the last answer that carried the feed itself.
    """

    feed_url: str
    etag: str | None = None
    last_modified: str | None = None
    next_poll: float = 0.0
    failures: int = 0
    last_error: str | None = None
    moved_to: str | None = None
    gone: bool = False
    last_full: float = 0.0


@dataclass(frozen=True, slots=True)
class StoredItem:
    """One item of a feed, known by (``feed_url``, ``key``).

    An item waits until the record has its article (``added``) or ``attempts`` ran out (``failed``). While it waits it
    keeps the content that its feed gave, for the feed may be over it when it is tried again. ``last_change`` is the
    time at which it last became waiting; an item that its publisher changed waits once more.
    """

    feed_url: str
    key: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    state: ItemState = "waiting"
    attempts: int = 0
    next_attempt: float = 0.0
    last_error: str | None = None
    first_seen: float = 0.0
    last_change: float = 0.0

    def settled(self, state: Literal["added", "failed"], error: str | None = None) -> StoredItem:
        """Return the item as it is kept once nothing more is to be done for it: without the content."""
        return replace(self, state=state, last_error=error, content_html=None, content_text=None, summary=None)


class FeedState(Protocol):
    """Where polling keeps what it knows. Each method that writes is one transaction, or part of the caller's."""

    def feed(self, feed_url: str) -> FeedStatus | None:
        """Return what is known of a feed, or None."""
        ...

    def items(self, feed_url: str, keys: Sequence[str]) -> dict[str, StoredItem]:
        """Return those items of a feed that are known, by key."""
        ...

    def items_linking(self, urls: Sequence[str]) -> list[StoredItem]:
        """Return the items of all feeds that link to one of these addresses, by (first_seen, feed_url, key)."""
        ...

    def save_poll(self, status: FeedStatus, items: Sequence[StoredItem]) -> None:
        """Store a feed's status and its new or changed items, all or nothing: insert or replace by feed and key."""
        ...

    def save_item(self, item: StoredItem) -> None:
        """Replace one item, such as after an attempt that failed."""
        ...

    def mark_added(self, item: StoredItem) -> None:
        """Keep ``item.settled("added")``, in the transaction that stores its article.

        Where the stored item became waiting anew since this one was handed out (another ``last_change``), leave it.
        """
        ...

    def waiting(self, feed_urls: Sequence[str], now: float, most: int) -> list[StoredItem]:
        """Return the items of these feeds that wait and may be tried, by (next_attempt, first_seen, feed_url, key)."""
        ...

    def next_attempt(self, feed_urls: Sequence[str]) -> float | None:
        """Return the earliest time at which a waiting item of these feeds may be tried, or None if none waits."""
        ...


class MemoryFeedState:
    """A state that lasts as long as the process; for tests, and for watching without a record."""

    def __init__(self) -> None:
        self.statuses: dict[str, FeedStatus] = {}
        self.stored: dict[tuple[str, str], StoredItem] = {}

    def feed(self, feed_url: str) -> FeedStatus | None:
        """Return what is known of a feed, or None."""
        return self.statuses.get(feed_url)

    def items(self, feed_url: str, keys: Sequence[str]) -> dict[str, StoredItem]:
        """Return those items of a feed that are known, by key."""
        return {key: self.stored[feed_url, key] for key in keys if (feed_url, key) in self.stored}

    def items_linking(self, urls: Sequence[str]) -> list[StoredItem]:
        """Return the items of all feeds that link to one of these addresses."""
        wanted = set(urls)
        found = [item for item in self.stored.values() if item.url in wanted]
        return sorted(found, key=lambda item: (item.first_seen, item.feed_url, item.key))

    def save_poll(self, status: FeedStatus, items: Sequence[StoredItem]) -> None:
        """Store a feed's status and its new or changed items."""
        self.statuses[status.feed_url] = status
        for item in items:
            self.save_item(item)

    def save_item(self, item: StoredItem) -> None:
        """Replace one item."""
        self.stored[item.feed_url, item.key] = item

    def mark_added(self, item: StoredItem) -> None:
        """Keep the item as added, unless it became waiting anew since."""
        stored = self.stored.get((item.feed_url, item.key))
        if stored is None or stored.last_change == item.last_change:
            self.save_item(item.settled("added"))

    def waiting(self, feed_urls: Sequence[str], now: float, most: int) -> list[StoredItem]:
        """Return the items of these feeds that wait and may be tried."""
        ready = [item for item in self._waiting(feed_urls) if item.next_attempt <= now]
        return sorted(ready, key=lambda item: (item.next_attempt, item.first_seen, item.feed_url, item.key))[:most]

    def next_attempt(self, feed_urls: Sequence[str]) -> float | None:
        """Return the earliest time at which a waiting item of these feeds may be tried."""
        return min((item.next_attempt for item in self._waiting(feed_urls)), default=None)

    def _waiting(self, feed_urls: Sequence[str]) -> Iterable[StoredItem]:
        wanted = set(feed_urls)
        return (item for item in self.stored.values() if item.state == "waiting" and item.feed_url in wanted)
