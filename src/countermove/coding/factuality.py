"""Factuality and tense of events: did it happen, and when, as far as the article and its sources commit themselves.

The method follows Saurí and Pustejovsky (2012): start at the event's own clause (negation, modals, adverbs), then climb
the tree and let every governing word change the value. Words and values stand in ``data/cues/factuality.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.coding.clause_modality import Modality, clause_modality, noun_modality
from countermove.coding.draft import AttributionDraft, EventDraft
from countermove.coding.history import is_historical
from countermove.ontology.factuality_cues import Embedding, FactualityCues
from countermove.reader.parse import Parse, Word
from countermove.schema import Auxiliary, Factuality, Tense

_STEPS = 40
_NOMINAL = frozenset(
    {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "iobj", "nmod:poss", "compound", "amod", "appos", "obl:agent"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_RANK = {"CT": 3, "PR": 2, "PS": 1}
_UNCOMMITTED = frozenset({"ask", "doubt", "deny", "demand", "warn"})


@dataclass(slots=True)
class _Judgement:
    """The value so far while climbing: certainty 3 to 1 (0 is uncommitted), polarity, tense."""

    certainty: int = 3
    positive: bool = True
    tense: Tense | None = None

    def apply(self, value: Factuality) -> None:
        """Let one more operator act on the value."""
        if value == "Uu":
            self.certainty = 0
            return
        self.certainty = min(self.certainty, _RANK[value[:2]])
        if value[2] == "-":
            self.positive = not self.positive

    def value(self) -> Factuality:
        """The FactBank value."""
        if self.certainty == 0:
            return "Uu"
        if self.certainty == 3:
            return "CT+" if self.positive else "CT-"
        if self.certainty == 2:
            return "PR+" if self.positive else "PR-"
        return "PS+" if self.positive else "PS-"


def set_factuality(
    parse: Parse,
    events: list[EventDraft],
    attributions: Sequence[AttributionDraft],
    published: str | None,
    cues: FactualityCues,
) -> None:
    """Fill factuality, tense and auxiliaries of the drafts in place.

    ``published`` is the article's ISO date; without it nothing is called historical.
    """
    for draft in events:
        if draft.settled:
            draft.factuality, draft.tense, draft.auxiliary = "CT+", "past", ()
            continue
        word = parse.words[draft.predicate]
        value, tense = judge(parse, word, cues)
        value = _through_sources(parse, word, draft, attributions, value)
        draft.factuality, draft.tense = value, tense
        draft.auxiliary = _auxiliaries(word, value, tense, published, cues)
        draft.notes.append(f"factuality {value}, tense {tense}")


def judge(parse: Parse, word: Word, cues: FactualityCues) -> tuple[Factuality, Tense]:
    """Factuality and tense of the event that a word reports."""
    judgement = _Judgement()
    lasting = word.lemma in cues.lasting_nouns and _is_nominal(word) and not _is_over(word, cues)
    own = noun_modality(word, cues) if _is_nominal(word) else clause_modality(word, cues)
    _take(judgement, own)
    opaque = False
    for _ in range(_STEPS):
        head = word.head
        if head is None:
            break
        if _given_modifier(word) or _presupposed(word, head, cues):
            if judgement.tense is None:
                judgement.tense = _tense_above(head, cues)
            break
        word, opaque = _climb(judgement, word, head, opaque, cues)
        if word.head is None or _given_modifier(word):
            break
    tense = judgement.tense or "past"
    return judgement.value(), "ongoing" if lasting and tense == "past" and judgement.positive else tense


def _is_over(word: Word, cues: FactualityCues) -> bool:
    """Whether a noun's own modifiers put it into the past: "the earlier deployment", "last year's offensive"."""
    return any(
        below.lower in cues.past_adjectives or below.lower in cues.past_time_words
        for child in word.children
        for below in (child, *child.children)
    )


def _given_modifier(word: Word) -> bool:
    """Whether a clause describes something as given: "the town shelled on Monday", "who fled"."""
    if word.deprel in ("acl:relcl", "parataxis"):
        return True
    return word.deprel == "acl" and word.xpos in ("VBN", "VBG") and _mark(word) is None


def _presupposed(word: Word, head: Word, cues: FactualityCues) -> bool:
    """Whether a noun phrase stands as given whatever is said about it: "will discuss the attack"."""
    if word.deprel not in _NOMINAL or not _is_nominal(word) or _embedding(word, head, word.deprel, cues) is not None:
        return False
    if _is_nominal(head) or word.deprel in ("obl", "obl:agent", "nmod", "iobj"):
        return True
    return any(
        child.deprel == "nmod:poss" or (child.deprel == "det" and child.lower in _DEFINITE) for child in word.children
    )


def _tense_above(head: Word, cues: FactualityCues) -> Tense | None:
    """The tense of the nearest clause that shows one; what is given can't lie in its future."""
    current: Word | None = head
    for _ in range(_STEPS):
        if current is None:
            return None
        tense = None if _is_nominal(current) else clause_modality(current, cues).tense
        if tense is not None:
            return "ongoing" if tense == "future" else tense
        current = current.head
    return None


def _is_nominal(word: Word) -> bool:
    if word.upos not in ("NOUN", "PROPN", "ADJ"):
        return False
    return word.child("cop") is None


def _take(judgement: _Judgement, modality: Modality) -> None:
    for value in modality.values:
        judgement.apply(value)
    if judgement.tense is None:
        judgement.tense = modality.tense


def _climb(judgement: _Judgement, word: Word, head: Word, opaque: bool, cues: FactualityCues) -> tuple[Word, bool]:
    """Go one step up from ``word`` to ``head``; returns where we stand and whether modality stops."""
    relation = word.deprel
    if relation == "conj":
        if not opaque and not _is_nominal(head) and not _independent(word):
            _take(judgement, clause_modality(head, cues))
        elif judgement.tense is None:
            judgement.tense = (noun_modality(head, cues) if _is_nominal(head) else clause_modality(head, cues)).tense
        return head, opaque
    if relation == "advcl" or (relation == "obl" and _mark(word) in cues.open_markers):
        _adverbial(judgement, word, head, cues)
        return head, True
    entry = _embedding(word, head, relation, cues)
    if entry is not None:
        return head, _embed(judgement, entry, word, head, opaque, cues)
    return head, _plain(judgement, word, head, relation, opaque, cues)


def _plain(judgement: _Judgement, word: Word, head: Word, relation: str, opaque: bool, cues: FactualityCues) -> bool:
    """A step up over a word that isn't listed."""
    if relation in ("ccomp", "csubj", "csubj:pass"):
        return True
    if relation in ("xcomp", "acl") and _infinitive(word):
        judgement.apply("Uu")
        judgement.tense = judgement.tense or "future"
        return True
    if _is_nominal(head):
        if judgement.tense is None:
            judgement.tense = noun_modality(head, cues).tense
        return opaque
    modality = clause_modality(head, cues, word)
    if relation in _NOMINAL and _is_nominal(word) and not opaque:
        _take(judgement, modality)
    elif judgement.tense is None:
        judgement.tense = modality.tense if modality.tense != "future" else None
    return relation not in _NOMINAL


def _embed(judgement: _Judgement, entry: Embedding, word: Word, head: Word, opaque: bool, cues: FactualityCues) -> bool:
    modality = noun_modality(head, cues) if _is_nominal(head) else clause_modality(head, cues, word)
    denied = any(value.endswith("-") for value in modality.values if value != "Uu")
    judgement.apply(entry.negated if denied else entry.value)
    if entry.future:
        judgement.tense = "future"
    if entry.through and not opaque:
        for value in modality.values:
            if not (denied and value.endswith("-")):
                judgement.apply(value)
        if modality.tense is not None and (judgement.tense is None or modality.tense == "future"):
            judgement.tense = modality.tense
        return False
    if judgement.tense is None:
        judgement.tense = modality.tense if modality.tense != "future" else None
    return True


def _embedding(word: Word, head: Word, relation: str, cues: FactualityCues) -> Embedding | None:
    """The entry of the governing word, if it governs in this relation."""
    marker = _mark(word)
    entry = cues.embedding.get(f"{head.lemma} {marker}") if marker is not None else None
    if entry is not None:
        return entry
    entry = cues.embedding.get(head.lemma)
    if entry is None:
        return None
    if relation in ("ccomp", "csubj", "csubj:pass", "xcomp"):
        return entry
    if relation == "acl":
        return entry if _infinitive(word) or marker in ("that", "whether", "of", "about") else None
    if relation in ("obl", "nmod"):
        return entry if (marker in ("of", "to", "from", "for") and entry.objects) else None
    if relation in ("obj", "nsubj:pass"):
        return entry if entry.objects and not _known(word, entry) else None
    if relation == "nsubj":
        return entry if entry.through and head.upos == "VERB" and head.child("obj") is None else None
    return None


def _known(word: Word, entry: Embedding) -> bool:
    """Whether a noun under "oppose" or "plan" is presupposed all the same: "opposed the war" leaves the war real."""
    return entry.value in ("CT-", "PR-") and any(
        child.deprel == "det" and child.lower in _DEFINITE for child in word.children
    )


def _adverbial(judgement: _Judgement, word: Word, head: Word, cues: FactualityCues) -> None:
    marker = _mark(word)
    if marker in cues.open_markers:
        judgement.apply("Uu")
        judgement.tense = "future" if marker in cues.future_markers or judgement.tense == "ongoing" else judgement.tense
    elif marker in cues.negative_prepositions:
        judgement.apply("CT-")
    elif _infinitive(word):
        judgement.apply("Uu")
        judgement.tense = "future"
    elif marker in cues.ground_markers and judgement.tense is None and word.xpos == "VBG":
        judgement.tense = "past"
    if judgement.tense is None:
        judgement.tense = clause_modality(head, cues).tense


def _independent(word: Word) -> bool:
    """Whether a later conjunct has a subject or auxiliary of its own, so that the first one's don't reach it."""
    if any(child.deprel in ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "expl") for child in word.children):
        return True
    head = word.head
    return head is not None and word.xpos in ("VBD", "VBZ", "VBP") and head.xpos not in ("VBD", "VBZ", "VBP")


def _infinitive(word: Word) -> bool:
    return any(child.lower == "to" and child.deprel == "mark" for child in word.children)


def _mark(word: Word) -> str | None:
    for child in word.children:
        if child.deprel in ("mark", "case") and child.i < word.i:
            following = child.child("fixed")
            return child.lower if following is None else f"{child.lower} {following.lower}"
        if child.deprel == "advmod" and child.lower in ("whether", "when") and child.i < word.i:
            return child.lower
    return None


def _through_sources(
    parse: Parse, word: Word, draft: EventDraft, attributions: Sequence[AttributionDraft], value: Factuality
) -> Factuality:
    """Apply cues that reach the event only through a quotation: "Will they attack?" he asked."""
    if value != "CT+":
        return value
    for attribution in attributions:
        if attribution.cue_head is None or not attribution.covers(*draft.trigger):
            continue
        cue = parse.words[attribution.cue_head]
        if cue.sentence is word.sentence and any(above is cue for above in word.ancestors()):
            continue
        if attribution.kind == "indirect" and cue.deprel == "parataxis" and attribution.cue_class in _UNCOMMITTED:
            return attribution.factuality
    return value


def _auxiliaries(
    word: Word, value: Factuality, tense: Tense, published: str | None, cues: FactualityCues
) -> tuple[Auxiliary, ...]:
    found: list[Auxiliary] = []
    if value.endswith("-"):
        found.append("negation")
    if tense == "future":
        found.append("future")
    if value in ("PS+", "Uu"):
        found.append("hypothetical")
    if tense == "past" and published is not None and is_historical(word, published, cues):
        found.append("historical")
    return tuple(found)
