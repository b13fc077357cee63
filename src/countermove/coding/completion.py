"""Parties that a clause leaves out and the article names elsewhere: "The town was shelled" after "The army shelled it".

An event without an actor takes that of the nearest event of its type (and mode) with a recipient in common. A directed
act without recipient takes that of the last such event of the same actor, else the other side of the nearest event that
its actor takes part in. Nominals of meetings and agreements take the parties of the last event of their type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from countermove.coding.draft import EntityTable, EventDraft
from countermove.reader.parse import Parse

_AGENTIVE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AID", "RETREAT", "ACCUSE"})
"""Types whose actors are left out of passives and nominals again and again."""

_DIRECTED = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "ACCUSE", "REQUEST", "THREATEN", "REJECT"})
"""Types that nearly always have a recipient, said or understood."""

_BETWEEN = frozenset({"CONSULT", "AGREE"})
"""Types whose nominals ("the talks") leave out who takes part."""

_DISCOUNT = 0.9
_REACH = 10
"""How many events away the same act may be told more fully."""

_LEGAL_MODES = frozenset({"arrest", "allege", "convict", "investigate"})
"""Modes of what one and the same state does to a suspect."""

_POLICE_REACH = 80
"""How many words away the police may be named."""

_NEAR = 3
"""How many events away another act may show who the other side is."""


_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "ACCUSE", "REQUEST", "REJECT"})
"""Types whose parties stand against each other."""

_WARLIKE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PRM"})
_Side = tuple[str | None, str | int]
"""Country and part of it: a state with its organs is one side; rebels, parties and civilians are others."""


@dataclass(slots=True)
class _Told:
    """The sides that an event names."""

    actors: set[_Side]
    recipients: set[_Side]


def complete_parties(parse: Parse, drafts: list[EventDraft], entities: EntityTable) -> None:
    """Fill missing actors and recipients in place; confidence sinks a little, the notes say where they are from."""
    told = [_Told(_sides(draft.actors, entities), _sides(draft.recipients, entities)) for draft in drafts]
    for place, draft in enumerate(drafts):
        here = told[place]
        if draft.event_type in _BETWEEN:
            if not here.recipients and len(here.actors) < 2 and parse.words[draft.predicate].upos == "NOUN":
                _take_parties(parse, drafts, told, place)
        elif draft.event_type in _AGENTIVE and not here.actors and here.recipients:
            _take_actor(parse, drafts, told, place)
            if not draft.actors and draft.mode == "arrest":
                _take_police(parse, draft, entities)
        elif draft.event_type in _DIRECTED and here.actors and not here.recipients:
            _take_recipient(parse, drafts, told, place, entities)


def _take_parties(parse: Parse, drafts: list[EventDraft], told: list[_Told], place: int) -> None:
    for other in _earlier(place, _REACH):
        same = drafts[other].event_type == drafts[place].event_type
        if same and len(told[other].actors) > 1 and told[place].actors <= told[other].actors:
            drafts[place].actors = drafts[other].actors
            _note(parse, drafts[place], drafts[other], "actor")
            return


def _take_actor(parse: Parse, drafts: list[EventDraft], told: list[_Told], place: int) -> None:
    recipients = told[place].recipients
    for other in _around(place, len(drafts), _REACH):
        fuller = told[other]
        if (
            _alike(drafts[other], drafts[place])
            and fuller.actors
            and fuller.recipients & recipients
            and not fuller.actors & recipients
        ):
            drafts[place].actors = drafts[other].actors
            _note(parse, drafts[place], drafts[other], "actor")
            return


def _take_police(parse: Parse, draft: EventDraft, entities: EntityTable) -> None:
    """Arrests are made by the police; where an article names it nearby, it is the actor."""
    low, high = draft.predicate - _POLICE_REACH, draft.predicate + _POLICE_REACH
    nearby = [
        word.n
        for word in parse.words[max(0, low) : high]
        if (number := entities.by_head.get(word.n)) is not None and entities.entities[number].sectors[:1] == ("COP",)
    ]
    if nearby:
        police = min(nearby, key=lambda head: (abs(head - draft.predicate), head))
        draft.actors = (police,)
        draft.confidence *= _DISCOUNT
        draft.notes.append(f"actor “{parse.words[police].text}”: the police named nearby")


def _take_recipient(
    parse: Parse, drafts: list[EventDraft], told: list[_Told], place: int, entities: EntityTable
) -> None:
    actors = told[place].actors
    for other in _earlier(place, _REACH):
        fuller = told[other]
        if (
            _alike(drafts[other], drafts[place])
            and fuller.recipients
            and fuller.actors & actors
            and not fuller.recipients & actors
        ):
            drafts[place].recipients = drafts[other].recipients
            _note(parse, drafts[place], drafts[other], "recipient")
            return
    for other in _around(place, len(drafts), _NEAR):
        if drafts[place].event_type in _WARLIKE and drafts[other].event_type not in _HOSTILE:
            continue
        side = _other_side(drafts[other], told[other], actors, entities)
        if side:
            drafts[place].recipients = side
            _note(parse, drafts[place], drafts[other], "recipient")
            return


def _other_side(event: EventDraft, told: _Told, actors: set[_Side], entities: EntityTable) -> tuple[int, ...]:
    """Who stands opposite these sides in an event that they take part in."""
    if told.actors & actors and not told.recipients & actors:
        opposite = event.recipients or tuple(head for head in event.actors if _side(head, entities) not in actors)
    elif told.recipients & actors and not told.actors & actors:
        opposite = event.actors
    else:
        return ()
    return tuple(head for head in opposite if _is_power(_side(head, entities)))


def _is_power(side: _Side | None) -> bool:
    """Whether a side can stand against another: bystanders and victims ("14 sailors") don't, their state does."""
    return side is not None and side[0] is not None and isinstance(side[1], str)


def _earlier(place: int, reach: int) -> Iterator[int]:
    return iter(range(place - 1, max(-1, place - reach - 1), -1))


def _around(place: int, size: int, reach: int) -> Iterator[int]:
    """Places near this one, the nearest first, earlier before later."""
    for distance in range(1, reach + 1):
        if place - distance >= 0:
            yield place - distance
        if place + distance < size:
            yield place + distance


def _alike(left: EventDraft, right: EventDraft) -> bool:
    if left.mode in _LEGAL_MODES and right.mode in _LEGAL_MODES:
        return True
    return left.event_type == right.event_type and (not left.mode or not right.mode or left.mode == right.mode)


def _note(parse: Parse, draft: EventDraft, fuller: EventDraft, role: str) -> None:
    draft.confidence *= _DISCOUNT
    word = parse.words[fuller.predicate]
    draft.notes.append(f"{role} from the event told by “{word.text}” at {word.start}")


def _side(head: int, entities: EntityTable) -> _Side | None:
    number = entities.by_head.get(head)
    if number is None:
        return None
    entity = entities.entities[number]
    if entity.country is None:
        return (None, number)
    if not entity.sectors or entity.sectors[0] in _STATE_SECTORS:
        return (entity.country, "state")
    if entity.sectors[0] == "CVL":
        return (entity.country, number)  # the civilians of one street aren't those of another
    return (entity.country, entity.sectors[0])


def _sides(heads: tuple[int, ...], entities: EntityTable) -> set[_Side]:
    return {side for head in heads if (side := _side(head, entities)) is not None}
