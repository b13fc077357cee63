"""What is new in a feed: items never seen, and items that their publisher changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from countermove.intake.canonical import normal_url
from countermove.intake.feed_state import FeedState, StoredItem
from countermove.intake.feeds import FeedItem
from countermove.intake.watch_limits import WatchLimits


@dataclass(frozen=True, slots=True)
class Changes:
    """Items to store as waiting, and how many new ones have to wait for another poll."""

    items: list[StoredItem]
    left: int


_Identity = tuple[str | None, str | None, float]  # page, title, moment of publication


def changes_of(feed_url: str, items: Iterable[FeedItem], state: FeedState, now: float, limits: WatchLimits) -> Changes:
    """Compare the items of a feed with what is known.

    An item is known by its key. One with a new key that links to the same page under the same title and date as a known
    item, of this feed or another, is that item: some feeds make up new keys with each poll, and sections of one paper
    share their items. Links that several items of this feed share say nothing. A known item counts as changed if its
    date of change is newer, or its title or page is another; it then waits again, though not sooner than
    ``revision_seconds`` after it last did.

    Args:
        feed_url: the feed as it is listed.
        items: what the feed holds now.
        state: what is known; only read here.
        now: seconds since 1970.
        limits: ``feed_items`` new items at most, the latest ones.
    """
    by_key = _by_key(items)
    known = state.items(feed_url, list(by_key))
    new = [item for key, item in by_key.items() if key not in known]
    links = sorted(_telling_links(by_key.values()))
    twins = {_identity(twin): twin for twin in state.items_linking(links)}
    fresh = [_stored(feed_url, item, now) for item in new if not _is_twin(item, twins)]
    fresh = sorted(fresh, key=lambda item: _moment(item.published), reverse=True)
    changed = [
        _changed(known[key], item, now, limits)
        for key, item in by_key.items()
        if key in known and _differs(known[key], item)
    ]
    return Changes([*changed, *fresh[: limits.feed_items]], max(0, len(fresh) - limits.feed_items))


def _by_key(items: Iterable[FeedItem]) -> dict[str, FeedItem]:
    """Return items by key, the latest of those that share one; a key shared by different pages is made to tell them."""
    found: dict[str, FeedItem] = {}
    for item in items:
        other = found.get(item.key)
        if other is not None and item.url != other.url:
            item = replace(item, key=f"{item.key} {item.url}")
            other = found.get(item.key)
        if other is None or _moment(item.updated) > _moment(other.updated):
            found[item.key] = item
    return found


def _telling_links(items: Iterable[FeedItem]) -> set[str]:
    """Return the links that belong to one item alone."""
    seen: dict[str, int] = {}
    for item in items:
        if item.url:
            seen[item.url] = seen.get(item.url, 0) + 1
    return {url for url, count in seen.items() if count == 1}


def _is_twin(item: FeedItem, twins: dict[_Identity, StoredItem]) -> bool:
    twin = twins.get(_identity(item))
    return twin is not None and twin.state != "failed" and _moment(item.updated) <= _moment(twin.updated)


def _identity(item: FeedItem | StoredItem) -> _Identity:
    return item.url, item.title, _moment(item.published)


def _stored(feed_url: str, item: FeedItem, now: float) -> StoredItem:
    return StoredItem(
        feed_url=feed_url,
        key=item.key,
        url=item.url,
        title=item.title,
        published=item.published,
        updated=item.updated,
        content_html=item.content_html,
        content_text=item.content_text,
        summary=item.summary,
        next_attempt=now,
        first_seen=now,
        last_change=now,
    )


def _differs(known: StoredItem, item: FeedItem) -> bool:
    if _moment(item.updated) > _moment(known.updated) or item.title != known.title:
        return True
    return item.url != known.url and _page(item.url) != _page(known.url)


def _page(url: str | None) -> str | None:
    return normal_url(url) if url else None


def _changed(known: StoredItem, item: FeedItem, now: float, limits: WatchLimits) -> StoredItem:
    if known.state == "waiting":  # keeps its turn, with the newer content
        last_change, next_attempt = known.last_change, known.next_attempt
    else:
        last_change, next_attempt = now, max(now, known.last_change + limits.revision_seconds)
    return replace(
        _stored(known.feed_url, item, now),
        first_seen=known.first_seen,
        last_change=last_change,
        next_attempt=next_attempt,
        attempts=known.attempts if known.state == "waiting" else 0,
    )


def _moment(date: str | None) -> float:
    """Return an ISO 8601 date as seconds since 1970 (UTC where it names no zone), 0 for none, to compare by."""
    try:
        moment = datetime.fromisoformat(date or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0
