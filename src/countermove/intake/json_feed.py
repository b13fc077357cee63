"""JSON Feed (versions 1 and 1.1, jsonfeed.org) to items."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from countermove.intake.dates import parse_date
from countermove.intake.feed_item import Feed, FeedItem, absolute, item_key, one_line, whole_text
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError

_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')


class _Feed(msgspec.Struct):
    """What is read of a feed; items are looked at one by one, so that a bad one costs only itself."""

    items: list[msgspec.Raw]
    title: Any = None


class _Item(msgspec.Struct):
    id: Any = None
    url: Any = None
    external_url: Any = None
    title: Any = None
    content_html: Any = None
    content_text: Any = None
    summary: Any = None
    date_published: Any = None
    date_modified: Any = None


def looks_like_json_feed(data: bytes) -> bool:
    """Whether bytes start as a JSON Feed does: an object that names its version near the start or the end."""
    start = data[:3].removeprefix(b"\xef\xbb\xbf") + data[3:5_000]
    return start.lstrip().startswith(b"{") and bool(_VERSION.search(start) or _VERSION.search(data[-1_000:]))


def parse_json_feed(data: bytes, url: str | None, limits: Limits) -> Feed:
    """Parse a JSON Feed; items that aren't objects are left out.

    Raises:
        InputError: it isn't JSON, or not a feed, or nested too deeply.
    """
    try:
        feed = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Feed)
        items = [_item(raw, url) for raw in feed.items[: limits.max_items]]
    except msgspec.ValidationError as error:
        raise InputError(f"is not a JSON Feed: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is not JSON: {error}") from error
    except RecursionError as error:
        raise InputError("is nested too deeply") from error
    return Feed(one_line(feed.title), tuple(filter(None, items)), max(0, len(feed.items) - limits.max_items))


def _item(raw: msgspec.Raw, base: str | None) -> FeedItem | None:
    try:
        item = msgspec.json.decode(raw, type=_Item)
    except msgspec.ValidationError:
        return None
    url = absolute(one_line(item.url), base) or absolute(one_line(item.external_url), base)
    title = one_line(item.title)
    published, updated = (
        parse_date(value) if isinstance(value, str) else None for value in (item.date_published, item.date_modified)
    )
    guid = str(item.id) if isinstance(item.id, int | float) else one_line(item.id)
    return FeedItem(
        key=item_key(guid, url, title, published or updated),
        url=url,
        title=title,
        published=published or updated,
        updated=updated,
        content_html=whole_text(item.content_html),
        content_text=whole_text(item.content_text),
        summary=whole_text(item.summary),
    )
