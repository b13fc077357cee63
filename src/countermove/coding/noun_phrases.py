"""Small questions about noun phrases in the tree: where the core starts, what modifies the head, who possesses it."""

from __future__ import annotations

from countermove.reader.parse import Word

CORE_RELATIONS = frozenset({"amod", "compound", "nummod", "nmod:desc", "nmod:unmarked", "advmod", "punct", "goeswith"})
"""Relations of what may stand between the determiner and the head of a noun phrase."""
MODIFIER_RELATIONS = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked", "nmod:poss", "flat"})
_MAXIMUM_STEPS = 40
"""Bound on walks through the tree, for input of any shape."""


def leftmost(word: Word) -> Word:
    """The first word of the subtree, following first children (the subtree is taken to have no gaps)."""
    for _ in range(_MAXIMUM_STEPS):
        if not word.children or word.children[0].i >= word.i:
            break
        word = word.children[0]
    return word


def core_start(head: Word) -> Word:
    """The first word of the head's noun phrase without determiner and possessor ("8,000 North Korean troops")."""
    first = head
    for child in reversed(head.children):
        if child.i >= head.i:
            continue
        if child.deprel not in CORE_RELATIONS:
            break
        if child.upos == "PUNCT" and child.text not in "-–‑":
            break
        first = leftmost(child)
    while first.upos in ("PUNCT", "ADV", "CCONJ") and first.i < head.i:
        first = head.sentence.words[first.i + 1]
    return first


def case_of(word: Word) -> str | None:
    """The preposition of a noun phrase, lower case; None without one."""
    for child in word.children:
        if child.deprel == "case" and child.i < word.i:
            return child.lower
    return None


def complements(head: Word, prepositions: frozenset[str]) -> list[Word]:
    """Nouns joined to the head from the right by one of these prepositions ("leader of the rebels")."""
    return [
        child
        for child in head.children
        if child.i > head.i and child.deprel == "nmod" and case_of(child) in prepositions
    ]


def possessor(head: Word) -> Word | None:
    """The head of "Russia's" in "Russia's army", or the pronoun of "its army"."""
    return head.child("nmod:poss")


def is_definite(head: Word) -> bool:
    """Whether "the", "this", "that", "these" or "those" stands before it."""
    for child in head.children:
        if child.i >= head.i:
            break
        if child.deprel == "det" and child.lower in ("the", "this", "that", "these", "those", "both"):
            return True
    return False


def is_indefinite(head: Word) -> bool:
    """Whether "a", "an", "another", "some", "any" or a number stands before it."""
    for child in head.children:
        if child.i >= head.i:
            break
        if child.deprel in ("det", "nummod") and child.lower not in ("the", "this", "that", "these", "those", "both"):
            return True
    return False


def is_plural(head: Word) -> bool:
    """Whether the noun is plural by its features, or by its tag where there are none."""
    number = head.feature("Number")
    return number == "Plur" if number is not None else head.xpos in ("NNS", "NNPS")


def first_conjunct(word: Word) -> Word:
    """The first member of the coordination that the word is a later member of, or the word itself."""
    for _ in range(_MAXIMUM_STEPS):
        if word.deprel != "conj" or word.head is None:
            break
        word = word.head
    return word


def governing_role(word: Word) -> str:
    """The relation of the word to its clause, looking through coordination."""
    return first_conjunct(word).deprel
