"""A look at XML before any parser builds it: no entities of its own, no abyss of elements, one known encoding.

Expat runs over well-formed XML without building anything. Feeds are often not well-formed; those are scanned by tags
and then repaired by libxml2: feedparser's own parser for them takes hours over what is made to be slow.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import NoReturn
from xml.parsers import expat

from countermove.intake.decode import decode_markup
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError

_DECLARATION = re.compile(r"<\?xml[^>]*>")
_NAME = re.compile(r"[A-Za-z_]")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_PER_ITEM = 20
_MOST_ATTRIBUTES = 200
_LONGEST_TAG = 20_000


def checked_xml(data: bytes, limits: Limits, charset: str | None = None, *, mend: bool = False) -> bytes:
    """Return the document as UTF-8 without its declaration, once it is safe to parse.

    Args:
        data: the document.
        limits: ``max_depth`` is the deepest nesting.
        charset: what the server said of its encoding.
        mend: repair what isn't well-formed, as feeds often aren't, instead of refusing it.

    Raises:
        InputError: it declares entities, is nested too deeply, or has a comment or section that is never closed.
    """
    text = decode_markup(data, charset).replace("\0", "\ufffd").lstrip()
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :].lstrip() if declaration else text
    plain = text.encode("utf-8", "replace")
    try:
        _check_well_formed(plain, limits)
        return plain
    except expat.ExpatError as error:
        if not mend:
            raise InputError(f"isn't well-formed: {error}") from error
        _check_tags(text, limits.max_depth)
    repaired = _repaired(text)
    try:
        _check_well_formed(repaired, limits)
    except expat.ExpatError as error:
        raise InputError(f"isn't well-formed, and can't be repaired: {error}") from error
    return repaired


def _repaired(text: str) -> bytes:
    """The document with its mistakes mended: names of HTML characters, bare ampersands, elements never closed."""
    from lxml import etree

    text = _NAMED.sub(lambda match: html5.get(match.group(1) + ";", match.group()), text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError("is no XML") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError("isn't well-formed and is nested too deeply (limit max_depth)")
    if tree is None:
        raise InputError("is no XML")
    return bytes(etree.tostring(tree, encoding="utf-8"))


def _too_deep(most: int) -> NoReturn:
    raise InputError(f"is nested deeper than {most:,} elements (limit max_depth)")


def _declares_entities() -> NoReturn:
    raise InputError("refused: it declares entities of its own, which feeds don't need and attacks do")


def _check_well_formed(data: bytes, limits: Limits) -> None:
    depth = count = 0
    most = _PER_ITEM * limits.max_items

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > limits.max_depth:
            _too_deep(limits.max_depth)
        if count > most:
            raise InputError(f"has more than {most:,} elements ({_PER_ITEM} for each of max_items)")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise InputError(f"has an element with more than {_MOST_ATTRIBUTES} attributes")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*declaration: object) -> None:
        _declares_entities()

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.EntityDeclHandler = entity
    for begin in range(0, len(data), 65_536):
        parser.Parse(data[begin : begin + 65_536], False)
    parser.Parse(b"", True)


def _check_tags(text: str, most: int) -> None:
    """Count the nesting of tags in one pass; each step ends at a closing mark or the text is refused."""
    depth = 0
    place = text.find("<")
    while place >= 0:
        following = text[place + 1 : place + 9]
        if following.startswith("!--"):
            place = _after(text, place, "-->")
        elif following.startswith("![CDATA["):
            place = _after(text, place, "]]>")
        elif following.startswith("?"):
            place = _after(text, place, ">")
        elif following.upper().startswith("!ENTITY"):
            _declares_entities()
        elif following.startswith("/"):
            depth = max(0, depth - 1)
        elif _NAME.match(following):
            end = text.find(">", place)
            if end < 0 or end - place > _LONGEST_TAG:
                raise InputError(
                    f"isn't well-formed: a tag is longer than {_LONGEST_TAG:,} characters, or never closed"
                )
            if text[end - 1] != "/":
                depth += 1
                if depth > most:
                    _too_deep(most)
            place = end
        place = text.find("<", place + 1)


def _after(text: str, place: int, mark: str) -> int:
    end = text.find(mark, place)
    if end < 0:
        raise InputError(f"isn't well-formed: a {text[place : place + 4]}... is never closed")
    return end
