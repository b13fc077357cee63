"""Parties that a clause leaves out and the article names elsewhere: "The town was shelled" after "The army shelled it".

An event without an actor takes that of the nearest event of its type (and mode) with a recipient in common; a nominal
without recipient takes that of the nearest earlier one with an actor in common.
"""

from __future__ import annotations

from countermove.coding.draft import EntityTable, EventDraft
from countermove.reader.parse import Parse

_TYPES = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AID", "RETREAT", "ACCUSE"})
"""Types whose actors are left out of passives and nominals again and again."""

_DISCOUNT = 0.9
_REACH = 10
"""How many events away the fuller one may stand."""


def complete_parties(parse: Parse, drafts: list[EventDraft], entities: EntityTable) -> None:
    """Fill missing actors and recipients in place; confidence sinks a little, the notes say where they are from."""
    told = [(_numbers(draft.actors, entities), _numbers(draft.recipients, entities)) for draft in drafts]
    for place, draft in enumerate(drafts):
        if draft.event_type not in _TYPES:
            continue
        actors, recipients = told[place]
        if not actors and recipients:
            fuller = _nearest(drafts, told, place, recipients)
            if fuller is not None and not told[fuller][0] & recipients:
                draft.actors = drafts[fuller].actors
                _note(parse, draft, drafts[fuller], "actor")
        elif actors and not recipients and parse.words[draft.predicate].upos == "NOUN":
            fuller = _earlier(drafts, told, place, actors)
            if fuller is not None and not told[fuller][1] & actors:
                draft.recipients = drafts[fuller].recipients
                _note(parse, draft, drafts[fuller], "recipient")


def _nearest(
    drafts: list[EventDraft], told: list[tuple[set[int], set[int]]], place: int, recipients: set[int]
) -> int | None:
    nearby = range(max(0, place - _REACH), min(len(drafts), place + _REACH + 1))
    for other in sorted(nearby, key=lambda number: (abs(number - place), number)):
        if other != place and _alike(drafts[other], drafts[place]) and told[other][0] and told[other][1] & recipients:
            return other
    return None


def _earlier(
    drafts: list[EventDraft], told: list[tuple[set[int], set[int]]], place: int, actors: set[int]
) -> int | None:
    for other in range(place - 1, max(-1, place - _REACH - 1), -1):
        if _alike(drafts[other], drafts[place]) and told[other][1] and told[other][0] & actors:
            return other
    return None


def _alike(left: EventDraft, right: EventDraft) -> bool:
    return left.event_type == right.event_type and (not left.mode or not right.mode or left.mode == right.mode)


def _note(parse: Parse, draft: EventDraft, fuller: EventDraft, role: str) -> None:
    draft.confidence *= _DISCOUNT
    word = parse.words[fuller.predicate]
    draft.notes.append(f"{role} from the event told by “{word.text}” at {word.start}")


def _numbers(heads: tuple[int, ...], entities: EntityTable) -> set[int]:
    return {number for head in heads if (number := entities.by_head.get(head)) is not None}
