"""PLOVER's folding: an act that is only announced or expected of oneself is coded as the announcement.

A future AID, COOPERATE, CONSULT or SUPPORT is AGREE, a future RETREAT is CONCEDE, a future SANCTION, COERCE, ASSAULT or
PROTEST by the one who acts is THREATEN. Which type becomes which stands in ``data/plover.yaml``. Tense and factuality
come from the factuality coder, which runs before.
"""

from __future__ import annotations

from countermove.coding.draft import EventDraft
from countermove.ontology.plover import Plover
from countermove.reader.parse import Parse, Word

_REFUSABLE = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT", "SUPPORT"})
_AIMS = frozenset({"SUPPORT", "COOPERATE", "CONSULT", "REQUEST"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_REAL = frozenset({"CT+", "PR+"})


def fold_events(parse: Parse, events: list[EventDraft], plover: Plover) -> list[EventDraft]:
    """Retype future acts in place; return the events in text order, without mere aims ("talks to deepen cooperation").

    The statement of a future act is itself made in the past, which is the tense of the folded event.
    """
    kept = [draft for draft in events if not _is_aim(parse, draft)]
    for draft in kept:
        if _refuses(parse, draft):
            _make_refusal(draft, plover)
            continue
        if _is_conditional(parse, draft) and draft.event_type in plover.folding.threatened:
            _make_threat(draft, plover)
            continue
        if draft.tense != "future" or draft.factuality not in _REAL or not draft.actors:
            continue
        planned = plover.folding.planned.get(draft.event_type)
        if planned == draft.event_type and not draft.recipients:
            _split_partners(parse, draft)
        if planned is None or planned == draft.event_type:
            continue
        threatened = plover.folding.threatened
        mode = None
        if planned == "THREATEN" and parse.words[draft.predicate].upos == "NOUN":
            continue
        if planned == "THREATEN":
            mode = threatened.get(f"{draft.event_type} {draft.mode}", threatened.get(draft.event_type))
        draft.notes.append(f"{draft.event_type} is future: {planned}")
        if not draft.recipients:
            _split_partners(parse, draft)
        draft.event_type, draft.mode = planned, mode
        draft.tense = "past"
        draft.auxiliary = tuple(item for item in draft.auxiliary if item != "future")
    return kept


def _is_aim(parse: Parse, draft: EventDraft) -> bool:
    """Whether an act stands only as the purpose of another one and nobody is committed to it."""
    word = parse.words[draft.predicate]
    return (
        draft.factuality == "Uu"
        and draft.event_type in _AIMS
        and word.xpos in ("VB", "VBG")
        and word.deprel in ("acl", "advcl", "xcomp", "conj")
    )


def _is_conditional(parse: Parse, draft: EventDraft) -> bool:
    """Whether somebody announces to act unless something is done."""
    word = parse.words[draft.predicate]
    if not draft.actors or not any(child.lemma in ("will", "would") for child in word.all_children("aux")):
        return False
    conditions = word.all_children("advcl")
    return any(mark.lower == "unless" for clause in conditions for mark in clause.all_children("mark"))


def _make_threat(draft: EventDraft, plover: Plover) -> None:
    threatened = plover.folding.threatened
    draft.notes.append(f"{draft.event_type} unless a condition is met: THREATEN")
    draft.mode = threatened.get(f"{draft.event_type} {draft.mode}", threatened.get(draft.event_type))
    draft.event_type, draft.factuality, draft.tense, draft.auxiliary = "THREATEN", "CT+", "past", ()


def _split_partners(parse: Parse, draft: EventDraft) -> None:
    """Who plans something "with" somebody acts towards him: the partners become recipients."""
    partners = tuple(head for head in draft.actors if _is_partner(parse.words[head]))
    if partners and len(partners) < len(draft.actors):
        draft.actors = tuple(head for head in draft.actors if head not in partners)
        draft.recipients = partners


def _is_partner(word: Word) -> bool:
    first = word.head if word.deprel == "conj" and word.head is not None else word
    return any(child.deprel == "case" and child.lower == "with" for child in first.children)


def _refuses(parse: Parse, draft: EventDraft) -> bool:
    """Whether somebody says that he will not do it: "would not agree to the plan"."""
    if draft.event_type not in _REFUSABLE or not draft.actors:
        return False
    children = parse.words[draft.predicate].children
    willing = any(child.deprel == "aux" and child.lemma in ("will", "would", "wo") for child in children)
    return willing and any(child.lower in _NEGATIONS for child in children)


def _make_refusal(draft: EventDraft, plover: Plover) -> None:
    asked = plover.folding.asked
    draft.notes.append(f"{draft.event_type} is refused: REJECT")
    draft.mode = asked.get(f"{draft.event_type} {draft.mode}", asked.get(draft.event_type))
    draft.event_type, draft.factuality, draft.tense, draft.auxiliary = "REJECT", "CT+", "past", ()
    draft.settled = True
