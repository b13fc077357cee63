"""The one address of an article: tracking left out, other forms of the page traced back to it (RFC 3986, section 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from countermove.intake.knowledge import PAGES, load_mapping, word_list

_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f<>\"{}|\\^`]")
_BAD_HOST = re.compile(r"[\s<>\"%\\^`{|}]")
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Tracking:
    """Parameters that say nothing of the page (lower case), and host labels of other forms of the same site."""

    names: frozenset[str]
    prefixes: tuple[str, ...]
    hosts: frozenset[str]

    def is_tracking(self, parameter: str) -> bool:
        """Whether a query parameter, by its name, only tells where the visitor came from."""
        name = parameter.partition("=")[0].lower()
        return name in self.names or name.startswith(self.prefixes)


def load_tracking(path: Path = PAGES / "tracking_parameters.yaml") -> Tracking:
    """Read the list of tracking parameters.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_mapping(path)
    names, prefixes, hosts = (
        [word.lower() for word in word_list(path, data, key)] for key in ("names", "prefixes", "hosts")
    )
    return Tracking(frozenset(names), tuple(prefixes), frozenset(hosts))


@cache
def _tracking() -> Tracking:
    return load_tracking()


def normal_url(url: str) -> str | None:
    """Return an ``http(s)`` address in its normal form; None where it isn't one.

    Scheme and host in lower case, no default port, user, fragment or tracking parameter; ``/`` for an empty path.
    The order of the other parameters is kept: some sites depend on it.
    """
    url = url.strip()
    parts = _split(url)
    if parts is None or len(url) > _LONGEST:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    port = "" if parts.port in (None, _PORTS[scheme]) else f":{parts.port}"
    if ":" in host:
        host = f"[{host}]"
    tracking = _tracking()
    query = "&".join(item for item in parts.query.split("&") if item and not tracking.is_tracking(item))
    path = _ESCAPE.sub(lambda match: match.group().upper(), parts.path) or "/"
    return _UNSAFE.sub(_escaped, urlunsplit((scheme, host + port, path, query, "")))


def _escaped(match: re.Match[str]) -> str:
    return quote(match.group(), safe="", errors="replace")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    good = parts.scheme.lower() in _PORTS and parts.hostname and not _BAD_HOST.search(parts.netloc)
    return parts if good else None


def site_of(url: str) -> str:
    """The host of an address without ``www``, ``m``, ``amp`` ...: what readers call the site; empty for a bad one."""
    parts = _split(url)
    if parts is None:
        return ""
    labels = (parts.hostname or "").rstrip(".").split(".")
    while len(labels) > 2 and labels[0] in _tracking().hosts:
        labels = labels[1:]
    return ".".join(labels)


def same_site(first: str, second: str) -> bool:
    """Whether two addresses are of one site, or of a site and a part of it (``example.com``, ``news.example.com``)."""
    one, two = site_of(first), site_of(second)
    if not one or not two:
        return False
    longer, shorter = (one, two) if len(one) >= len(two) else (two, one)
    return longer == shorter or ("." in shorter and longer.endswith("." + shorter))


def canonical_url(url: str | None, declared: list[str]) -> str | None:
    """Return the address under which a page is the same page.

    Args:
        url: where it was found, if known.
        declared: what the page says, best first (``link rel=canonical``, ``og:url``, JSON-LD). One is believed when it
            is on the same site and doesn't send an inner page to the site's front page, a common mistake of templates.
    """
    own = normal_url(url) if url else None
    for text in declared:
        candidate = _joined(url, text) if len(text) <= _LONGEST else None
        if candidate is None or (own and not same_site(own, candidate)):
            continue
        if _is_front(candidate) and (own is None or not _is_front(own)):
            continue
        return candidate
    return own


def _joined(url: str | None, text: str) -> str | None:
    try:
        return normal_url(urljoin(url or "", text.strip()))
    except ValueError:  # such as half an IPv6 address
        return None


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
