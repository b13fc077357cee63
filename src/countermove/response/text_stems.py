"""Stems of the words of sentences and paragraphs; each text is looked through once, whatever it tells."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from countermove.record.words import DocumentFrequencies, Stems, word_spans

_LEAST_RARITY = 2.0
_MOST_TEXTS = 1000
_MOST_WORDS = 100_000


class StemmedWord(NamedTuple):
    """A word of a text by its characters, and its stem."""

    start: int
    end: int
    stem: str


class TextStems:
    """Stems with their rarity, remembered for the texts and words seen before.

    Args:
        stems: gives the stem of a word.
        frequencies: says how rare a stem is.
        most_texts: how many texts are remembered.
    """

    def __init__(self, stems: Stems, frequencies: DocumentFrequencies, most_texts: int = _MOST_TEXTS) -> None:
        self.stems = stems
        self._frequencies, self._most_texts = frequencies, most_texts
        self._texts: dict[str, _Words] = {}
        self._rarities: dict[str, float] = {}

    def rare(self, text: str, start: int = 0, end: int | None = None) -> Mapping[str, float]:
        """The stems in ``text[start:end]`` with their rarity, in order of the alphabet; words that the bounds cut count
        as cut. Stems in more than one of seven texts or so are left out."""
        return self._words(text).rare(start, len(text) if end is None else end)

    def words(self, text: str, start: int, end: int) -> list[StemmedWord]:
        """The words of ``text[start:end]`` in order, by their characters in the whole text."""
        return self._words(text).inside(start, end)

    def rarity(self, stem: str) -> float:
        """How rare a stem is; see :meth:`DocumentFrequencies.rarity`."""
        found = self._rarities.get(stem)
        if found is None:
            if len(self._rarities) >= _MOST_WORDS:
                self._rarities.clear()
            found = self._rarities[stem] = self._frequencies.rarity(stem)
        return found

    def _words(self, text: str) -> _Words:
        words = self._texts.get(text)
        if words is None:
            if len(self._texts) >= self._most_texts:
                self._texts.pop(next(iter(self._texts)), None)
            words = self._texts[text] = _Words(text, self)
        return words


class _Words:
    """The words of one text, and what was asked of its parts before."""

    def __init__(self, text: str, known: TextStems) -> None:
        self._text, self._known = text, known
        spans = list(word_spans(text))
        stem = known.stems.stem
        self._starts, self._ends = array("q", [start for start, _ in spans]), array("q", [end for _, end in spans])
        self._stems = [stem(text[start:end]) for start, end in spans]
        self._rare: dict[tuple[int, int], Mapping[str, float]] = {}

    def rare(self, start: int, end: int) -> Mapping[str, float]:
        found = self._rare.get((start, end))
        if found is None:
            first, last = self._whole(start, end)
            stems = {*self._stems[first:last], *(word.stem for word in self._cut(start, end, first, last))}
            rarity = self._known.rarity
            found = {stem: value for stem in sorted(stems) if (value := rarity(stem)) >= _LEAST_RARITY}
            self._rare[start, end] = found
        return found

    def inside(self, start: int, end: int) -> list[StemmedWord]:
        first, last = self._whole(start, end)
        whole = map(StemmedWord, self._starts[first:last], self._ends[first:last], self._stems[first:last])
        return sorted([*whole, *self._cut(start, end, first, last)])

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """Bounds of the words that lie inside; none lie there if they aren't in order."""
        first, last = bisect_left(self._starts, start), bisect_right(self._ends, end)
        return (first, last) if first < last else (first, first)

    def _cut(self, start: int, end: int, first: int, last: int) -> list[StemmedWord]:
        """What the bounds cut off words is read anew."""
        edges = [(start, end)]
        if first < last:
            edges = [(start, self._starts[first]), (self._ends[last - 1], end)]
        return [
            StemmedWord(begin + one, begin + other, self._known.stems.stem(self._text[begin + one : begin + other]))
            for begin, stop in edges
            if begin < stop
            for one, other in word_spans(self._text[begin:stop])
        ]
