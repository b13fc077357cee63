"""What the layout and the punctuation say for certain about sentence ends; the rest the model decides.

Paragraph ends are forced ends. A single newline is a paragraph end too, since news texts have one paragraph to a line,
unless the text is hard-wrapped (its lines broken at a fixed width in mid sentence).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from countermove.reader.word_lists import WordLists

OPEN, END, NO_END = 0, 1, 2

_NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WIDEST_WRAP = 110  # lines of hard-wrapped text are hardly ever wider (in characters)
_NARROWEST_WRAP = 40
_LEAST_BROKEN = 0.35  # share of the lines of hard-wrapped text, at least, that begin in lower case: in mid sentence
_DATELINE_PARAGRAPHS = 4
_LONGEST_DATELINE = 90
# A place in capitals, what else stands before the dash (region, date, agency in brackets), the dash and a capital.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3}"
    r"(?:[,/] ?[^\n()–—]{1,45}?)?(?: ?\([^()\n]{2,30}\))?"
    r",? ?(?P<dash>--?|–|—) ?(?=[“\"]?(?:[A-Z][a-z]|A ))"
)
_STOPS = ".!?…"
_TERMINAL = frozenset(_STOPS)
_CLOSING_QUOTES = frozenset(("”", '"', "’", "''", "'", "»", ")", "]"))
_NO_START = frozenset("”\"’'»)]},;:.!?…")
_LINE_END = frozenset('.!?:;”"’)]')
_LIST_MARKS = frozenset("-*•·–—>#|")


def find_boundaries(text: str, spans: Sequence[tuple[int, int]], words: Sequence[str], lists: WordLists) -> list[int]:
    """Say of every word whether a sentence may end with it: ``OPEN`` (undecided), ``END`` or ``NO_END``."""
    count = len(words)
    if not count:
        return []
    boundaries = [OPEN] * count
    for i in range(count - 1):
        if spans[i][1] == spans[i + 1][0]:
            if not _may_be_glued(words[i], words[i + 1]):
                boundaries[i] = NO_END
        elif words[i][-1] == ".":
            boundaries[i] = _after_stop(words[i - 1] if i else ".", words[i], words[i + 1], lists)
    starts = [0]
    for i in paragraph_ends(text, spans):
        boundaries[i] = END
        starts.append(i + 1)
    for i in starts[:_DATELINE_PARAGRAPHS]:
        if i < count and (dash := _dateline_end(text, spans, i)) is not None:
            boundaries[dash] = END
    boundaries[-1] = END
    return boundaries


def _dateline_end(text: str, spans: Sequence[tuple[int, int]], first: int) -> int | None:
    """The dash that ends the dateline a paragraph begins with ("NAIROBI, Kenya (Newsline) - "), or None."""
    start = spans[first][0]
    match = _DATELINE.match(text, start, start + _LONGEST_DATELINE)
    if match is None:
        return None
    dash = bisect_left(spans, match.start("dash"), first, min(len(spans), first + _LONGEST_DATELINE), key=_start)
    return dash if dash < len(spans) and spans[dash][0] == match.start("dash") else None


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _may_be_glued(word: str, following: str) -> bool:
    """Whether a sentence can end here although no space follows ("… said.Then")."""
    if word[-1] in _TERMINAL and word.strip(_STOPS) == "":
        return following[0] not in _NO_START
    return word in _CLOSING_QUOTES and (following[0].isupper() or following[0] in "“‘(")


def _after_stop(previous: str, word: str, following: str, lists: WordLists) -> int:
    """A full stop with space after it: an end for certain, no end for certain, or neither."""
    if word == ".":
        if previous == "." or previous.isdigit():  # ". . ." and "2. The second"
            return OPEN
        first = following[0]
        if first.isupper() and (len(following) > 1 or following in "AI"):
            return END
        return OPEN
    lower = word[:-1].lower()
    if lower in lists.leading_abbreviations and lower not in lists.closing_abbreviations and following[0].isupper():
        return NO_END
    return OPEN


def paragraph_ends(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The words (by number) after which a paragraph ends, in order; the last word of the text is not among them."""
    starts = [start for start, _ in spans]
    breaks: list[tuple[int, int, bool]] = []  # word before the break, place of the newline, whether a line is blank
    for match in _NEWLINE.finditer(text):
        before = bisect_left(starts, match.start()) - 1
        if before < 0 or before >= len(spans) - 1:
            continue
        if breaks and breaks[-1][0] == before:
            breaks[-1] = (before, breaks[-1][1], True)
        else:
            breaks.append((before, match.start(), False))
    if not breaks:
        return []
    lines = _Lines(text, spans, breaks)
    return [word for number, (word, _, blank) in enumerate(breaks) if blank or lines.ends_paragraph(number)]


class _Lines:
    """The lines of a text, and whether they were broken at a fixed width."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], breaks: list[tuple[int, int, bool]]) -> None:
        self.text = text
        self.spans = spans
        self.breaks = breaks
        self.lengths = self._lengths()
        self.width = self._wrap_width()

    def _lengths(self) -> list[int]:
        lengths: list[int] = []
        begin = self.spans[0][0]
        for word, _, _ in self.breaks:
            lengths.append(self.spans[word][1] - begin)
            begin = self.spans[word + 1][0]
        return lengths

    def _following_word(self, number: int) -> int:
        """Length of the first piece of text (up to a space) of the line after a break."""
        start = self.spans[self.breaks[number][0] + 1][0]
        at = start
        while at < len(self.text) and at < start + _WIDEST_WRAP and not self.text[at].isspace():
            at += 1
        return at - start

    def _wrap_width(self) -> int | None:
        """The width at which the text's lines are broken, or None for one paragraph to a line."""
        single = [number for number, (_, _, blank) in enumerate(self.breaks) if not blank]
        if len(single) < 2:
            return None
        widest = max(self.lengths[number] for number in single)
        if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
            return None
        full = sum(self.lengths[number] + 1 + self._following_word(number) > widest - 4 for number in single)
        broken = sum(self.text[self.spans[self.breaks[number][0] + 1][0]].islower() for number in single)
        return widest if 2 * full > len(single) and _LEAST_BROKEN * len(single) <= broken else None

    def ends_paragraph(self, number: int) -> bool:
        """Whether the single newline of this break ends a paragraph."""
        word = self.breaks[number][0]
        last = self.text[self.spans[word][1] - 1]
        following = self.text[self.spans[word + 1][0]]
        if self.width is None:
            continues = following.islower() and last not in _LINE_END and self.lengths[number] >= _NARROWEST_WRAP
            return not continues
        if following in _LIST_MARKS and last in _LINE_END:
            return True
        room = self.width - self.lengths[number] - 1 - self._following_word(number)
        return room >= (4 if last in _LINE_END else 15)
