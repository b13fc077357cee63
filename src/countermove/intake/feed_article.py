"""An item of a feed to an article: from the text that the feed carries, or from the page that the item names."""

from __future__ import annotations

from typing import Protocol

from countermove.intake.canonical import normal_url, site_of
from countermove.intake.feed_item import one_line
from countermove.intake.fragment import fragment_text
from countermove.intake.pages import Listed
from countermove.intake.problem import InputError
from countermove.schema import Article


class Item(Protocol):
    """What is needed of an item; see :class:`countermove.intake.feed_item.FeedItem`."""

    @property
    def key(self) -> str:
        """Name under which it comes again."""

    @property
    def url(self) -> str | None:
        """Address of its page."""

    @property
    def title(self) -> str | None:
        """Headline, perhaps with markup."""

    @property
    def published(self) -> str | None:
        """ISO 8601."""

    @property
    def content_html(self) -> str | None:
        """Full text with markup."""

    @property
    def content_text(self) -> str | None:
        """Full text."""

    @property
    def summary(self) -> str | None:
        """Summary, perhaps with markup."""


def has_full_text(item: Item, least: int) -> bool:
    """Whether the feed itself carries the article: a content of at least ``least`` characters, markup left out."""
    return len(_content(item)) >= least


def listed(item: Item) -> Listed:
    """What the feed says of an item's page."""
    return Listed(_title(item), item.published)


def article_of_item(item: Item, publisher: str | None = None) -> Article:
    """Make an article of what the feed itself carries: its content, else title and summary.

    Args:
        item: the item.
        publisher: title of the feed, for items without an address.

    Raises:
        InputError: it carries no text.
    """
    title = _title(item)
    text = _content(item)
    if not text:
        summary = fragment_text(item.summary or "")
        text = "\n\n".join(part for part in (title, summary) if part)
    if not text:
        raise InputError("the feed carries no text of this item")
    url = normal_url(item.url) if item.url else None
    return Article(
        id=item.url or item.key,
        text=text,
        title=title,
        published=item.published,
        url=url,
        publisher=(site_of(url) if url else None) or publisher,
        published_from="feed" if item.published else None,
        document=url or item.key,
    )


def _title(item: Item) -> str | None:
    return one_line(fragment_text(item.title)) if item.title else None


def _content(item: Item) -> str:
    """The longer one of the item's contents, as text."""
    return max(fragment_text(item.content_html or ""), (item.content_text or "").strip(), key=len)
