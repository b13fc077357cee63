"""A claim: a cue with its source and content, and how a cue of several words is recognised."""

from __future__ import annotations

from dataclasses import dataclass, field

from countermove.ontology.attribution_cues import AttributionCue
from countermove.reader.parse import Word
from countermove.schema import Span

_NEGATIVES = frozenset({"not", "n't", "never", "n’t"})
_REST_WINDOW = 5


@dataclass(slots=True)
class Claim:
    """A cue with its source and content; ``content`` is empty where only a quotation can fill it."""

    head: Word
    cue: AttributionCue
    source: Word | None
    pattern: str
    cue_end: Word
    content: list[Span] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    negated: bool = False


def negated(word: Word) -> bool:
    """Whether "not" or "never" stands on the word."""
    return any(child.deprel == "advmod" and child.lower in _NEGATIVES for child in word.children)


def matching(word: Word, cues: tuple[AttributionCue, ...]) -> list[tuple[AttributionCue, Word]]:
    """The cues whose further words ("point *out*") follow this word, with the last word of each."""
    found: list[tuple[AttributionCue, Word]] = []
    for cue in cues:
        if not cue.rest:
            found.append((cue, word))
            continue
        last = rest_end(word, cue.rest)
        if last is not None:
            found.append((cue, last))
    return found


def rest_end(word: Word, rest: tuple[str, ...]) -> Word | None:
    """The last of the words in ``rest`` if they follow soon after this word, in order."""
    words = word.sentence.words
    at = 0
    for i in range(word.i + 1, min(len(words), word.i + 1 + _REST_WINDOW)):
        if words[i].lower == rest[at]:
            at += 1
            if at == len(rest):
                return words[i]
    return None
