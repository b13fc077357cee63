"""The parts of a feed, whatever its format: what RSS, Atom, JSON Feed and sitemaps have in common."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urljoin

from countermove.intake.decode import without_surrogates

_LONGEST_FIELD = 4_000


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed.

    ``key`` stays the same when the entry comes again: its guid or id, else its address, else a hash of title and date.
    Dates are ISO 8601, with the offset that the feed gave. ``content_html`` or ``content_text`` is the full text where
    the feed carries it (``content:encoded``, Atom ``content``); ``summary`` may be HTML too.
    """

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
    """A feed: its title and items in its own order; ``left_out`` counts the items over the limit."""

    title: str | None
    items: tuple[FeedItem, ...]
    left_out: int = 0


def item_key(guid: str | None, url: str | None, title: str | None, published: str | None) -> str:
    """The name under which an entry comes again: its guid, else its address, else a hash of title and date."""
    text = f"{title or ''}\n{published or ''}"
    return guid or url or "sha256:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def absolute(url: str | None, base: str | None) -> str | None:
    """An ``http(s)`` address made absolute; None for anything else."""
    if not url:
        return None
    try:
        joined = urljoin(base or "", url)
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None


def one_line(value: object) -> str | None:
    """A title or name: white space folded, cut at a sane length; None for what is empty or no text."""
    whole = whole_text(value)
    return " ".join(whole.split())[:_LONGEST_FIELD] if whole else None


def whole_text(value: object) -> str | None:
    """A text as it is, lone surrogates replaced; None for what is empty or no text."""
    return without_surrogates(value) if isinstance(value, str) and value.strip() else None
