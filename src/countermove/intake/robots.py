"""The rules of a robots.txt (RFC 9309): which addresses of a host may be asked for.

``urllib.robotparser`` isn't used: that of Python 3.11 takes the first rule that fits instead of the longest one and
knows neither ``*`` nor ``$`` inside a path; it decides 16 of the 42 cases of the tests otherwise than the RFC.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit

_LINE_END = re.compile(r"\r\n|\r|\n")
_PRODUCT = re.compile(r"[A-Za-z_-]+")
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?")
_KEPT_ESCAPED = frozenset(b"/?#%*$")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules that hold for one robot: (path pattern, allowed) pairs and the crawl delay in seconds, if any."""

    rules: tuple[tuple[str, bool], ...] = ()
    crawl_delay: float | None = None

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for: the longest pattern that fits decides, in doubt for it."""
        parts = urlsplit(url)
        path = _literal(_normal(parts.path or "/") + ("?" + _normal(parts.query) if parts.query else ""))
        if path == "/robots.txt":
            return True
        longest, allowed = -1, True
        for pattern, allow in self.rules:
            size = len(pattern)
            if (size > longest or (size == longest and allow)) and _fits(pattern, path):
                longest, allowed = size, allow
        return allowed


def parse_robots(data: bytes, product: str) -> RobotsRules:
    """Return the rules for a product token, from the start of a robots.txt.

    All groups that name the product hold together; where none does, those of ``*`` (RFC 9309 section 2.2.1). A last
    line without an end may be cut off and is still read, as it is in a whole file. Crawl-delay is no part of the RFC;
    the longest one of the group is kept.
    """
    own, every = _Group(), _Group()
    for names, field, value in _fielded(data):
        for name in names:
            if name == product.lower():
                own.add(field, value)
            elif name == "*":
                every.add(field, value)
    return (own if own.named else every).rules()


class _Group:
    def __init__(self) -> None:
        self.named = False
        self._rules: dict[tuple[str, bool], None] = {}
        self._delay: float | None = None

    def add(self, field: str, value: str) -> None:
        self.named = True
        if field in ("allow", "disallow") and value:
            self._rules[_pattern(value), field == "allow"] = None
        elif field == "crawl-delay":
            seconds = _seconds(value)
            if seconds is not None:
                self._delay = max(seconds, self._delay or 0.0)

    def rules(self) -> RobotsRules:
        return RobotsRules(tuple(self._rules), self._delay)


def _fielded(data: bytes) -> Iterator[tuple[list[str], str, str]]:
    """Yield each line with the names of the robots it is meant for; a line of names itself comes as ``user-agent``."""
    names: list[str] = []
    in_names = False
    for line in _LINE_END.split(data.decode("utf-8-sig", errors="replace")):
        field, colon, value = line.split("#", 1)[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            names = names if in_names else []
            in_names = True
            token = _PRODUCT.match(value)
            names.append("*" if value.startswith("*") else token.group().lower() if token else "")
        elif field in ("allow", "disallow"):
            in_names = False
        yield names, field, value


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _pattern(value: str) -> str:
    """Return a path pattern with its octets in one spelling; ``*`` and a last ``$`` stay signs."""
    pattern = _normal(value if value.startswith(("/", "*")) else "/" + value)
    return pattern[:-1].replace("$", "%24") + pattern[-1]


def _literal(path: str) -> str:
    return path.replace("*", "%2A").replace("$", "%24")


def _normal(path: str) -> str:
    """Spell a path one way: escapes in upper case, needless ones undone, everything outside ASCII escaped."""
    parts: list[str] = []
    end = 0
    for match in _ESCAPE.finditer(path):
        parts.append(_escaped(path[end : match.start()]))
        octet = unquote_to_bytes(match.group())[0]
        parts.append(chr(octet) if octet in _PLAIN and octet not in _KEPT_ESCAPED else f"%{octet:02X}")
        end = match.end()
    parts.append(_escaped(path[end:]))
    return "".join(parts)


def _escaped(text: str) -> str:
    return "".join(
        chr(octet) if octet in _PLAIN or octet == ord("%") else f"%{octet:02X}"
        for octet in text.encode("utf-8", errors="replace")
    )


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern fits the start of a path; in time proportional to their lengths, whatever the pattern holds."""
    to_end = pattern.endswith("$")
    first, *others = (pattern[:-1] if to_end else pattern).split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not to_end or path == first
    place = len(first)
    for piece in others[:-1]:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    if to_end:
        return path.endswith(others[-1]) and len(path) - len(others[-1]) >= place
    return path.find(others[-1], place) >= 0
