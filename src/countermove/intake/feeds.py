"""Feeds to items: RSS, Atom and JSON Feed, each item with a key that stays the same from poll to poll."""

from __future__ import annotations

import calendar
import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from countermove.intake.limits import Limits
from countermove.intake.problem import InputError


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed; dates are ISO 8601, addresses absolute, content as the feed gave it."""

    key: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and its items in the order of the feed."""

    title: str | None
    items: list[FeedItem]


def parse_feed(data: bytes, url: str, limits: Limits) -> Feed:
    """Parse a feed.

    Args:
        data: the feed as it came.
        url: where it came from, to make relative links absolute.
        limits: sizes.

    Raises:
        InputError: the data is no feed.
    """
    import feedparser  # late: slow to load

    # as a stream: bytes that spell a path or an address would be opened by feedparser
    found: Any = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url})
    if not found.version:
        raise InputError("is not a feed (RSS, Atom or JSON Feed)")
    return Feed(found.feed.get("title"), [_item(entry) for entry in found.entries])


def _item(entry: Any) -> FeedItem:
    url, title, published = entry.get("link"), entry.get("title"), _date(entry.get("published_parsed"))
    contents = {content.get("type"): content.get("value") for content in entry.get("content", [])}
    return FeedItem(
        key=entry.get("id") or url or item_key(title, published),
        url=url,
        title=title,
        published=published,
        updated=_date(entry.get("updated_parsed")),
        content_html=contents.get("text/html") or contents.get("application/xhtml+xml"),
        content_text=contents.get("text/plain"),
        summary=entry.get("summary"),
    )


def item_key(title: str | None, published: str | None) -> str:
    """Return the key of an item that has neither an id nor a link: a hash of its title and date."""
    return hashlib.sha256(f"{title or ''}\n{published or ''}".encode()).hexdigest()[:32]


def _date(parsed: Any) -> str | None:
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
