"""Claims of cue verbs: the patterns in which a verb introduces what is said, tried in a fixed order."""

from __future__ import annotations

from collections.abc import Callable

from countermove.coding.attribution_spans import below, runs
from countermove.coding.claim import Claim, matching, negated
from countermove.coding.content_phrases import (
    RELATIVE,
    bare,
    infinitive,
    is_clause_head,
    is_gerund,
    marker_of,
    own_continuations,
    without_marker,
)
from countermove.coding.subjects import agent_of, is_passive
from countermove.ontology.attribution_cues import AttributionCue, AttributionCues
from countermove.reader.parse import Word
from countermove.schema import Span

_PATTERNS = ("clause", "inserted", "loose", "person_to", "to", "as", "gerund", "preposition", "thing", "relative")
_PHRASES = frozenset({"obl", "advcl", "nmod", "xcomp", "ccomp"})
_NEEDS = {"inserted": "clause", "loose": "clause", "relative": "thing"}


def verb_claim(verb: Word, cues: AttributionCues) -> Claim | None:
    """The claim a cue verb makes, if the tree shows its content."""
    found = matching(verb, cues.verbs[verb.lemma])
    passive = is_passive(verb)
    for pattern in _PATTERNS:
        for cue, last in found:
            if _NEEDS.get(pattern, pattern) not in cue.patterns and not (pattern == "preposition" and cue.prepositions):
                continue
            content = _clause(verb, cues) if pattern == "clause" else _VERB_PATTERNS[pattern](verb, cue, passive)
            if content:
                return Claim(verb, cue, agent_of(verb), pattern, last, content, negated=negated(verb))
    return None


def _clause(verb: Word, cues: AttributionCues) -> list[Span]:
    for child in verb.children:
        if child.deprel == "ccomp" and infinitive(child) is None and not is_gerund(child):
            return without_marker(child, *own_continuations(child, verb, cues.verbs))
        if child.deprel == "csubj:pass" or (child.deprel == "csubj" and verb.child("expl") is not None):
            return without_marker(child)
    return []


def _inserted(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    """The clause that the cue interrupts or follows: "taxes, he said, rise", "as he put it"."""
    if verb.head is None or verb.child("nsubj", "nsubj:pass", "expl") is None:
        return []
    if verb.deprel == "parataxis" and verb.child("obj") is None:
        return runs(below(verb.head, verb))
    if verb.deprel == "advcl" and verb.child("obj", "xcomp") is None:
        mark = verb.child("mark", "advmod")
        if mark is not None and mark.lower == "as":
            return runs(below(verb.head, verb))
    return []


def _loose(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    """A clause after a colon or comma that the tree joins to the cue loosely ("he said: taxes rise")."""
    for child in verb.children:
        if child.deprel == "parataxis" and child.i > verb.i and is_clause_head(child):
            return runs(below(child))
    return []


def _to(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    for child in verb.children:
        if child.deprel in ("xcomp", "ccomp") and infinitive(child) is not None:
            if verb.child("obj", "iobj") is not None and not passive:
                return []
            if not passive:
                return bare(child)
            subject = verb.child("nsubj:pass")
            return [*(runs(below(subject)) if subject is not None else []), *bare(child)]
    return []


def _person_to(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    person = verb.child("nsubj:pass") if passive else verb.child("obj", "iobj")
    if person is None:
        person = next(
            (child for child in verb.children if child.deprel == "obl" and marker_of(child) in cue.prepositions), None
        )
    for child in verb.children:
        if child.deprel in ("xcomp", "ccomp", "advcl") and infinitive(child) is not None:
            if child.deprel == "ccomp" and child.child("nsubj") is not None:
                return bare(child)
            if person is None or (child.deprel == "advcl" and cue.cue_class != "demand"):
                continue
            content = bare(child)
            return content if cue.cue_class == "demand" else [*runs(below(person)), *content]
    return []


def _gerund_content(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    for child in verb.children:
        if (
            child.deprel in ("xcomp", "ccomp", "obj")
            and child.i > verb.i
            and child.xpos == "VBG"
            and infinitive(child) is None
        ):
            return runs(below(child))
    return []


def _as(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    thing = verb.child("nsubj:pass") if passive else verb.child("obj")
    if thing is None and not passive:
        thing = next(
            (child for child in verb.children if child.deprel == "obl" and marker_of(child) in cue.prepositions), None
        )
    predicate = _predicate(verb)
    if predicate is None or thing is None:
        return []
    named = [] if thing.lower in RELATIVE else bare(thing)
    return [*named, *bare(predicate)]


def _predicate(verb: Word) -> Word | None:
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.deprel == "xcomp" and infinitive(child) is None and child.xpos != "VB":
            return child
        if child.deprel in ("obl", "advcl") and marker_of(child) == "as":
            return child
    return None


def _preposition(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    accused = verb.child("obj") if cue.cue_class == "accuse" else None
    for person in () if accused is None else accused.conjuncts():
        # The tree may join "of cheating" to the accused instead of the verb.
        for child in person.children:
            if child.deprel in ("acl", "nmod") and child.xpos == "VBG" and marker_of(child) in cue.prepositions:
                return bare(child)
    for child in verb.children:
        if child.deprel in _PHRASES and marker_of(child) in cue.prepositions and child.lower not in RELATIVE:
            return bare(child)
    return []


def _thing(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    thing = verb.child("nsubj:pass") if passive else verb.child("obj")
    if passive and thing is None and verb.deprel == "acl":
        return []
    if thing is None or thing.upos == "PRON":
        return []
    return runs(below(thing))


def _relative(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    """The noun that a denial below it is about: "a charge that Moscow denies", "a charge denied by Moscow"."""
    noun = verb.head
    if cue.cue_class != "deny" or noun is None or noun.i > verb.i or verb.deprel not in ("acl", "acl:relcl"):
        return []
    thing = None if passive else verb.child("obj")
    if agent_of(verb) in (None, noun) or (thing is not None and thing.lower not in RELATIVE):
        return []
    return runs(below(noun, verb, noun.child("case")))


_VERB_PATTERNS: dict[str, Callable[[Word, AttributionCue, bool], list[Span]]] = {
    "inserted": _inserted, "loose": _loose, "person_to": _person_to, "to": _to, "as": _as,
    "gerund": _gerund_content, "preposition": _preposition, "thing": _thing,
    "relative": _relative,
}  # fmt: skip  # fmt: skip
