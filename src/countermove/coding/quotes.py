"""Direct speech in a text: where quotation marks open and close, in all the styles newspapers use.

Works on characters alone, one pass, linear in the length of the text. A quotation that runs on into the next paragraph
is left unclosed by convention and reopened there; such parts are chained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile(r"[\"“”„‟«»‘’']+|``|\n")
_DOUBLE = {'"': '"', "“": '"', "”": '"', "„": '"', "‟": '"', "«": "«", "»": "«", "``": '"', "''": '"'}
_OPENERS = {"“", "„", "‟", "«", "``"}
_CLOSERS = {"”", "»"}
_SENTENCE_ENDS = frozenset(".!?:;”\"»…’'")
_BEFORE_OPEN = frozenset("([{-–—/:;,…")
_LOOK_AHEAD = 40


@dataclass(slots=True)
class Quote:
    """A quotation: characters with its marks (``start``, ``end``) and without (``inner_start``, ``inner_end``).

    ``continues`` is true where the closing mark is missing because the next quotation goes on with it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    continues: bool = False


@dataclass(slots=True)
class _Mark:
    """One quotation mark: where it stands, its family (``"`` double, ``«`` angle, ``'`` single), and what it may be."""

    start: int
    end: int
    family: str
    may_open: bool
    may_close: bool


def find_quotes(text: str) -> list[Quote]:
    """All outermost quotations, in text order. Quotations inside them are left out."""
    quotes: list[Quote] = []
    paragraph: list[_Mark] = []
    start = 0
    for match in _MARKS.finditer(text):
        if match.group() != "\n":
            paragraph.extend(_marks(text, match.start(), match.group()))
        elif _breaks_paragraph(text, match.start()):
            _close_paragraph(text, paragraph, start, match.start(), quotes)
            paragraph = []
            start = match.end()
    _close_paragraph(text, paragraph, start, len(text), quotes)
    return _chained(text, quotes)


def _breaks_paragraph(text: str, at: int) -> bool:
    """Whether a newline ends a paragraph: not where a line is merely wrapped in the middle of a sentence."""
    following = text[at + 1 : at + 2]
    if following in ("", "\n", "\r", " ", "\t"):
        return True
    before = text[at - 1 : at]
    return before in _SENTENCE_ENDS or before in ("", "\n", "\r", " ", "\t")


def _marks(text: str, start: int, run: str) -> list[_Mark]:
    """The marks in a run of quotation characters: ``''`` is a double mark, ``"'`` two marks."""
    marks: list[_Mark] = []
    at = 0
    run_start, run_end = start, start + len(run)
    before = text[run_start - 1] if run_start else " "
    after = text[run_end] if run_end < len(text) else " "
    free_before = before.isspace() or before in _BEFORE_OPEN
    free_after = not (after.isalnum())
    while at < len(run):
        piece = run[at : at + 2] if run[at : at + 2] in _DOUBLE else run[at]
        family = _DOUBLE.get(piece, "'")
        may_open = free_before and not after.isspace() and piece not in _CLOSERS
        may_close = not before.isspace() and piece not in _OPENERS
        if family == "'":
            may_open = may_open and piece != "’" and after.isalnum()
            may_close = may_close and free_after and piece != "‘"
        elif piece in _OPENERS:
            may_open = True
        elif piece in _CLOSERS:
            may_close = True
        marks.append(_Mark(start + at, start + at + len(piece), family, may_open, may_close))
        at += len(piece)
    return marks


def _close_paragraph(text: str, marks: list[_Mark], start: int, end: int, quotes: list[Quote]) -> None:
    """Pair the marks of one paragraph and append its quotations."""
    if not marks:
        return
    paragraph = text[start:end]
    lead = start + len(paragraph) - len(paragraph.lstrip())
    at = 0
    while at < len(marks):
        mark = marks[at]
        if not mark.may_open or (mark.family == "'" and not _single_closes(text, marks, at)):
            at += 1
            continue
        close = _closing(text, marks, at)
        if close is not None:
            quotes.append(Quote(mark.start, marks[close].end, mark.end, marks[close].start))
            at = close + 1
            continue
        if mark.start == lead and mark.family != "'":
            last = start + len(paragraph.rstrip())
            quotes.append(Quote(mark.start, last, mark.end, last, continues=True))
            return
        at += 1


def _closing(text: str, marks: list[_Mark], opening: int) -> int | None:
    """The place of the mark that closes this one: the next of its family that may close and doesn't open another."""
    family = marks[opening].family
    candidates = [
        number
        for number in range(opening + 1, min(len(marks), opening + 1 + _LOOK_AHEAD))
        if marks[number].family == family and marks[number].may_close
    ]
    if not candidates:
        return None
    if family != "'":
        return candidates[0]
    for number in candidates[:6]:
        if text[marks[number].start - 1] in ",.?!…" or text[marks[number].start - 1 : marks[number].start] != "s":
            return number
    return candidates[0]


def _single_closes(text: str, marks: list[_Mark], opening: int) -> bool:
    """Whether a single mark opens a quotation and isn't an apostrophe (``'cause``, ``'90s``): a partner must follow."""
    first = text[marks[opening].end]
    if first.isdigit():
        return False
    close = _closing(text, marks, opening)
    return close is not None and marks[close].start - marks[opening].end >= 2


def _chained(text: str, quotes: list[Quote]) -> list[Quote]:
    """Keep an unclosed quotation only where the next paragraph reopens it."""
    result: list[Quote] = []
    for number, quote in enumerate(quotes):
        if quote.continues:
            following = quotes[number + 1] if number + 1 < len(quotes) else None
            if following is None or text[quote.end : following.start].strip():
                continue
        result.append(quote)
    return result
