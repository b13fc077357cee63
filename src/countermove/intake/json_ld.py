"""What a page says of its own article in JSON-LD (schema.org): type, date, headline, publisher, address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from countermove.intake.canonical import normal_url
from countermove.intake.publication_words import publication_words

_MOST_NODES = 2_000
_LONGEST_SCRIPT = 1_000_000
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """The article that a page describes; each value None where it isn't told."""

    published: str | None
    headline: str | None
    publisher: str | None
    urls: tuple[str, ...]


def read_json_ld(scripts: list[str], url: str | None, title: str | None) -> LinkedArticle | None:
    """Find the page's own article among the described things.

    Lists of other articles (``ItemList``), posts of live blogs, videos and comments aren't looked into. Where several
    articles are described, the one with the page's address or title is its own, else the first.

    Args:
        scripts: the contents of ``<script type="application/ld+json">``.
        url: the page's address, if known.
        title: the page's headline, if known.
    """
    words = publication_words()
    nodes = [node for script in scripts for node in _nodes(script)]
    articles = [node for node in nodes if _types(node) & words.article_types]
    pages = [node for node in nodes if _types(node) & words.page_types and isinstance(node.get("datePublished"), str)]
    if not articles and not pages:
        return None
    found = _own(articles, url, title) if articles else pages[0]
    result = _linked(found, {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)})
    if result.published is None and pages and (len(articles) == 1 or not articles):
        page = _linked(pages[0], {})
        return LinkedArticle(page.published, result.headline, result.publisher, result.urls)
    return result


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """The described things at the top, in ``@graph`` and as main entity; broken JSON gives none."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        text.removeprefix("//").strip().removeprefix("<![CDATA[").removesuffix("]]>").removesuffix("//").strip(" ;\n")
    )
    if len(text) > _LONGEST_SCRIPT:
        return
    try:
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    count = 0
    while waiting and count < _MOST_NODES:
        item = waiting.pop(0)
        count += 1
        if isinstance(item, list):
            waiting[:0] = item[:_MOST_NODES]
        elif isinstance(item, dict):
            yield item
            waiting += [item[key] for key in _INSIDE if isinstance(item.get(key), dict | list)]


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str)}


def _own(articles: list[dict[str, Any]], url: str | None, title: str | None) -> dict[str, Any]:
    address = normal_url(url) if url else None
    if address and len(articles) > 1:
        for node in articles:
            if any(normal_url(other) == address for other in _urls(node)):
                return node
    if title and len(articles) > 1:
        for node in articles:
            headline = node.get("headline")
            if isinstance(headline, str) and headline.strip().lower() == title.strip().lower():
                return node
    return next((node for node in articles if isinstance(node.get("datePublished"), str)), articles[0])


def _linked(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> LinkedArticle:
    publisher = node.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    if isinstance(publisher, dict):
        identifier = publisher.get("@id")
        named = by_id.get(identifier, {}) if isinstance(identifier, str) else {}
        publisher = publisher.get("name") or named.get("name")
    published = node.get("datePublished")
    published = published[0] if isinstance(published, list) and published else published
    return LinkedArticle(_string(published), _string(node.get("headline")), _string(publisher), tuple(_urls(node)))


def _urls(node: dict[str, Any]) -> list[str]:
    page = node.get("mainEntityOfPage")
    values = [page.get("@id") if isinstance(page, dict) else page, node.get("url"), node.get("@id")]
    return [value for value in values if isinstance(value, str) and value.startswith(("http://", "https://"))]


def _string(value: object) -> str | None:
    return value.strip()[:1_000] or None if isinstance(value, str) else None
