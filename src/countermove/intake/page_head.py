"""What a page's tree says outside its text: meta tags, JSON-LD, declared addresses, language, headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from countermove.intake.feed_item import one_line
from countermove.intake.json_ld import LinkedArticle, read_json_ld
from countermove.intake.publication_words import publication_words

_MOST_TAGS = 2_000


@dataclass(frozen=True, slots=True)
class PageHead:
    """``meta`` maps names in lower case to the first value; ``declared`` are canonical addresses, best first."""

    meta: Mapping[str, str]
    linked: LinkedArticle | None
    declared: tuple[str, ...]
    title: str | None
    publisher: str | None
    day_first: bool | None


def read_head(tree: Any, url: str | None) -> PageHead:
    """Read the head of a page.

    Args:
        tree: the page as lxml parsed it.
        url: where it came from, if known.
    """
    meta = _meta(tree)
    links, declared_amp = [], []
    for link in tree.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        if "canonical" in relations and link.get("href"):
            links.append(link.get("href"))
        if "canonical" not in relations and "original" in relations and link.get("href"):
            declared_amp.append(link.get("href"))
    heading = _heading(tree)
    publisher = one_line(meta.get("og:site_name"))
    scripts = [script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    linked = read_json_ld(scripts[:100], url or next(iter(links), None), heading or meta.get("og:title"))
    publisher = publisher or (one_line(linked.publisher) if linked else None) or one_line(meta.get("application-name"))
    declared = [*links[:1], *declared_amp[:1], *([meta["og:url"]] if meta.get("og:url") else [])]
    declared += linked.urls if linked else ()
    return PageHead(
        meta,
        linked,
        tuple(declared),
        _title(tree, meta, linked, heading, publisher),
        publisher,
        _day_first(tree, meta, url),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, tag in enumerate(tree.iter("meta")):
        if number >= _MOST_TAGS:
            break
        content = (tag.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _heading(tree: Any) -> str | None:
    """The text of the first level-one heading that has any."""
    for heading in tree.iter("h1"):
        text = one_line("".join(heading.itertext()))
        if text:
            return text
    return None


def _title(
    tree: Any, meta: Mapping[str, str], linked: LinkedArticle | None, heading: str | None, publisher: str | None
) -> str | None:
    named = one_line(meta.get("og:title")) or one_line(meta.get("twitter:title"))
    element = next(tree.iter("title"), None)
    whole = one_line("".join(element.itertext())) if element is not None else None
    headings = sum(1 for _ in tree.iter("h1"))
    title = (one_line(linked.headline) if linked else None) or named or (heading if headings == 1 else None) or whole
    if title is None:
        return heading
    return _without_site(title, publisher)


def _without_site(title: str, publisher: str | None) -> str:
    for mark in (" | ", " - ", " – ", " — ", " :: ", " » "):
        start, found, end = title.rpartition(mark)
        if found and start and publisher and end.strip().lower() == publisher.lower():
            return start.strip()
    return title


def _day_first(tree: Any, meta: Mapping[str, str], url: str | None) -> bool | None:
    """Whether the page's country writes the day before the month; None where the page doesn't tell."""
    words = publication_words()
    host = (urlsplit(url).hostname or "") if url else ""
    locales = (
        meta.get("og:locale", ""),
        tree.get("lang") or tree.get("xml:lang") or "",
        meta.get("content-language", ""),
    )
    regions = [locale.replace("_", "-").partition("-")[2].lower() for locale in locales]
    for region in [*regions, host.rpartition(".")[2]]:
        if region in words.day_first_locales:
            return True
        if region in words.month_first_locales:
            return False
    return None
