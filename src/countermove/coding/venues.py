"""Venues of speech: "in an interview with KBS", "told the Security Council"."""

from __future__ import annotations

from itertools import pairwise

from countermove.coding.attribution_spans import below
from countermove.ontology.attribution_cues import AttributionCues
from countermove.reader.parse import Word

_CASES = frozenset({"in", "on", "at", "during", "to", "via", "through", "before"})
_LIMIT = 14


def venue_of(cue: Word, cues: AttributionCues) -> str | None:
    """Where the words were said, as the text puts it and without the preposition; None where it doesn't say."""
    if cue.upos != "VERB":
        return None
    for child in cue.children:
        if child.deprel in ("obl", "obl:unmarked", "nmod"):
            case = child.child("case")
            if case is not None and case.lower in _CASES and _is_venue(child, cues):
                return _text(child, case)
    if cue.lemma in cues.told_verbs:
        hearer = cue.child("obj", "iobj")
        if hearer is not None and hearer.upos in ("PROPN", "NOUN") and not _is_person(hearer):
            return _text(hearer, None)
    return None


def _is_venue(noun: Word, cues: AttributionCues) -> bool:
    return noun.lemma.lower() in cues.venues or noun.lower in cues.venues


def _is_person(noun: Word) -> bool:
    """Whether the name looks like one person's: given name and family name side by side."""
    return noun.child("flat") is not None or noun.child("appos") is not None


def _text(head: Word, without: Word | None) -> str | None:
    words = [word for word in below(head, without) if word.upos != "PUNCT" or "-" in word.text]
    if not words or len(words) > _LIMIT:
        words = [word for word in words if word is head or word.head is head][:_LIMIT]
    if not words:
        return None
    parts = [words[0].text]
    for left, right in pairwise(words):
        parts.append(("" if left.end == right.start else " ") + right.text)
    return "".join(parts)
