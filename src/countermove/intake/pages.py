"""A page, from wherever it came, to an article."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.intake.decode import decode_markup
from countermove.intake.html import Extractor, read_page
from countermove.intake.limits import Limits
from countermove.schema import Article, DateOrigin

_MOST_ELEMENTS = Limits().max_elements


@dataclass(frozen=True, slots=True)
class Listed:
    """What the feed or sitemap said of a page that it named; ``published`` is ISO 8601."""

    title: str | None = None
    published: str | None = None


def page_article(
    data: bytes | str,
    name: str,
    url: str | None = None,
    *,
    charset: str | None = None,
    not_after: str | None = None,
    extractor: Extractor = "trafilatura",
    listed: Listed | None = None,
    max_elements: int = _MOST_ELEMENTS,
) -> Article:
    """Make an article of a page.

    Args:
        data: the page.
        name: the article's id.
        url: where the page came from, if known.
        charset: what the server said of its encoding.
        not_after: ISO 8601 date on which it was fetched, if known.
        extractor: what finds the text.
        listed: what named the page, if it wasn't the user.
        max_elements: most elements of a page.

    Raises:
        InputError: the page holds no article.
    """
    html = decode_markup(data, charset) if isinstance(data, bytes) else data
    page = read_page(html, url, not_after=not_after, extractor=extractor, max_elements=max_elements)
    published, origin = better_date(page.published, page.published_from, listed.published if listed else None)
    return Article(
        id=name,
        text=page.text,
        title=page.title or (listed.title if listed else None),
        published=published,
        url=page.canonical or url,
        publisher=page.publisher,
        published_from=origin,
        document=page.canonical,
    )


def better_date(
    page: str | None, origin: DateOrigin | None, listed: str | None
) -> tuple[str | None, DateOrigin | None]:
    """The better one of the date that a page gives and the one its feed or sitemap gives.

    The page's metadata go first: feeds often give the time of a change. A feed goes before a date read in text, and
    where it knows the time of the day that the page names.
    """
    if listed is None:
        return page, origin
    if page is None or origin == "text":
        return listed, "feed"
    if "T" in listed and "T" not in page and listed[:10] == page[:10]:
        return listed, "feed"
    return page, origin
