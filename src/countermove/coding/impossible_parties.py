"""Parties that can't be meant, taken back after frames and heads have chosen.

Nobody expels diplomats of their own state; nobody is at both ends of a one-sided act while others are named; and
what an act is done with ("poisoned by a nerve agent") doesn't do it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from countermove.coding.draft import EntityTable, EventDraft
from countermove.ontology.plover import SYMMETRIC_TYPES
from countermove.reader.parse import Parse, Word

_OF_FOREIGNERS = frozenset({("SANCTION", "expel")})
"""Acts against those of another state only, by type and mode."""

_JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "PROTEST"})
_SHARED = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""What one does with others: who signs an agreement has made it."""

_GOVERNED = frozenset({"obj", "obl", "nmod", "conj", "compound", "nsubj:pass", "xcomp"})


def drop_impossible(
    parse: Parse, drafts: Sequence[EventDraft], entities: EntityTable, instruments: Collection[str]
) -> None:
    """Take back, in place, parties that can't be meant; ``instruments`` are lemmas of what acts are done with."""
    for draft in drafts:
        kept = [head for head in draft.actors if not _is_instrument(parse, head, entities, instruments)]
        foreign = [head for head in kept if not _expels_its_own(draft, entities, head)]
        states = [head for head in kept if _is_state(entities, head)]
        if kept and not foreign and states:  # "hundreds of diplomats are being expelled from Russia": not Russia's
            draft.notes.append("recipients can't be the actor's own people")
            draft.recipients = ()
        else:
            kept = foreign
        kept = [head for head in kept if not _at_both_ends(draft, entities, head)] or kept
        if len(kept) < len(draft.actors):
            gone = ", ".join(f"“{parse.words[head].text}”" for head in draft.actors if head not in kept)
            draft.notes.append(f"actor can't be {gone}")
            draft.actors = tuple(kept)


def drop_judges(parse: Parse, drafts: Sequence[EventDraft], entities: EntityTable) -> None:
    """Take back, in place, that those who judge or ask for an act have done it: "Norway condemned the deployment"."""
    by_word = {draft.predicate: draft for draft in drafts}
    for draft in drafts:
        noun = parse.words[draft.predicate]
        if noun.upos != "NOUN" or draft.event_type in _SHARED or noun.child("nmod:poss") is not None:
            continue
        judgement = next((by_word[word.n] for word in _above(noun) if word.n in by_word), None)
        if judgement is None or judgement.event_type not in _JUDGING:
            continue
        judges = {entities.by_head.get(head) for head in judgement.actors}
        kept = tuple(head for head in draft.actors if entities.by_head.get(head) not in judges)
        if kept != draft.actors:
            draft.actors = kept
            draft.notes.append(f"not by who judges it: “{parse.words[judgement.predicate].text}”")


def _above(noun: Word) -> Iterator[Word]:
    """The words that govern a noun as their object or in a phrase, up to the first verb."""
    word = noun
    while word.deprel in _GOVERNED and word.head is not None:
        word = word.head
        yield word
        if word.upos == "VERB":
            return


def of_foreigners(event_type: str, mode: str | None) -> bool:
    """Whether an act is done to those of another state only."""
    return (event_type, mode) in _OF_FOREIGNERS


def _at_both_ends(draft: EventDraft, entities: EntityTable, actor: int) -> bool:
    one_sided = not draft.symmetric and draft.event_type not in SYMMETRIC_TYPES
    return one_sided and entities.by_head.get(actor) in {entities.by_head.get(head) for head in draft.recipients}


def _is_instrument(parse: Parse, head: int, entities: EntityTable, instruments: Collection[str]) -> bool:
    entity = entities.by_head.get(head)
    nameless = entity is None or (entities.entities[entity].ref is None and not entities.entities[entity].sectors)
    return nameless and parse.words[head].lemma.lower() in instruments


def _expels_its_own(draft: EventDraft, entities: EntityTable, actor: int) -> bool:
    own = _country(entities, actor)
    expelled = {_country(entities, head) for head in draft.recipients}
    return of_foreigners(draft.event_type, draft.mode) and own is not None and expelled == {own}


def _country(entities: EntityTable, head: int) -> str | None:
    number = entities.by_head.get(head)
    return None if number is None else entities.entities[number].country


def _is_state(entities: EntityTable, head: int) -> bool:
    number = entities.by_head.get(head)
    return number is not None and entities.entities[number].kind == "state"
