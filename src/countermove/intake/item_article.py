"""An item of a watched feed to an article: from the content that the feed gave, or from the page that it links to."""

from __future__ import annotations

from countermove.intake.canonical import normal_url, site_of
from countermove.intake.decode import decode, without_surrogates
from countermove.intake.feed_article import article_of_item, has_full_text, listed
from countermove.intake.feed_state import StoredItem
from countermove.intake.fetch import Fetched
from countermove.intake.html import looks_like_html
from countermove.intake.pages import page_article
from countermove.intake.problem import InputError
from countermove.intake.watch_limits import WatchLimits
from countermove.schema import Article


def has_whole_text(item: StoredItem, limits: WatchLimits) -> bool:
    """Whether the feed itself gave enough of an item to do without its page."""
    return item.url is None or has_full_text(item, limits.full_text)


def article_of_content(item: StoredItem) -> Article:
    """Make an article of what the feed gave.

    Raises:
        InputError: that holds no text.
    """
    return article_of_item(item)


def article_of_page(item: StoredItem, fetched: Fetched) -> Article:
    """Make an article of the page that an item links to.

    Raises:
        InputError: that holds no article.
    """
    if not fetched.body.strip():
        raise InputError("is empty")
    name = item.url or item.key
    if "html" in fetched.media_type:
        return page_article(fetched.body, name, fetched.url, charset=fetched.charset, listed=listed(item))
    text = decode(fetched.body)
    if looks_like_html(text):
        return page_article(text, name, fetched.url, listed=listed(item))
    return _plain_article(item, name, text, normal_url(fetched.url) or fetched.url)


def _plain_article(item: StoredItem, name: str, text: str, url: str) -> Article:
    said = listed(item)
    return Article(
        id=name,
        text=without_surrogates(text),
        title=said.title,
        published=said.published,
        published_from="feed" if said.published else None,
        url=url,
        publisher=site_of(url) or None,
        document=url,
    )
