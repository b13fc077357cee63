"""HTML to an article: the running text by trafilatura, with title, date, publisher and address from its metadata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from countermove.intake.problem import InputError


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about itself and its article's text; ``date`` is ISO 8601 or None."""

    text: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None


def looks_like_html(text: str) -> bool:
    """Whether a text starts as an HTML document does."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body")) or (
        start.startswith(("<!--", "<?xml")) and "<html" in start
    )


def read_page(html: str | bytes, url: str | None = None) -> Page:
    """Extract the article of an HTML page.

    Raises:
        InputError: the page holds no article text, or is nested too deeply to be read.
    """
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            html, url=url, with_metadata=True, include_comments=False, include_tables=False, favor_precision=False
        )
    except (RecursionError, ValueError, AssertionError, TypeError) as error:
        raise InputError(f"the HTML can't be read ({type(error).__name__})") from error
    data = found.as_dict() if hasattr(found, "as_dict") else found
    text = (data or {}).get("text")
    if not text or not text.strip():
        raise InputError("the HTML holds no article text")
    return Page(text, data.get("title"), data.get("date"), data.get("sitename"), data.get("url"))
