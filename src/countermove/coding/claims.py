"""Claims read off the tree: which words are cues here, what they introduce, and who is their source.

For each cue word the patterns of its lexicon entries are tried in a fixed order; the first that the tree bears out wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from countermove.coding.attribution_spans import below, runs
from countermove.coding.subjects import agent_of, is_passive
from countermove.ontology.attribution_cues import AttributionCue, AttributionCues
from countermove.reader.parse import Word
from countermove.schema import Span

_PATTERNS = ("clause", "inserted", "loose", "person_to", "to", "as", "gerund", "preposition", "thing")
_NEEDS = {"inserted": "clause", "loose": "clause"}
_RELATIVE = frozenset({"that", "which", "who", "whom", "what"})
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
        last = _rest_end(word, cue.rest)
        if last is not None:
            found.append((cue, last))
    return found


def _rest_end(word: Word, rest: tuple[str, ...]) -> Word | None:
    words = word.sentence.words
    at = 0
    for i in range(word.i + 1, min(len(words), word.i + 1 + _REST_WINDOW)):
        if words[i].lower == rest[at]:
            at += 1
            if at == len(rest):
                return words[i]
    return None


def verb_claim(verb: Word, cues: AttributionCues) -> Claim | None:
    """The claim a cue verb makes, if the tree shows its content."""
    found = matching(verb, cues.verbs[verb.lemma])
    passive = is_passive(verb)
    for pattern in _PATTERNS:
        for cue, last in found:
            if _NEEDS.get(pattern, pattern) not in cue.patterns and not (pattern == "preposition" and cue.prepositions):
                continue
            content = _VERB_PATTERNS[pattern](verb, cue, passive)
            if content:
                return Claim(verb, cue, agent_of(verb), pattern, last, content, negated=negated(verb))
    return None


def noun_claim(noun: Word, cues: AttributionCues) -> Claim | None:
    """The claim a cue noun makes: "the claim that", "fears of", "Ottawa's plan to"."""
    for cue in cues.nouns[noun.lemma]:
        for pattern in ("clause", "to", "preposition"):
            content = _noun_content(noun, cue, pattern)
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
        or (cue.rest and not _rest_end(word, cue.rest))
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
        source = next((child for child in noun.all_children("nmod") if _case(child) == "of"), None)
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


def is_clause_head(word: Word) -> bool:
    """Whether the word heads a clause with a subject."""
    return any(child.deprel in ("nsubj", "nsubj:pass", "expl", "csubj", "cop") for child in word.children)


def _infinitive(word: Word) -> Word | None:
    """The "to" of an infinitive."""
    for child in word.children:
        if child.lower == "to" and child.deprel == "mark":
            return child
    return None


def _gerund(word: Word) -> bool:
    if word.xpos != "VBG":
        return False
    return all(child.deprel not in ("aux", "nsubj") for child in word.children)


def _own_continuations(clause: Word, cue: Word) -> list[Word]:
    """Branches that the tree puts inside the content although they go on about the speaker.

    ", adding that" and "and said that" after the content: a further verb of saying without a subject of its own.
    """
    found: list[Word] = []
    for child in clause.children:
        if child.i < clause.i or child.upos != "VERB" or child.child("nsubj", "nsubj:pass") is not None:
            continue
        before = child.sentence.words[child.i - 1]
        if (child.deprel == "advcl" and child.xpos == "VBG" and before.text == ",") or (
            child.deprel == "conj" and child.xpos == cue.xpos != clause.xpos and child.child("ccomp") is not None
        ):
            found.append(child)
    return found


def _without_marker(clause: Word, *without: Word) -> list[Span]:
    """The clause's characters without the "that" that introduces it."""
    marker = next(
        (child for child in clause.children if child.deprel == "mark" and child.lower == "that" and child.i < clause.i),
        None,
    )
    return runs(below(clause, marker, *without))


def _bare(phrase: Word) -> list[Span]:
    """The phrase's characters without its preposition or "to"."""
    cut = None
    for child in phrase.children:
        if child.i < phrase.i and child.deprel in ("case", "mark"):
            cut = child
            break
    return runs(below(phrase, cut))


def _clause(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    for child in verb.children:
        if child.deprel == "ccomp" and _infinitive(child) is None and not _gerund(child):
            return _without_marker(child, *_own_continuations(child, verb))
        if child.deprel == "csubj:pass" or (child.deprel == "csubj" and verb.child("expl") is not None):
            return _without_marker(child)
    return []


def _inserted(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    """The clause that the cue interrupts or follows: "taxes, he said, rise", "as he put it"."""
    if verb.head is None or verb.child("nsubj") is None:
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
        if child.deprel in ("xcomp", "ccomp") and _infinitive(child) is not None:
            if verb.child("obj", "iobj") is not None and not passive:
                return []
            if not passive:
                return _bare(child)
            subject = verb.child("nsubj:pass")
            return [*(runs(below(subject)) if subject is not None else []), *_bare(child)]
    return []


def _person_to(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    person = verb.child("nsubj:pass") if passive else verb.child("obj", "iobj")
    if person is None:
        person = next(
            (child for child in verb.children if child.deprel == "obl" and _case(child) in cue.prepositions), None
        )
    for child in verb.children:
        if child.deprel in ("xcomp", "ccomp", "advcl") and _infinitive(child) is not None:
            if child.deprel == "ccomp" and child.child("nsubj") is not None:
                return _bare(child)
            if person is None or (child.deprel == "advcl" and cue.cue_class != "demand"):
                continue
            content = _bare(child)
            return content if cue.cue_class == "demand" else [*runs(below(person)), *content]
    return []


def _gerund_content(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    for child in verb.children:
        if (
            child.deprel in ("xcomp", "ccomp", "obj")
            and child.i > verb.i
            and child.xpos == "VBG"
            and _infinitive(child) is None
        ):
            return runs(below(child))
    return []


def _as(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    thing = verb.child("nsubj:pass") if passive else verb.child("obj")
    if thing is None and not passive:
        thing = next(
            (child for child in verb.children if child.deprel == "obl" and _case(child) in cue.prepositions), None
        )
    predicate = _predicate(verb)
    if predicate is None or thing is None:
        return []
    named = [] if thing.lower in _RELATIVE else _bare(thing)
    return [*named, *_bare(predicate)]


def _predicate(verb: Word) -> Word | None:
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.deprel == "xcomp" and _infinitive(child) is None and child.xpos != "VB":
            return child
        if child.deprel in ("obl", "advcl") and _case(child) == "as":
            return child
    return None


def _preposition(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    for child in verb.children:
        if (
            child.deprel in ("obl", "advcl", "nmod")
            and _case(child) in cue.prepositions
            and child.lower not in _RELATIVE
        ):
            return _bare(child)
    return []


def _thing(verb: Word, cue: AttributionCue, passive: bool) -> list[Span]:
    thing = verb.child("nsubj:pass") if passive else verb.child("obj")
    if passive and thing is None and verb.deprel == "acl":
        return []
    if thing is None or thing.upos == "PRON":
        return []
    return runs(below(thing))


def _case(word: Word) -> str | None:
    for child in word.children:
        if child.deprel in ("case", "mark") and child.i < word.i:
            return child.lower
    return None


def _noun_content(noun: Word, cue: AttributionCue, pattern: str) -> list[Span]:
    for child in noun.children:
        if child.i < noun.i:
            continue
        if pattern == "preposition":
            if child.deprel in ("nmod", "acl") and _case(child) in cue.prepositions:
                return _bare(child)
        elif child.deprel in ("acl", "ccomp") and pattern in cue.patterns:
            infinitive = _infinitive(child) is not None
            if pattern == "to" and infinitive:
                return _bare(child)
            if pattern == "clause" and not infinitive and _case(child) in ("that", "whether", "if"):
                return _without_marker(child)
    return []


def _noun_source(noun: Word, cues: AttributionCues, pattern: str) -> Word | None:
    """The possessor, the "by" or "of" phrase, a capitalised modifier, or the subject of a light verb."""
    possessor = noun.child("nmod:poss")
    if possessor is not None:
        return possessor
    for child in noun.children:
        if child.deprel != "nmod" or child.i < noun.i:
            continue
        case = _case(child)
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
            if child.deprel in ("obl", "advcl") and _case(child) in cue.prepositions:
                return _bare(child)
        elif pattern not in cue.patterns:
            continue
        elif pattern == "clause" and child.deprel in ("ccomp", "advcl") and _infinitive(child) is None:
            if child.deprel == "ccomp" or _case(child) == "that":
                return _without_marker(child)
        elif pattern == "to" and child.deprel in ("xcomp", "ccomp", "advcl") and _infinitive(child) is not None:
            return _bare(child)
    return []


_VERB_PATTERNS: dict[str, Callable[[Word, AttributionCue, bool], list[Span]]] = {
    "clause": _clause, "inserted": _inserted, "loose": _loose, "person_to": _person_to, "to": _to, "as": _as,
    "gerund": _gerund_content, "preposition": _preposition, "thing": _thing,
}  # fmt: skip


def tree_claims(words: list[Word], cues: AttributionCues) -> Iterator[Claim]:
    """All claims of one sentence, in text order of their cues."""
    verbs, nouns, adjectives = cues.verbs, cues.nouns, cues.adjectives
    for word in words:
        lemma, upos = word.lemma, word.upos
        claim: Claim | None = None
        if upos == "VERB" or upos == "AUX":
            if lemma in verbs:
                claim = verb_claim(word, cues)
            if claim is None and lemma in cues.prepositional:
                claim = next(filter(None, (source_phrase(word, cue) for cue in cues.prepositional[lemma])), None)
        elif upos == "NOUN":
            if lemma in cues.prepositional_nouns:
                claim = noun_phrase_source(word, cues.prepositional_nouns[lemma])
            if claim is None and lemma in nouns:
                claim = noun_claim(word, cues)
        elif upos == "ADJ":
            if lemma in adjectives:
                claim = adjective_claim(word, cues)
        elif upos == "ADV" and word.lower in cues.adverbs:
            claim = adverb_claim(word, cues.adverbs[word.lower])
        if claim is None and upos in ("ADP", "SCONJ") and word.lower in cues.prepositional:
            claim = next(filter(None, (source_phrase(word, cue) for cue in cues.prepositional[word.lower])), None)
        if claim is not None:
            yield claim
