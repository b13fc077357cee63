"""Lists of addresses: OPML (feeds), sitemaps (pages) and sitemap indexes (sitemaps)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from xml.parsers import expat

from countermove.intake.dates import parse_date
from countermove.intake.feed_item import absolute
from countermove.intake.feeds import root_of
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError
from countermove.intake.xml_guard import checked_xml

ListKind = Literal["opml", "urlset", "sitemapindex"]
_ENTRY = {"urlset": "url", "sitemapindex": "sitemap"}
_LONGEST_VALUE = 4_000


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """One address of a list; ``published`` is the news date of a news sitemap (ISO 8601), ``title`` its headline."""

    url: str
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class AddressList:
    """The addresses of a list in its order, each once; ``left_out`` counts those over the limit."""

    kind: ListKind
    addresses: tuple[ListedAddress, ...]
    left_out: int


def list_kind(text: str) -> ListKind | None:
    """Which kind of list a text starts as, if any."""
    root = root_of(text).partition(">")[0].lstrip("<").split(None, 1)
    name = root[0].rstrip("/").rpartition(":")[2] if root else ""
    return name if name in ("opml", "urlset", "sitemapindex") else None  # type: ignore[return-value]


def parse_address_list(data: bytes, url: str | None, limits: Limits, charset: str | None = None) -> AddressList:
    """Parse an OPML list, a sitemap (with Google's news tags) or a sitemap index, as sitemaps.org and opml.org define.

    Args:
        data: the list.
        url: where it came from.
        limits: ``max_items``, ``max_depth``.
        charset: what the server said of its encoding.

    Raises:
        InputError: it isn't such a list, isn't well-formed, or is hostile.
    """
    plain = checked_xml(data, limits, charset)
    kind = list_kind(plain[:10_000].decode("utf-8", "replace"))
    if kind is None:
        raise InputError("is not a list of addresses (OPML or sitemap)")
    collector = _Collector(kind)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = collector.start, collector.end
    parser.CharacterDataHandler = collector.characters
    try:
        parser.Parse(plain, True)
    except expat.ExpatError as error:
        raise InputError(f"isn't well-formed: {error}") from error
    found: dict[str, ListedAddress] = {}
    for entry in _entries(collector.entries, url):
        found.setdefault(entry.url, entry)
    addresses = tuple(found.values())
    return AddressList(kind, addresses[: limits.max_items], max(0, len(addresses) - limits.max_items))


class _Collector:
    """Takes the values of the entries out of the stream of elements."""

    def __init__(self, kind: ListKind) -> None:
        self.entries: list[dict[str, str]] = []
        self._kind, self._entry, self._name = kind, _ENTRY.get(kind), ""
        self._path: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(":")[2].lower()
        self._path.append(name)
        if self._kind == "opml" and name == "outline":
            values = {key.lower(): value for key, value in attributes.items()}
            if values.get("xmlurl"):
                self.entries.append({"loc": values["xmlurl"]})
        elif name == self._entry and len(self._path) == 2:
            self.entries.append({})

    def end(self, name: str) -> None:
        """An element ends."""
        self._path.pop()

    def characters(self, text: str) -> None:
        """Text inside an element: kept for the address of the entry and its news tags, not for images and videos."""
        path = tuple(self._path[2:])
        if self._entry and self.entries and path in (("loc",), ("news", "publication_date"), ("news", "title")):
            entry = self.entries[-1]
            entry[path[-1]] = (entry.get(path[-1], "") + text)[:_LONGEST_VALUE]


def _entries(entries: list[dict[str, str]], base: str | None) -> Iterator[ListedAddress]:
    for entry in entries:
        url: Any = absolute(entry.get("loc", "").strip(), base)
        if url:
            yield ListedAddress(
                url, parse_date(entry.get("publication_date", "")), entry.get("title", "").strip() or None
            )
