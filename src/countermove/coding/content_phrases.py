"""Small questions about clauses and phrases that are content: their marker, their form, their characters without it."""

from __future__ import annotations

from collections.abc import Container

from countermove.coding.attribution_spans import below, runs
from countermove.reader.parse import Word
from countermove.schema import Span

RELATIVE = frozenset({"that", "which", "who", "whom", "what"})


def is_clause_head(word: Word) -> bool:
    """Whether the word heads a clause with a subject."""
    return any(child.deprel in ("nsubj", "nsubj:pass", "expl", "csubj", "cop") for child in word.children)


def infinitive(word: Word) -> Word | None:
    """The "to" of an infinitive."""
    for child in word.children:
        if child.lower == "to" and child.deprel == "mark":
            return child
    return None


def is_gerund(word: Word) -> bool:
    """Whether a clause is a bare -ing form without subject or auxiliary."""
    if word.xpos != "VBG":
        return False
    return all(child.deprel not in ("aux", "nsubj") for child in word.children)


def marker_of(word: Word) -> str | None:
    """The preposition or conjunction that introduces a phrase, in lower case."""
    for child in word.children:
        if child.deprel in ("case", "mark") and child.i < word.i:
            return child.lower
    return None


def own_continuations(clause: Word, cue: Word, speech: Container[str]) -> list[Word]:
    """Branches that the tree puts inside the content although they go on about the speaker.

    ", adding that" and "and predicted that" after the content: a further verb of saying (its lemma is in ``speech``)
    without a subject of its own and in the cue's tense.
    """
    found: list[Word] = []
    for word in below(clause):
        if word.i < clause.i or word.upos != "VERB" or word.lemma not in speech or word is clause:
            continue
        if word.child("nsubj", "nsubj:pass") is not None or word.head is None:
            continue
        before = word.sentence.words[word.i - 1]
        aside = word.deprel == "advcl" and word.xpos == "VBG" and before.text == ","
        if aside or (word.deprel == "conj" and word.xpos == cue.xpos != word.head.xpos and _said_too(word)):
            found.append(word)
    return found


def _said_too(verb: Word) -> bool:
    """Whether a coordinated verb has a clause of its own after "and"."""
    joint = verb.child("cc")
    return joint is not None and joint.lower == "and" and verb.child("ccomp") is not None


def without_marker(clause: Word, *without: Word) -> list[Span]:
    """The clause's characters without the "that" that introduces it."""
    marker = next(
        (child for child in clause.children if child.deprel == "mark" and child.lower == "that" and child.i < clause.i),
        None,
    )
    return runs(below(clause, marker, *without))


def bare(phrase: Word) -> list[Span]:
    """The phrase's characters without its preposition or "to"."""
    cut = None
    for child in phrase.children:
        if child.i < phrase.i and child.deprel in ("case", "mark"):
            cut = child
            break
    return runs(below(phrase, cut))
