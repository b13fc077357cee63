"""The dates that a page shows: where they stand, near the headline or in some list, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from countermove.intake.dates import find_dates, parse_date
from countermove.intake.publication_words import Label, publication_words

_OUTSIDE = frozenset(("nav", "footer", "aside", "form", "select", "script", "style", "noscript"))
_WHOLE = frozenset(("html", "body", "article", "main"))
_MOST_LOOKED_AT = 1_000
_LONGEST_SHOWN = 250
_LONGEST_LINE = 140
_LINES = 40
_SHORT_TITLE = 15
_MOST_HEADINGS = 500
_MOST_ELEMENTS = 100_000
_BLOCK = frozenset(
    "address article blockquote br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_WORD = re.compile(r"\w+")
_DATELINE = re.compile(r"\W{0,3}[A-Z][A-Z .,'’()/-]{3,60}(?=[A-Z]?[a-z]|\d)")


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date on the page: ISO 8601, how it is marked up, and what the page calls it."""

    value: str
    kind: Literal["microdata", "time", "text"]
    label: Label | None


@dataclass(frozen=True, slots=True)
class Headline:
    """The element with the page's headline, if it can be told, and what surrounds it: never lists of other articles."""

    element: Any
    around: frozenset[Any]


def find_headline(tree: Any, title: str | None) -> Headline:
    """The heading whose text is the title, else the first one of level one; pages without headings may use bold text.

    Args:
        tree: the page as lxml parsed it.
        title: the headline, where it is known.
    """
    headings = [
        (element, " ".join("".join(element.itertext()).split()).lower()) for element in _few(tree, ("h1", "h2", "h3"))
    ]
    wanted = " ".join((title or "").split()).lower()
    found = next((element for element, text in headings if text and text == wanted), None)
    if found is None and len(wanted) > _SHORT_TITLE:
        alike = (
            element for element, text in headings if len(text) > _SHORT_TITLE and (text in wanted or wanted in text)
        )
        bold = (
            element
            for element in _few(tree, ("b", "strong", "font", "big", "center", "td"))
            if _short_text(element).lower() == wanted
        )
        found = next(alike, None)
        found = next(bold, None) if found is None else found
    if found is None:
        found = next((element for element, text in headings if text and element.tag == "h1"), None)
    return Headline(found, frozenset(found.iterancestors()) if found is not None else frozenset())


def _few(tree: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    return islice(tree.iter(*tags), _MOST_HEADINGS)


def elements_with_dates(tree: Any, headline: Headline, day_first: bool | None) -> list[ShownDate]:
    """The dates of elements that are made to show one, nearest to the headline first, without those of other articles.

    Args:
        tree: the page as lxml parsed it.
        headline: where the headline stands.
        day_first: how the page's country writes 01/11/2024.
    """
    found: list[tuple[int, int, ShownDate]] = []
    start = looked = 0
    for place, element in enumerate(islice(tree.iter(), _MOST_ELEMENTS)):
        if not isinstance(element.tag, str):
            continue
        if element is headline.element:
            start = place
        if not _may_show(element):
            continue
        looked += 1
        if looked > _MOST_LOOKED_AT:
            break
        for item in _shown(element, headline, day_first):
            found.append((place, len(found), item))
    return [item for place, order, item in sorted(found, key=lambda entry: _rank(entry, start))]


def _rank(entry: tuple[int, int, ShownDate], headline: int) -> tuple[bool, int, int]:
    """Dates called publication first, then by distance from the headline; what stands before it counts double."""
    place, order, item = entry
    distance = place - headline if place >= headline else 2 * (headline - place)
    return item.label != "published", distance, order


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _properties(element: Any) -> list[str]:
    names = (element.get("itemprop") or element.get("property") or "").lower().split()
    return [name.rpartition(":")[2] for name in names]


def _is_time(element: Any, names: str) -> bool:
    return element.tag == "time" or (element.tag == "abbr" and "published" in names)


def _may_show(element: Any) -> bool:
    """Whether an element is marked up as one that shows a date."""
    names = _names(element)
    if _is_time(element, names) or "datepublished" in _properties(element):
        return True
    return element.tag not in _WHOLE and bool(publication_words().date_places.search(names))


def _shown(element: Any, headline: Headline, day_first: bool | None) -> Iterator[ShownDate]:
    words = publication_words()
    if _is_elsewhere(element, headline):
        return
    names, properties = _names(element), _properties(element)
    is_time, is_published = _is_time(element, names), "datepublished" in properties
    text = _short_text(element)
    is_updated = "updated" in names.replace("published updated", "") or "modified" in names
    is_updated = is_updated or "datemodified" in properties
    label: Label | None = "updated" if is_updated else "published" if is_published else None
    value = element.get("datetime") or element.get("content") or (element.get("title") if is_time else None)
    exact = parse_date(value, day_first) if value else None
    if exact and (is_time or is_published):
        label = label or words.label_before(text) or words.label_before(_text_before(element))
        if label != "other":
            yield ShownDate(exact, "microdata" if is_published else "time", label)
    elif text:
        for item in dates_in_line(text, day_first):
            kind: Literal["microdata", "text"] = "microdata" if is_published else "text"
            yield ShownDate(item.value, kind, label or item.label)


def _is_elsewhere(element: Any, headline: Headline) -> bool:
    """Whether an element belongs to other articles, readers' comments or the site, by its ancestors."""
    words = publication_words()
    inner = element
    while inner is not None:
        if inner.tag in ("body", "html") or inner in headline.around:
            return False
        if inner.tag in _OUTSIDE:
            return True
        names = _names(inner)
        if len(names) > 1 and words.elsewhere.search(names):
            return True
        if inner.tag == "a" and inner is not element and inner.find(".//h3") is not None:
            return True
        inner = inner.getparent()
    return False


def _short_text(element: Any) -> str:
    """The text of an element; empty where it is too long to be a date and what surrounds it."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        size += len(part)
        if size > 4 * _LONGEST_SHOWN:
            return ""
        parts.append(part)
    text = " ".join(" ".join(parts).split())
    return text if len(text) <= _LONGEST_SHOWN else ""


def _text_before(element: Any) -> str:
    """The words right before an element: "Updated: <time>"."""
    before = element.getprevious()
    if before is not None:
        return ((before.tail or "").strip() or _short_text(before))[-40:]
    parent = element.getparent()
    return (parent.text or "")[-40:] if parent is not None else ""


def dates_in_line(text: str, day_first: bool | None) -> Iterator[ShownDate]:
    """The dates of a short text, each with the label that stands before it; those of something else are left out."""
    words = publication_words()
    start = 0
    for found in find_dates(text, day_first, most=6):
        label = words.label_before(text[start : found.start])
        start = found.end
        if label != "other":
            yield ShownDate(found.value, "text", label)


def first_lines(tree: Any, headline: Headline, day_first: bool | None) -> Iterator[ShownDate]:
    """The dates of short lines after the headline, then of those before it: pages without any mark-up of dates."""
    lines, start = _lines(tree, headline)
    for text in [*lines[start : start + _LINES], *lines[:start]]:
        if len(text) > _LONGEST_LINE or _DATELINE.match(text):
            yield from _dateline(text, day_first)
            continue
        for item in dates_in_line(text, day_first):
            if item.label is not None or _is_mostly_date(text):
                yield item


def _dateline(text: str, day_first: bool | None) -> Iterator[ShownDate]:
    """The date in a dateline: capitals of a place, a date, and only then the sentence."""
    place = _DATELINE.match(text)
    if place:
        for found in find_dates(text[:_LONGEST_LINE], day_first, most=1):
            if found.start <= place.end() + 10:
                yield ShownDate(found.value, "text", None)


def _is_mostly_date(text: str) -> bool:
    """Whether a line holds little but a date: a byline or a place, not a sentence."""
    return len(_WORD.findall(text)) <= 14 and not text.rstrip().endswith((".", "!", "?", ":", "…"))


def _lines(tree: Any, headline: Headline) -> tuple[list[str], int]:
    """The lines of a page as shown, and the number of the one after the headline; lists of other articles left out."""
    from lxml import etree

    lines: list[str] = []
    parts: list[str] = []
    start, skipped = 0, 0
    body = tree.find("body")

    def end_line() -> None:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            lines.append(text)

    for event, element in etree.iterwalk(tree if body is None else body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        outside = element not in headline.around and (element.tag in _OUTSIDE or _names_elsewhere(element))
        if event == "start":
            skipped += outside
            if element.tag in _BLOCK:
                end_line()
            if not skipped:
                parts.append(element.text or "")
            continue
        if element.tag in _BLOCK:
            end_line()
        if element is headline.element:
            end_line()
            start = len(lines)
        skipped -= outside
        if not skipped:
            parts.append(element.tail or "")
    end_line()
    return lines, start


def _names_elsewhere(element: Any) -> bool:
    names = _names(element)
    return len(names) > 1 and element.tag != "body" and bool(publication_words().elsewhere.search(names))
