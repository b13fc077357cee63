"""An item of a feed to an article: from the content that the feed gave, or from the page that it links to."""

from __future__ import annotations

from countermove.intake.decode import decode, without_surrogates
from countermove.intake.feed_state import StoredItem
from countermove.intake.fetch import Fetched
from countermove.intake.given import document_name
from countermove.intake.html import Page, looks_like_html, read_page
from countermove.intake.problem import InputError
from countermove.intake.watch_limits import WatchLimits
from countermove.schema import Article


def has_whole_text(item: StoredItem, limits: WatchLimits) -> bool:
    """Whether the feed itself gave enough of an item to do without its page."""
    longest = max(len(item.content_html or ""), len(item.content_text or ""))
    return longest >= limits.content_characters or item.url is None


def article_of_content(item: StoredItem) -> Article:
    """Make an article of what the feed gave.

    Raises:
        InputError: that holds no text.
    """
    if item.content_text:
        return _article(item, Page(item.content_text, None, None, None, None), item.url)
    inner = item.content_html or item.summary
    if not inner:
        raise InputError("has neither a text nor an address")
    return _article(item, read_page(f"<html><body><article>{inner}</article></body></html>", item.url), item.url)


def article_of_page(item: StoredItem, fetched: Fetched) -> Article:
    """Make an article of the page that an item links to.

    Raises:
        InputError: that holds no article.
    """
    if not fetched.body.strip():
        raise InputError("is empty")
    if "html" in fetched.media_type and not fetched.body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _article(item, read_page(fetched.body, fetched.url), fetched.url)
    text = decode(fetched.body)
    page = read_page(text, fetched.url) if looks_like_html(text) else Page(text, item.title, None, None, None)
    return _article(item, page, fetched.url)


def _article(item: StoredItem, page: Page, url: str | None) -> Article:
    address = page.url or url
    return Article(
        id=address or f"{item.feed_url} {item.key}",
        text=without_surrogates(page.text),
        title=page.title or item.title,
        published=item.published or page.date,
        url=address,
        publisher=page.publisher,
        published_from="feed" if item.published else "metadata" if page.date else None,
        document=document_name(item.feed_url, address, None, item.key),
    )
