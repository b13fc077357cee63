"""RSS, Atom and JSON Feed to items: who published what, where and when, with the text that the feed itself carries."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from countermove.intake.dates import parse_date
from countermove.intake.decode import decode_markup
from countermove.intake.feed_item import Feed, FeedItem, absolute, item_key, one_line, whole_text
from countermove.intake.json_feed import looks_like_json_feed, parse_json_feed
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError
from countermove.intake.xml_guard import checked_xml

__all__ = ["Feed", "FeedItem", "item_key", "looks_like_feed", "parse_feed", "root_of"]

_START_LENGTH = 10_000
_START = ("<rss", "<feed", "<rdf:rdf", "<channel")


def looks_like_feed(text: str) -> bool:
    """Whether a text starts as RSS, Atom or RDF does."""
    return root_of(text).startswith(_START)


def root_of(text: str) -> str:
    """The start of the first element of an XML text in lower case, after declarations and comments."""
    text = text[:10_000].lstrip("\ufeff \t\r\n")
    while text.startswith(("<?", "<!")):
        mark = "-->" if text.startswith("<!--") else "]>" if "[" in text.partition(">")[0] else ">"
        _, found, rest = text.partition(mark)
        if not found:
            return ""
        text = rest.lstrip()
    return text[:500].lower()


def parse_feed(data: bytes, url: str | None, limits: Limits, charset: str | None = None) -> Feed:
    """Parse RSS, Atom, RDF (by feedparser) or JSON Feed (by its own types).

    Args:
        data: the feed.
        url: where it came from; addresses in it are relative to that.
        limits: ``max_items`` and ``max_depth``.
        charset: what the server said of its encoding.

    Raises:
        InputError: it isn't a feed, or is hostile (entities of its own, too deeply nested).
    """
    if looks_like_json_feed(data):
        return parse_json_feed(data, url, limits)
    import feedparser

    if not looks_like_feed(decode_markup(data[:_START_LENGTH], charset)):
        raise InputError("is not a feed (RSS, Atom or JSON Feed)")
    plain = checked_xml(data, limits, charset, mend=True)
    try:
        # A stream, not a string: feedparser takes a string for a file name or an address first.
        parsed = feedparser.parse(
            io.BytesIO(plain),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except (RecursionError, ValueError, TypeError, AssertionError, AttributeError, KeyError) as error:
        raise InputError(f"the feed can't be read ({type(error).__name__})") from error
    entries = parsed.get("entries") or []
    if not parsed.get("version") and not entries:
        raise InputError("is not a feed (RSS, Atom or JSON Feed)")
    items = tuple(_items(entries[: limits.max_items], url))
    return Feed(one_line(parsed.get("feed", {}).get("title")), items, max(0, len(entries) - limits.max_items))


def _items(entries: list[Any], base: str | None) -> Iterator[FeedItem]:
    for entry in entries:
        url = absolute(one_line(entry.get("link")), base)
        title = one_line(entry.get("title"))
        # dict.get: feedparser's own makes one date out of the other.
        published, updated = (_date(dict.get(entry, name)) for name in ("published", "updated"))
        published = published or updated
        html, text = _content(entry)
        key = item_key(one_line(entry.get("id")), url, title, published)
        yield FeedItem(key, url, title, published, updated, html, text, whole_text(dict.get(entry, "summary")))


def _content(entry: Any) -> tuple[str | None, str | None]:
    """The longest content as HTML and as plain text, one of them or both None."""
    found: dict[bool, str] = {}
    for part in entry.get("content") or []:
        value = whole_text(part.get("value"))
        is_plain = part.get("type") == "text/plain"
        if value and len(value) > len(found.get(is_plain, "")):
            found[is_plain] = value
    return found.get(False), found.get(True)


def _date(value: object) -> str | None:
    return parse_date(value) if isinstance(value, str) else None
