"""The documents the reader is trained on: sentences of words with whatever is annotated on them."""

from __future__ import annotations

from dataclasses import dataclass, field

NAME_KINDS = ("person", "organization", "place", "norp", "other")
NAME_TAGS = ("O", *(f"{prefix}-{kind}" for kind in NAME_KINDS for prefix in ("B", "I")))
UNKNOWN_NAME = "?"
"""Tag of a word whose name label is not known; it is left out of the loss."""


@dataclass(slots=True)
class Tree:
    """Universal Dependencies annotation of one sentence; heads are 1-based, 0 is the root."""

    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]


@dataclass(slots=True)
class Reported:
    """Events of one sentence: for every word what it reports ("" nothing, None not known), and arguments of triggers.

    ``roles`` holds (trigger, {word: role}); where a trigger isn't listed its arguments are not known.
    """

    event: list[str | None]
    mode: list[str | None]
    factuality: list[str | None]
    tense: list[str | None]
    roles: list[tuple[int, dict[int, str]]]


@dataclass(slots=True)
class Sentence:
    """Words of one sentence (or of one paragraph, where sentence ends are not annotated)."""

    words: list[str]
    names: list[str] | None = None
    tree: Tree | None = None
    reported: Reported | None = None
    ends_paragraph: bool = False
    text: str = ""
    spaces: list[bool] = field(default_factory=list)
    cache: object = None


@dataclass(slots=True)
class Document:
    """Consecutive sentences of one text, with the weight of their name labels in the loss."""

    id: str
    sentences: list[Sentence]
    names_weight: float = 1.0


def tags_of_spans(length: int, spans: list[tuple[int, int, str]]) -> list[str]:
    """Return BIO tags for spans (first word, last word, kind)."""
    tags = ["O"] * length
    for first, last, kind in spans:
        tags[first] = f"B-{kind}"
        for position in range(first + 1, last + 1):
            tags[position] = f"I-{kind}"
    return tags


def spans_of_tags(tags: list[str]) -> list[tuple[int, int, str]]:
    """Return the spans of BIO tags; an I- without its B- opens a span."""
    spans: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for position, tag in enumerate([*tags, "O"]):
        inside = tag.startswith("I-") and start >= 0 and tag[2:] == kind
        if start >= 0 and not inside:
            spans.append((start, position - 1, kind))
            start = -1
        if start < 0 and tag[:2] in ("B-", "I-"):
            start, kind = position, tag[2:]
    return spans
