"""HTML to an article: the running text, and what the page says of its title, date, publisher and address.

Two extractors find the text: trafilatura (the more accurate one; Barbaresi 2021) and resiliparse (several times faster:
for web archives; Bevendorff et al. 2018). Everything else is found here, the same way for both.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from countermove.intake.canonical import canonical_url, site_of
from countermove.intake.decode import decode_markup, without_surrogates
from countermove.intake.fragment import refuse_cut_off
from countermove.intake.limits import Limits
from countermove.intake.page_head import read_head
from countermove.intake.problem import InputError
from countermove.intake.publication_date import find_publication

Extractor = Literal["trafilatura", "resiliparse"]
EXTRACTORS: tuple[Extractor, ...] = ("trafilatura", "resiliparse")
_MOST_ELEMENTS = Limits().max_elements
_FAILURES = (RecursionError, ValueError, AssertionError, TypeError, AttributeError, IndexError, KeyError)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about itself and its article's text.

    ``published`` is ISO 8601 with the time and offset that the page gives, ``published_from`` says where it stood;
    ``canonical`` is the page's one address. Each is None where it isn't known.
    """

    text: str
    title: str | None
    published: str | None
    published_from: Literal["metadata", "text"] | None
    publisher: str | None
    canonical: str | None


def looks_like_html(text: str) -> bool:
    """Whether a text starts as an HTML document does."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body")) or (
        start.startswith(("<!--", "<?xml")) and "<html" in start
    )


def read_page(
    html: str | bytes,
    url: str | None = None,
    *,
    not_after: str | None = None,
    extractor: Extractor = "trafilatura",
    max_elements: int = _MOST_ELEMENTS,
) -> Page:
    """Extract the article of an HTML page.

    Args:
        html: the page.
        url: where it came from, if known.
        not_after: ISO 8601 date on which it was fetched, if known: it can't have been published later.
        extractor: what finds the text.
        max_elements: the most elements that are read: the extractors' time grows faster than their number.

    Raises:
        InputError: the page holds no article text, has too many elements, or is nested too deeply.
    """
    html = decode_markup(html) if isinstance(html, bytes) else html
    try:
        tree = _tree(html, max_elements)
        head = read_head(tree, url)
        found = find_publication(tree, head, url or next(iter(head.declared), None), not_after)
        text = _text_by_trafilatura(tree, url) if extractor == "trafilatura" else _text_by_resiliparse(html)
        if not text or not text.strip():
            raise InputError("the HTML holds no article text")
    except _FAILURES as error:
        raise InputError(f"the HTML can't be read ({type(error).__name__})") from error
    canonical = canonical_url(url, list(head.declared))
    return Page(
        without_surrogates(text),
        head.title,
        found.value if found else None,
        found.origin if found else None,
        head.publisher or site_of(canonical or "") or None,
        canonical,
    )


def _tree(html: str, max_elements: int) -> Any:
    """Parse a page and refuse it if the parser gave up on it, or if reading it would take an age."""
    from trafilatura.utils import load_html

    logger = logging.getLogger("trafilatura")
    if not logger.handlers:  # its errors are told as problems; without a handler they would stand on the terminal too
        logger.addHandler(logging.NullHandler())
    tree: Any = load_html(html.replace("\0", "\ufffd").encode("utf-8", "replace").decode())
    if tree is None:
        raise InputError("the HTML holds no article text")
    refuse_cut_off(tree)
    if sum(1 for _ in islice(tree.iter(), max_elements + 1)) > max_elements:
        raise InputError(f"the HTML has more than {max_elements:,} elements (limit max_elements)")
    return tree


def _text_by_trafilatura(tree: Any, url: str | None) -> str | None:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        tree, url=url, with_metadata=False, include_comments=False, include_tables=False, favor_precision=False
    )
    data = found.as_dict() if hasattr(found, "as_dict") else found
    text = (data or {}).get("text")
    return text if isinstance(text, str) else None


def _text_by_resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False, links=False, comments=False))
