"""A look at XML before any parser builds it: no entities of its own, no abyss of elements, one known encoding.

Expat runs over well-formed XML without building anything. Feeds are often not well-formed; those are scanned by tags.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from countermove.intake.decode import decode_markup
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError

_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_NAME = re.compile(r"[A-Za-z_]")


def checked_xml(data: bytes, limits: Limits, charset: str | None = None) -> bytes:
    """Return the document as UTF-8 without its declaration, once it is safe to parse.

    Args:
        data: the document.
        limits: ``max_depth`` is the deepest nesting.
        charset: what the server said of its encoding.

    Raises:
        InputError: it declares entities, is nested too deeply, or has a comment or section that is never closed.
    """
    text = _DECLARATION.sub("", decode_markup(data, charset), count=1).replace("\0", "\ufffd").lstrip()
    plain = text.encode("utf-8", "replace")
    try:
        _check_well_formed(plain, limits.max_depth)
    except expat.ExpatError:
        _check_tags(text, limits.max_depth)
    return plain


def _too_deep(most: int) -> NoReturn:
    raise InputError(f"is nested deeper than {most:,} elements (limit max_depth)")


def _declares_entities() -> NoReturn:
    raise InputError("refused: it declares entities of its own, which feeds don't need and attacks do")


def _check_well_formed(data: bytes, most: int) -> None:
    depth = 0

    def start(name: str, attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > most:
            _too_deep(most)

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
            if end < 0:
                return
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
