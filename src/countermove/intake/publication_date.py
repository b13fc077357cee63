"""When a page was published: by its metadata, its address, or its text; the time and zone kept as the page gives them.

In order: JSON-LD ``datePublished`` of the page's own article; meta tags; microdata; ``<time datetime>`` nearest to the
headline; the address (``/2024/11/01/``); vaguer meta tags; dates shown beside the headline; the dateline. Dates of
change, of other articles in lists beside it, and of copyright notices are not taken, unless a date of change is the
only one. When the page was fetched says nothing about when it was published: it only bounds the date. (htmldate,
Barbaresi 2020, JOSS 5(51), has the same order of trust but no time of day.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal
from urllib.parse import urlsplit

from countermove.intake.dates import parse_date
from countermove.intake.page_dates import elements_with_dates, find_headline, first_lines
from countermove.intake.page_head import PageHead
from countermove.intake.publication_words import publication_words

_FILLERS = {"1970-01-01", "1900-01-01", "2000-01-01", "1980-01-01"}
_URL_DAY = re.compile(
    r"(?:/|[^\d/]-|=|_)((?:19[89]|20[0-9])\d)([/_-]?)(\d\d?|[a-z]{3})\2(\d\d?)(?=\D|\Z)", re.IGNORECASE
)
_EXACT = 2
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication date (ISO 8601, with time and offset where told) and whether metadata or text told it."""

    value: str
    origin: Literal["metadata", "text"]


def find_publication(tree: Any, head: PageHead, url: str | None, not_after: str | None = None) -> Publication | None:
    """Find when a page was published.

    Args:
        tree: the page as lxml parsed it.
        head: what its head says.
        url: its address, if known.
        not_after: ISO 8601 date on which it was fetched, if known; later dates are mistakes.
    """
    candidates = (item for item in _candidates(tree, head, url) if _plausible(item.value, not_after))
    chosen = next(candidates, None)
    if chosen is None:
        return None
    address = next((day for day in _url_days(url) if _plausible(day, not_after)), None)
    if address and _days_between(address, chosen.value) > 2:  # the rendering, or a later change, given as publication
        chosen = Publication(address, "metadata")
    if _precision(chosen.value) == _EXACT and address in (None, chosen.value[:10]):
        return chosen
    others = list(candidates)
    return _local(_most_precise(chosen, others), others, address)


def _candidates(tree: Any, head: PageHead, url: str | None) -> Iterator[Publication]:
    """All dates that may be the one of publication, the most trusted first; what takes time is looked for late."""
    words = publication_words()
    if head.linked and head.linked.published:
        yield from _metadata(head.linked.published, head)
    for name in words.meta:
        yield from _metadata(head.meta.get(name, ""), head)
    headline = find_headline(tree, head.title)
    shown = elements_with_dates(tree, headline, head.day_first)
    for kind in ("microdata", "time"):
        yield from (
            Publication(item.value, "metadata") for item in shown if item.kind == kind and item.label != "updated"
        )
    yield from (Publication(day, "metadata") for day in _url_days(url))
    for name in words.weak_meta:
        yield from _metadata(head.meta.get(name, ""), head)
    yield from (Publication(item.value, "text") for item in shown if item.kind == "text" and item.label != "updated")
    lines = list(first_lines(tree, headline, head.day_first))
    yield from (Publication(item.value, "text") for item in lines if item.label != "updated")
    yield from (Publication(item.value, "text") for item in [*shown, *lines] if item.label == "updated")


def _metadata(value: str, head: PageHead) -> Iterator[Publication]:
    found = parse_date(value, head.day_first)
    if found:
        yield Publication(found, "metadata")


def _url_days(url: str | None) -> Iterator[str]:
    """Full days in the path of an address: ``/2024/11/01/``, ``/2024/nov/01/``, ``-20241101``."""
    for match in _URL_DAY.finditer(urlsplit(url).path[:1_000] if url else ""):
        year, mark, month, day = match.groups()
        if not mark and (len(month) != 2 or len(day) != 2):
            continue
        value = parse_date(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")
        if value:
            yield value[:10]


def _plausible(value: str, not_after: str | None) -> bool:
    if value[:10] in _FILLERS or not "1800" <= value[:4] <= "2100":
        return False
    return not_after is None or value[:10] <= (date.fromisoformat(not_after[:10]) + timedelta(1)).isoformat()


def _days_between(first: str, second: str) -> int:
    return (date.fromisoformat(second[:10]) - date.fromisoformat(first[:10])).days


def _most_precise(chosen: Publication, candidates: list[Publication]) -> Publication:
    """The same day with a time, or with a time and an offset, where another place of the page tells them."""
    same_day = [chosen, *(item for item in candidates if item.value[:10] == chosen.value[:10])]
    best = max(same_day, key=lambda item: (_precision(item.value), item.origin == "metadata"))
    return best if _precision(best.value) > _precision(chosen.value) else chosen


def _precision(value: str) -> int:
    _, mark, time = value.partition("T")
    if not mark or time[:8].rstrip("Z+-") in ("00:00", "00:00:00"):
        return 0
    return 2 if "Z" in time or "+" in time or "-" in time else 1


def _local(chosen: Publication, others: list[Publication], address: str | None) -> Publication:
    """The time in the publisher's own zone, where the metadata give it in UTC and the address has another day.

    "2023-11-09T03:28Z" under ``/2023/11/08/`` is the evening of the 8th to its readers, and "on Wednesday" in its text
    means that week. The page often shows the local time: the two together tell the offset.
    """
    if address is None or address == chosen.value[:10] or _precision(chosen.value) != _EXACT:
        return chosen
    moment = datetime.fromisoformat(chosen.value)
    for item in others:
        if item.value[:10] != address or "T" not in item.value:
            continue
        shown = datetime.fromisoformat(item.value)
        if shown.tzinfo is not None:
            if abs(shown - moment) < timedelta(minutes=1):
                return Publication(item.value, chosen.origin)
            continue
        ahead = shown - moment.replace(second=0, tzinfo=None) + (moment.utcoffset() or timedelta(0))
        if ahead % _QUARTER == timedelta(0) and timedelta(hours=-12) <= ahead <= timedelta(hours=14):
            return Publication(shown.replace(tzinfo=timezone(ahead)).isoformat(), chosen.origin)
    return chosen
