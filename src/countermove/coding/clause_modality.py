"""What a clause or noun phrase says of its own event: negation, modals, adverbs, tense."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.ontology.factuality_cues import FactualityCues
from countermove.reader.parse import Word
from countermove.schema import Factuality, Tense

_QUESTION_WORDS = frozenset({"who", "what", "why", "when", "where", "which", "how", "whose", "whom"})
_PRESENT = frozenset({"VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Modality:
    """The operators on an event, in no order that matters, and its tense where the clause shows one."""

    values: tuple[Factuality, ...]
    tense: Tense | None


def clause_modality(verb: Word, cues: FactualityCues, event: Word | None = None) -> Modality:
    """Modality of the clause that a verb or copular predicate heads.

    A "no" on ``event``, one of the clause's noun phrases, is left to that noun phrase.
    """
    values: list[Factuality] = []
    negative = False
    future = conditional = False
    auxiliaries: list[Word] = []
    for child in verb.children:
        deprel, lower = child.deprel, child.lower
        if deprel in ("aux", "aux:pass", "cop"):
            auxiliaries.append(child)
            if lower in cues.future_auxiliaries and not (lower == "'d" and verb.xpos in ("VBN", "VBD")):
                future = True
            elif lower in cues.conditional_auxiliaries:
                conditional = True
            elif lower in cues.modals:
                values.append(cues.modals[lower])
                future = future or (not _perfect(verb))
        elif deprel == "advmod":
            value = cues.adverbs.get(lower)
            if lower in cues.negations:
                negative = not negative
            elif value is not None:
                values.append(value)
        elif deprel in ("nsubj", "nsubj:pass", "obj"):
            if lower in cues.negative_subjects or (child is not event and _negative_determiner(child, cues)):
                negative = not negative
        elif _is_negative_link(child, verb, cues):
            negative = not negative
    if negative:
        values.append("CT-")
    if conditional and not _reported(verb):
        values.append("Uu")
    if _conditioned(verb, cues) and (future or conditional or values):
        values.append("Uu")
    if verb.deprel in ("root", "conj") and _questioned(verb):
        values.append("Uu")
    if _imperative(verb, auxiliaries) or _subjunctive(verb, auxiliaries):
        return Modality((*values, "Uu"), "future")
    if future or conditional:
        return Modality(tuple(values), "future")
    return Modality(tuple(values), _tense(verb, auxiliaries, cues))


def noun_modality(noun: Word, cues: FactualityCues) -> Modality:
    """Modality of an event noun: its adjectives and determiners."""
    values: list[Factuality] = []
    tense: Tense | None = None
    for child in noun.children:
        lower = child.lower
        if child.deprel in ("amod", "compound", "nmod"):
            value = cues.adjectives.get(lower)
            if value is not None and child.i < noun.i:
                values.append(value)
            if lower in cues.ongoing_adjectives:
                tense = "ongoing"
            elif lower in cues.future_adjectives:
                tense = "future"
            elif lower in cues.past_adjectives:
                tense = "past"
        elif lower in (cues.negative_determiners if child.deprel == "det" else cues.negative_prepositions):
            values.append("CT-")
    if noun.deprel == "amod" and noun.xpos == "VBG":
        tense = "ongoing"
    return Modality(tuple(values), tense)


def _is_negative_link(child: Word, verb: Word, cues: FactualityCues) -> bool:
    """Whether "nor" or "without" joins the clause to what stands before it."""
    if child.deprel == "cc":
        return child.lower == "nor"
    return child.deprel in ("mark", "case") and child.lower in cues.negative_prepositions and verb.deprel != "advcl"


def _negative_determiner(noun: Word, cues: FactualityCues) -> bool:
    return any(child.deprel == "det" and child.lower in cues.negative_determiners for child in noun.children)


def _perfect(verb: Word) -> bool:
    return any(child.deprel == "aux" and child.lemma == "have" for child in verb.children)


def _reported(verb: Word) -> bool:
    """Whether "would" is a future seen from the past: inside what somebody said."""
    current = verb
    for _ in range(6):
        head = current.head
        if head is None:
            return any(child.deprel == "parataxis" and child.child("nsubj") is not None for child in current.children)
        if current.deprel in ("ccomp", "acl"):
            return True
        if current.deprel == "parataxis":
            return True
        if current.deprel not in ("conj", "xcomp", "advcl"):
            return False
        current = head
    return False


def _conditioned(verb: Word, cues: FactualityCues) -> bool:
    for child in verb.children:
        if child.deprel == "advcl":
            mark = child.child("mark")
            if mark is not None and mark.lower in ("if", "unless", "lest"):
                return True
    return False


def _questioned(verb: Word) -> bool:
    """Whether the sentence is a yes-no question."""
    last = next(
        (word for word in reversed(verb.sentence.words[-3:]) if word.upos == "PUNCT" and word.text not in "\"”'’»)"),
        None,
    )
    if last is None or "?" not in last.text:
        return False
    subject = verb.child("nsubj", "nsubj:pass", "expl")
    auxiliary = verb.child("aux", "aux:pass", "cop")
    inverted = subject is not None and auxiliary is not None and auxiliary.i < subject.i
    return inverted and all(child.lower not in _QUESTION_WORDS for child in verb.children)


def _imperative(verb: Word, auxiliaries: list[Word]) -> bool:
    if verb.xpos != "VB" or auxiliaries or verb.deprel not in ("root", "ccomp"):
        return False
    return all(child.deprel not in ("nsubj", "nsubj:pass", "expl", "mark") for child in verb.children)


def _subjunctive(verb: Word, auxiliaries: list[Word]) -> bool:
    """Whether a that-clause demands: "insisted that he leave", "that he be freed"."""
    if verb.deprel != "ccomp" or verb.child("nsubj", "nsubj:pass") is None or verb.child("mark") is None:
        return False
    if not auxiliaries:
        return verb.xpos == "VB"
    return auxiliaries[0].lower == "be" and len(auxiliaries) == 1


def _tense(verb: Word, auxiliaries: list[Word], cues: FactualityCues) -> Tense | None:
    """Tense of the verb group, None for bare participles and infinitives."""
    tags = [word.xpos for word in auxiliaries]
    perfect = any(word.lemma == "have" and word.deprel == "aux" for word in auxiliaries)
    progressive = verb.xpos == "VBG" and any(word.lemma == "be" for word in auxiliaries)
    lasting = any(child.lower in cues.ongoing_markers for child in verb.children) or any(
        child.deprel in ("obl", "advcl") and _since(child) for child in verb.children
    )
    if progressive and "VBD" in tags and not _reported(verb):
        return "past"
    if progressive or (perfect and lasting):
        return "ongoing"
    if perfect:
        return "past"
    if "VBD" in tags or verb.xpos == "VBD":
        return "past"
    if verb.xpos in _PRESENT or any(tag in _PRESENT for tag in tags):
        return "ongoing"
    if verb.xpos == "VBN":
        return "ongoing" if verb.lemma in cues.states else "past"
    return None


def _since(word: Word) -> bool:
    return any(child.deprel in ("case", "mark") and child.lower == "since" for child in word.children)
