"""Silence told without a verb of response: by an elliptic clause, a fragment, or the silence that somebody breaks."""

from __future__ import annotations

from collections.abc import Collection

from countermove.coding.arguments import preposition
from countermove.coding.claim import negated
from countermove.coding.silence_wordings import Silent, missing
from countermove.coding.subjects import agent_of
from countermove.ontology.silence_cues import SilenceCues
from countermove.reader.parse import Parse, Word

_ELLIPTIC = frozenset({"do", "have"})
_BESIDE = frozenset({"nsubj", "advmod", "punct", "cc", "mark", "discourse"})
_CLAUSES = frozenset({"root", "conj", "parataxis", "advcl"})
_NONE = frozenset({"none", "neither", "nobody"})
_STEPS = 4


def elliptic(verb: Word, parse: Parse, events: Collection[int]) -> Silent | None:
    """ "Norland expelled two. Sudland did not", "none of the others has": an act before it, and who did not follow.

    Args:
        verb: the verb left standing.
        parse: the article.
        events: words that head the article's events.
    """
    if verb.lemma not in _ELLIPTIC or verb.deprel not in _CLAUSES or verb.xpos in ("VBG", "VB"):
        return None
    if any(child.deprel not in _BESIDE for child in verb.children):
        return None
    subject = verb.child("nsubj")
    if subject is None or subject.i > verb.i:
        return None
    others = _others(subject)
    if not (negated(verb) or others is not None) or (negated(verb) and verb.children[-1].i > verb.i + 3):
        return None
    before = verb.sentence.number - 1
    if not any(before <= parse.words[n].sentence.number <= before + 1 and n < verb.n for n in events):
        return None
    return Silent(verb, verb, others or subject)


def fragment(noun: Word, cues: SilenceCues) -> Silent | None:
    """ "Not a line from the palace", "from Norland, nothing": no verb, but whom nothing came from."""
    if noun.deprel != "root" or any(word.upos in ("VERB", "AUX") for word in noun.sentence.words):
        return None
    if noun.lower != "nothing" and not (noun.lower in cues.words and missing(noun)):
        return None
    source = next((child for child in noun.children if preposition(child) in ("from", "out_of")), None)
    return None if source is None else Silent(noun, noun, source)


def broken(silence: Word, cues: SilenceCues) -> Silent | None:
    """ "After six days of silence, Norland asked …", "breaking a day of silence": who speaks was silent before."""
    if silence.lower not in cues.broken:
        return None
    top = silence
    for _ in range(_STEPS):
        head = top.head
        if head is None or top.deprel != "nmod" or preposition(top) != "of":
            break
        top = head
    if top.lemma.lower() in cues.observances or top.head is None or top.head.upos != "VERB":
        return None
    verb = top.head
    after = preposition(top) == "after" and top.deprel == "obl"
    ended = verb.lemma in cues.breaking and top.deprel == "obj"
    if not (after or ended):
        return None
    actor = agent_of(verb)
    return None if actor is None else Silent(top, silence, actor)


def _others(subject: Word) -> Word | None:
    """Whom "none" and "neither" are of."""
    if subject.lower not in _NONE:
        return None
    return next((child for child in subject.children if preposition(child) in ("of", "in", "from")), subject)
