"""A piece of HTML, such as a feed carries, to plain text with one line per paragraph."""

from __future__ import annotations

import re
from typing import Any

from countermove.intake.decode import without_surrogates
from countermove.intake.problem import InputError

_BLOCK = frozenset(
    "address article aside blockquote body br center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_HIDDEN = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg", "head"))
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:[a-zA-Z]{2,8}|#\w{1,7});")


def fragment_text(html: str) -> str:
    """Return the text of a fragment; a text without any markup comes back with its white space folded.

    Raises:
        InputError: it can't be parsed.
    """
    if not _MARKUP.search(html):
        return _folded(html)
    from lxml import etree
    from lxml import html as lxml_html

    safe = html.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree: Any = lxml_html.document_fromstring(b"<div>" + safe + b"</div>", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"the HTML can't be read ({type(error).__name__})") from error
    refuse_cut_off(tree)
    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_hidden = element.tag in _HIDDEN
        is_block = element.tag in _BLOCK
        if event == "start":
            hidden += is_hidden
            text = element.text
        else:
            hidden -= is_hidden
            text = element.tail
        if is_block:
            parts.append("\n")
        if text and not hidden:
            parts.append(" ".join(text.splitlines()) if element.tag != "pre" else text)
    return _folded("".join(parts))


def refuse_cut_off(tree: Any) -> None:
    """Refuse a tree of which the parser left the rest out: libxml2 stops at a depth of 255 elements.

    Raises:
        InputError: it is such a tree; half a text that looks whole would be worse.
    """
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in tree.getroottree().parser.error_log):
        raise InputError("the HTML is nested deeper than 250 elements")


def _folded(text: str) -> str:
    lines = (" ".join(line.split()) for line in without_surrogates(text).splitlines())
    return "\n".join(line for line in lines if line)
