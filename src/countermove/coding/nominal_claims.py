"""Claims of nouns, adjectives, adverbs and phrases: "the claim that", "is sure that", "according to"."""

from __future__ import annotations

from countermove.coding.attribution_spans import below, runs
from countermove.coding.claim import Claim, negated, rest_end
from countermove.coding.content_phrases import bare, infinitive, is_clause_head, marker_of, without_marker
from countermove.coding.subjects import agent_of
from countermove.ontology.attribution_cues import AttributionCue, AttributionCues
from countermove.reader.parse import Word
from countermove.schema import Span


def noun_claim(noun: Word, cues: AttributionCues) -> Claim | None:
    """The claim a cue noun makes: "the claim that", "fears of", "Ottawa's plan to"."""
    for cue in cues.nouns[noun.lemma]:
        for pattern in ("clause", "to", "preposition"):
            content = _noun_content(noun, cue, pattern) or _light_verb_content(noun, cue, cues, pattern)
            if content:
                return Claim(noun, cue, _noun_source(noun, cues, pattern), pattern, noun, content)
    return None


def adjective_claim(adjective: Word, cues: AttributionCues) -> Claim | None:
    """The claim of a predicate adjective: "is sure that", "was afraid of"."""
    source = agent_of(adjective)
    if source is None or source.lower == "it":
        return None
    for cue in cues.adjectives[adjective.lemma]:
        for pattern in ("clause", "to", "preposition"):
            content = _adjective_content(adjective, cue, pattern)
            if content:
                return Claim(adjective, cue, source, pattern, adjective, content, negated=negated(adjective))
    return None


def source_phrase(word: Word, cue: AttributionCue) -> Claim | None:
    """ "According to X": the word is the preposition, its head the source, the clause around it the content."""
    source = word.head
    if (
        source is None
        or word.deprel not in ("case", "mark", "advcl", "obl")
        or (cue.rest and not rest_end(word, cue.rest))
    ):
        return None
    if word.deprel in ("advcl", "obl"):
        inner = next((child for child in word.children if child.deprel in ("obl", "nmod")), None)
        return None if inner is None else _outside(word, inner, word, cue)
    return _outside(word, source, source, cue)


def noun_phrase_source(noun: Word, cue: AttributionCue) -> Claim | None:
    """ "In his view", "in the words of Lee": the possessor is the source, the clause around it the content."""
    case = noun.child("case")
    if case is None or case.lower not in ("in", "by", "from", "to"):
        return None
    source = noun.child("nmod:poss")
    if source is None:
        source = next((child for child in noun.all_children("nmod") if marker_of(child) == "of"), None)
    if source is None or noun.deprel not in ("obl", "nmod", "advmod"):
        return None
    return _outside(noun, source, noun, cue)


def adverb_claim(adverb: Word, cue: AttributionCue) -> Claim | None:
    """ "Reportedly": the clause it modifies, from nobody named."""
    governor = adverb.head
    if governor is None or adverb.deprel != "advmod":
        return None
    content = runs(below(governor, adverb))
    return Claim(adverb, cue, None, "adverb", adverb, content) if content else None


def _outside(head: Word, source: Word, branch: Word, cue: AttributionCue) -> Claim | None:
    """A claim whose content is the clause around a branch of the tree, without that branch."""
    governor = branch.head
    for _ in range(8):
        if governor is None or governor.head is None or is_clause_head(governor):
            break
        governor = governor.head
    if governor is None:
        return None
    content = runs(below(governor, branch, *_contrasts(governor, branch)))
    last = head.sentence.words[min(head.i + len(cue.rest), len(head.sentence.words) - 1)]
    return Claim(head, cue, source, "outside", last, content) if content else None


def _contrasts(governor: Word, branch: Word) -> list[Word]:
    """Coordinated clauses after the phrase with subjects of their own: "..., according to X, but Y"."""
    return [
        child
        for child in governor.children
        if child.deprel in ("conj", "parataxis") and child.i > branch.i > governor.i and is_clause_head(child)
    ]


def _noun_content(noun: Word, cue: AttributionCue, pattern: str) -> list[Span]:
    for child in noun.children:
        if child.i < noun.i:
            continue
        if pattern == "preposition":
            if child.deprel in ("nmod", "acl") and marker_of(child) in cue.prepositions:
                return bare(child)
        elif child.deprel in ("acl", "ccomp") and pattern in cue.patterns:
            to_form = infinitive(child) is not None
            if pattern == "to" and to_form:
                return bare(child)
            if pattern == "clause" and not to_form and marker_of(child) in ("that", "whether", "if"):
                return without_marker(child)
    return []


def _light_verb_content(noun: Word, cue: AttributionCue, cues: AttributionCues, pattern: str) -> list[Span]:
    """Content that the tree joins to the light verb instead of its noun: "expressed regret at the delay"."""
    verb = noun.head
    if verb is None or noun.deprel != "obj" or verb.lemma not in cues.light_verbs:
        return []
    for child in verb.children:
        if child.i < noun.i:
            continue
        if pattern == "preposition" and child.deprel in ("obl", "advcl") and marker_of(child) in cue.prepositions:
            return bare(child)
        if pattern == "clause" and pattern in cue.patterns and child.deprel == "ccomp" and marker_of(child) == "that":
            return without_marker(child)
    return []


def _noun_source(noun: Word, cues: AttributionCues, pattern: str) -> Word | None:
    """The possessor, the "by" or "of" phrase, a capitalised modifier, or the subject of a light verb."""
    possessor = noun.child("nmod:poss")
    if possessor is not None:
        return possessor
    for child in noun.children:
        if child.deprel != "nmod" or child.i < noun.i:
            continue
        case = marker_of(child)
        if case in ("by", "from") or (case in ("of", "among") and pattern != "preposition"):
            return child
    for child in noun.children:
        if child.deprel in ("compound", "amod") and child.i < noun.i and child.text[:1].isupper():
            return child
    verb = noun.head
    if verb is not None and noun.deprel == "obj" and verb.lemma in cues.light_verbs:
        return agent_of(verb)
    return None


def _adjective_content(adjective: Word, cue: AttributionCue, pattern: str) -> list[Span]:
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if pattern == "preposition":
            if child.deprel in ("obl", "advcl") and marker_of(child) in cue.prepositions:
                return bare(child)
        elif pattern not in cue.patterns:
            continue
        elif pattern == "clause" and child.deprel in ("ccomp", "advcl") and infinitive(child) is None:
            if child.deprel == "ccomp" or marker_of(child) == "that":
                return without_marker(child)
        elif pattern == "to" and child.deprel in ("xcomp", "ccomp", "advcl") and infinitive(child) is not None:
            return bare(child)
    return []
