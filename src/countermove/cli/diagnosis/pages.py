"""Are articles got out of pages and feeds?"""

from __future__ import annotations

from collections.abc import Iterator

from countermove.cli.diagnosis.finding import Finding

_TEXT = "The ministry of fisheries of Norway said on Monday that it would talk to the union of its fishers."
_PAGE = (
    '<html><head><title>Talks</title><meta property="article:published_time" content="2024-11-01"></head><body>'
    f"<nav>Home</nav><article><h1>Talks</h1><p>{_TEXT}</p><p>{_TEXT}</p></article></body></html>"
)
_FEED = (
    '<rss version="2.0"><channel><title>News</title><item><title>Talks</title><guid>1</guid>'
    "<pubDate>Fri, 01 Nov 2024 10:00:00 GMT</pubDate></item></channel></rss>"
)


def find_pages() -> Iterator[Finding]:
    """The text and date of a page, by each extractor, and the item of a feed.

    Raises:
        InputError: a page or feed can't be read.
    """
    from countermove.intake.feeds import parse_feed
    from countermove.intake.html import EXTRACTORS, read_page
    from countermove.intake.limits import Limits

    wrong = []
    for extractor in EXTRACTORS:
        page = read_page(_PAGE, extractor=extractor)
        if _TEXT not in page.text or page.published != "2024-11-01":
            wrong.append(f"{extractor} doesn't find the article of a page")
    items = parse_feed(_FEED.encode(), None, Limits()).items
    if [item.title for item in items] != ["Talks"]:
        wrong.append("a feed isn't read")
    if wrong:
        yield Finding("works", "pages and feeds", "fails", "; ".join(wrong), "install countermove again")
    else:
        yield Finding("works", "pages and feeds", "ok", f"text by {' and '.join(EXTRACTORS)}")
