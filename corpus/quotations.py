"""Finding quoted words in a text: ``word``, its second occurrence ``word#2``, or a stretch ``first … last``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]
_OCCURRENCE = re.compile(r"^(.*)#(\d+)$", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|Prof|Rev|Adm|Brig|[A-Z])\.$")
_ELLIPSIS = re.compile(r"\s+(?:…|\.\.\.)\s+")


class Quotations:
    """Finds quotations in one text; whole words only."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._sentences = list(_sentences(text))

    def all_of(self, words: str) -> list[Span]:
        """Every place where these words stand."""
        before = r"(?<!\w)" if words[:1].isalnum() else ""
        after = r"(?!\w)" if words[-1:].isalnum() else ""
        return [match.span() for match in re.finditer(before + re.escape(words) + after, self.text)]

    def find(self, quotation: object) -> Span:
        """The characters of a quotation.

        Raises:
            ValueError: it isn't in the text, or stands there more than once and no occurrence is named.
        """
        if not isinstance(quotation, str) or not quotation:
            raise ValueError(f"{quotation!r} is no quotation")
        words, number = _numbered(quotation)
        parts = _ELLIPSIS.split(words, maxsplit=1)
        starts = self.all_of(parts[0])
        if not starts:
            raise ValueError(f"{parts[0]!r} isn't in the text")
        if number is None and len(starts) > 1:
            raise ValueError(
                f"{parts[0]!r} stands {len(starts)} times in the text: write {parts[0]}#1 to #{len(starts)}"
            )
        if number is not None and not 1 <= number <= len(starts):
            raise ValueError(f"{parts[0]!r} stands only {len(starts)} times in the text")
        start, end = starts[(number or 1) - 1]
        if len(parts) == 1:
            return start, end
        last = next((span for span in self.all_of(parts[1]) if span[0] >= end), None)
        if last is None:
            raise ValueError(f"{parts[1]!r} doesn't follow {parts[0]!r} in the text")
        return start, last[1]

    def nearest(self, quotation: str, near: Span) -> Span:
        """The occurrence that stands nearest to a span, unless an occurrence is named."""
        words, number = _numbered(quotation)
        if number is not None:
            return self.find(quotation)
        found = self.all_of(words)
        if not found:
            raise ValueError(f"{words!r} isn't in the text")
        return min(found, key=lambda span: (_distance(span, near), span))

    def in_sentence(self, forms: Sequence[str], near: Span) -> Span | None:
        """The nearest of several forms within the sentence of a span; the longest where two overlap."""
        low, high = next(((a, b) for a, b in self._sentences if a <= near[0] < b), (0, 0))
        found = [span for form in forms for span in self.all_of(form) if low <= span[0] and span[1] <= high]
        found = [a for a in found if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in found)]
        return min(found, key=lambda span: (_distance(span, near), span), default=None)


def _numbered(quotation: str) -> tuple[str, int | None]:
    match = _OCCURRENCE.match(quotation)
    return (match[1], int(match[2])) if match else (quotation, None)


def _distance(span: Span, near: Span) -> int:
    return max(0, span[0] - near[1], near[0] - span[1])


def _sentences(text: str) -> list[Span]:
    """A plain split that is good enough for texts of our own."""
    cuts = [0]
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[: match.start()]) or "\n" in match.group():
            cuts.append(match.end())
    cuts.append(len(text))
    return list(pairwise(cuts))
