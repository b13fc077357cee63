"""An article as a short list of weighted terms, so that two articles can be compared by an exact dot product.

Terms are the stems of the text's words, and what the reading found: persons, organisations and states by name, places
by where they are, days by their date. Weights are TF-IDF (Salton and Buckley 1988: ``(1 + ln tf) * idf``), scaled to
length 1000 and rounded to whole numbers: sums of whole numbers don't depend on their order, floats would.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from countermove.record.words import DocumentFrequencies, Stems, fold, load_document_frequencies, term_hash, word_spans
from countermove.schema import Entity, Reading, Span

UNIT = 1000
"""Length of a vector; the dot product of an article with itself is about ``UNIT * UNIT``."""

_KIND_BITS = 2


class TermKind(IntEnum):
    """What a term stands for; kept in the lowest bits of the term's number."""

    WORD = 0
    NAME = 1
    PLACE = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class VectorSettings:
    """How an article is weighed."""

    title: float = 2.0
    """What a mention in the title counts; elsewhere it counts 1."""
    lead: float = 2.0
    """What a mention in the first two sentences counts."""
    name: float = 1.0
    """Factor on the weight of names, beside that of their words."""
    place: float = 0.5
    """The same for places."""
    day: float = 1.2
    """The same for the days that the text speaks of."""
    most_common: float = 0.2
    """Stems in more than this share of documents are left out."""
    terms: int = 60
    """Of the rest, so many are kept, the strongest."""


def term_kind(term: int) -> TermKind:
    """What a term of a vector stands for."""
    return TermKind(term & ((1 << _KIND_BITS) - 1))


def dot(left: dict[int, int], right: dict[int, int]) -> int:
    """The dot product of two vectors; divided by ``UNIT * UNIT`` it is their cosine."""
    if len(right) < len(left):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


class ArticleVectors:
    """Makes the vectors of articles; keep one for many articles, it remembers stems.

    Raises:
        LexiconError: the table of document frequencies can't be used.
    """

    def __init__(
        self,
        settings: VectorSettings | None = None,
        stems: Stems | None = None,
        frequencies: DocumentFrequencies | None = None,
    ) -> None:
        self._settings = settings or VectorSettings()
        self._stems = stems or Stems()
        self._frequencies = frequencies or load_document_frequencies()
        self._hashes: dict[tuple[TermKind, str], int] = {}

    def vector(self, reading: Reading) -> dict[int, int]:
        """The strongest terms of an article with their weights, strongest first; empty for a text without words."""
        emphasis = _Emphasis(reading, self._settings)
        weights = {self._term(TermKind.WORD, stem): weight for stem, weight in self._words(reading, emphasis).items()}
        for key, weight in self._names(reading, emphasis).items():
            weights[self._term(TermKind.NAME, key)] = weight * self._settings.name
        for key, weight in self._places(reading, emphasis).items():
            weights[self._term(TermKind.PLACE, key)] = weight * self._settings.place
        for key, weight in self._days(reading, emphasis).items():
            weights[self._term(TermKind.DAY, key)] = weight * self._settings.day
        return _quantised({term: weight for term, weight in weights.items() if weight}, self._settings.terms)

    def text_vector(self, text: str) -> dict[int, int]:
        """The strongest words of a bare text, such as a sentence, with their weights; names are words here."""
        counts: defaultdict[str, float] = defaultdict(float)
        self._count(text, 1.0, counts)
        weights = {self._term(TermKind.WORD, stem): weight for stem, weight in self._weighted(counts).items()}
        return _quantised(weights, self._settings.terms)

    def _words(self, reading: Reading, emphasis: _Emphasis) -> dict[str, float]:
        counts: defaultdict[str, float] = defaultdict(float)
        for start, end in word_spans(reading.text):
            worth = emphasis.at(start)
            if worth and (end - start > 1 or reading.text[start].isdigit()):
                counts[self._stems.stem(reading.text[start:end])] += worth
        if reading.title and not emphasis.title_in_text:
            self._count(reading.title, self._settings.title, counts)
        return self._weighted(counts)

    def _count(self, text: str, worth: float, counts: defaultdict[str, float]) -> None:
        for start, end in word_spans(text):
            if end - start > 1 or text[start].isdigit():
                counts[self._stems.stem(text[start:end])] += worth

    def _weighted(self, counts: dict[str, float]) -> dict[str, float]:
        return {
            stem: _damped(count) * self._frequencies.rarity(stem)
            for stem, count in counts.items()
            if self._frequencies.share(stem) <= self._settings.most_common
        }

    def _names(self, reading: Reading, emphasis: _Emphasis) -> dict[str, float]:
        counts: defaultdict[str, float] = defaultdict(float)
        rarity: defaultdict[str, float] = defaultdict(float)
        for entity in reading.entities:
            if entity.kind == "place" or all(mention.form != "name" for mention in entity.mentions):
                continue
            key = _name_key(entity)
            counts[key] += sum(emphasis.at(mention.span[0]) for mention in entity.mentions)
            rarity[key] = max(rarity[key], self._name_rarity(entity.name))
        return {key: _damped(count) * rarity[key] for key, count in counts.items() if count and rarity[key]}

    def _places(self, reading: Reading, emphasis: _Emphasis) -> dict[str, float]:
        counts: defaultdict[str, float] = defaultdict(float)
        rarity: defaultdict[str, float] = defaultdict(float)
        for place in reading.places:
            key = f"{place.geonames}" if place.geonames else f"{place.country}/{fold(place.name)}"
            counts[key] += emphasis.at(place.span[0])
            rarity[key] = max(rarity[key], self._name_rarity(place.name))
        return {key: _damped(count) * rarity[key] for key, count in counts.items() if count and rarity[key]}

    def _days(self, reading: Reading, emphasis: _Emphasis) -> dict[str, float]:
        """Days that the text speaks of, as dates; a day is as rare as a word never seen."""
        counts: defaultdict[str, float] = defaultdict(float)
        for time in reading.times:
            if time.start and time.end and time.start[:10] == time.end[:10]:
                counts[time.start[:10]] += emphasis.at(time.span[0])
        rarity = self._frequencies.rarity("")
        return {key: _damped(count) * rarity for key, count in counts.items() if count}

    def _name_rarity(self, name: str) -> float:
        """A name is as rare as its rarest word."""
        words = (self._stems.stem(name[start:end]) for start, end in word_spans(name))
        return max((self._frequencies.rarity(word) for word in words), default=0.0)

    def _term(self, kind: TermKind, key: str) -> int:
        found = self._hashes.get((kind, key))
        if found is None:
            if len(self._hashes) >= 200_000:
                self._hashes.clear()
            found = term_hash(f"{kind.name}\t{key}") >> _KIND_BITS << _KIND_BITS | kind
            self._hashes[kind, key] = found
        return found


def article_vector(reading: Reading) -> dict[int, int]:
    """The vector of an article with the default settings; see :class:`ArticleVectors`."""
    return _default_vectors().vector(reading)


@cache
def _default_vectors() -> ArticleVectors:
    return ArticleVectors()


class _Emphasis:
    """What a mention counts, by where it stands: nothing in boilerplate, more in the title and the first sentences."""

    def __init__(self, reading: Reading, settings: VectorSettings) -> None:
        title = (reading.title or "").strip()
        self.title_in_text = bool(title) and reading.text.lstrip().startswith(title)
        self._stretches: list[tuple[Span, float]] = []
        left = 2
        for sentence in reading.sentences:
            worth = 0.0 if sentence.boilerplate else 1.0
            if worth and left:
                worth = settings.title if self.title_in_text and left == 2 else settings.lead
                left -= 1
            self._stretches.append((sentence.span, worth))
        self._next = 0

    def at(self, position: int) -> float:
        """What a mention counts that starts at a character of the text."""
        stretches = self._stretches
        if not stretches:
            return 1.0
        at = self._next if self._next < len(stretches) and stretches[self._next][0][0] <= position else 0
        while at + 1 < len(stretches) and stretches[at + 1][0][0] <= position:
            at += 1
        self._next = at
        return stretches[at][1]


def _damped(count: float) -> float:
    return 1.0 + math.log(count) if count >= 1 else count


def _name_key(entity: Entity) -> str:
    """What tells that two articles name the same one: the registry's key, a person's last name, else the whole name."""
    if entity.ref:
        return entity.ref
    folded = fold(entity.name)
    words = [folded[start:end] for start, end in word_spans(folded)]
    if entity.kind == "person" and words:
        return words[-1]
    return " ".join(word for word in words if word != "the")


def _quantised(weights: dict[int, float], terms: int) -> dict[int, int]:
    """The strongest terms, scaled to length ``UNIT``; equal weights in the order of their numbers."""
    strongest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:terms]
    length = math.sqrt(math.fsum(weight * weight for _, weight in strongest))
    if not length:
        return {}
    scaled = ((term, round(UNIT * weight / length)) for term, weight in strongest)
    return {term: weight for term, weight in scaled if weight > 0}
