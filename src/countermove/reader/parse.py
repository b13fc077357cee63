"""What the reader hands on: sentences, words with their tree, and names.

Words are numbered twice: ``n`` counts through the article, ``i`` through the sentence. All spans are code points of the
article's text. A parse is made once and not changed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from countermove.schema import EventType, Factuality, Tense

NameKind = Literal["person", "organization", "place", "norp", "other"]


@dataclass(slots=True, eq=False)
class Word:
    """One syntactic word (UD conventions: ``don't`` is ``do`` + ``n't``).

    ``head`` is None for the root of its sentence. ``children`` are in text order. ``feats`` is the UD FEATS column,
    ``_`` when empty.
    """

    n: int
    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    deprel: str
    sentence: SentenceParse = field(repr=False)
    head: Word | None = field(default=None, repr=False)
    children: list[Word] = field(default_factory=list, repr=False)

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the article's text."""
        return (self.start, self.end)

    def feature(self, name: str) -> str | None:
        """The value of a UD feature such as ``Tense``, or None."""
        at = ("|" + self.feats).find("|" + name + "=")
        return None if at < 0 else self.feats[at + len(name) + 1 :].split("|", 1)[0]

    def child(self, *deprels: str) -> Word | None:
        """The first child with one of these relations (exact, subtypes written out)."""
        for word in self.children:
            if word.deprel in deprels:
                return word
        return None

    def all_children(self, *deprels: str) -> list[Word]:
        """All children with one of these relations, in text order."""
        return [word for word in self.children if word.deprel in deprels]

    def conjuncts(self) -> list[Word]:
        """This word and everything coordinated with it below it (``conj`` children), in text order."""
        found = [self]
        for word in self.children:
            if word.deprel == "conj":
                found.extend(word.conjuncts())
        return found

    def ancestors(self) -> Iterator[Word]:
        """The heads above this word, nearest first."""
        word = self.head
        while word is not None:
            yield word
            word = word.head

    def subtree(self) -> list[Word]:
        """This word and all below it, in text order."""
        found, stack = [], [self]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(word.children)
        found.sort(key=_number)
        return found


def _number(word: Word) -> int:
    return word.n


@dataclass(slots=True, eq=False)
class SentenceParse:
    """A sentence: its number in the article, its characters and its words; ``root`` is the head of its tree."""

    number: int
    start: int
    end: int
    words: list[Word] = field(repr=False)

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the article's text."""
        return (self.start, self.end)

    @property
    def root(self) -> Word:
        """The word that has no head."""
        return next(word for word in self.words if word.head is None)


@dataclass(slots=True, frozen=True)
class Name:
    """A name the reader found: words ``first`` to ``last`` (numbers in the article, inclusive), kind, probability."""

    first: int
    last: int
    start: int
    end: int
    kind: NameKind
    probability: float


@dataclass(slots=True, frozen=True)
class Report:
    """What the event heads say of a word that may report an event; all values are probabilities.

    ``types`` has an entry for each of the 16 PLOVER types (their sum is the probability that the word reports an
    event at all), ``modes`` one for each mode of a likely type, given that type ("" is none). ``roles`` maps words of
    the sentence (numbers in the article) to what they may be: actor, recipient, place, time.
    """

    types: dict[EventType, float]
    modes: dict[EventType, dict[str, float]]
    factuality: dict[Factuality, float]
    tense: dict[Tense, float]
    roles: dict[int, dict[str, float]]


@dataclass(slots=True, eq=False)
class Parse:
    """One article, read: its text, sentences, words (all sentences' words in order) and names, in text order.

    ``reports`` says what words may report events, by word number.
    """

    text: str
    sentences: list[SentenceParse]
    words: list[Word]
    names: list[Name]
    reports: dict[int, Report] = field(default_factory=dict)
