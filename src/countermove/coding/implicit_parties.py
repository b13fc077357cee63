"""Parties that a sentence leaves out and the article names elsewhere, by a learned ranking of the article's entities.

"The town was shelled" after "The army advanced"; "he refused" two paragraphs after the request. For an event without
actor or without recipient every entity of the article is a candidate; a logistic model over where and how it is told
of elsewhere gives the probability that it is meant. The weights are fitted on our annotated articles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.coding.draft import EntityTable, EventDraft
from countermove.coding.impossible_parties import of_foreigners
from countermove.coding.parties import is_official, is_political
from countermove.ontology.combination import Combination, weigh
from countermove.ontology.plover import SYMMETRIC_TYPES
from countermove.reader.parse import Parse

_HOSTILE = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "THREATEN", "ACCUSE", "REQUEST", "REJECT", "PROTEST", "MOBILIZE"}
)
_DOMESTIC = frozenset({"PROTEST", "COERCE", "CONCEDE", "RETREAT"})
"""Types whose parties are mostly of one country."""

_BY_ARMS = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})
_ARMED = frozenset({"MIL", "REB", "UAF", "PRM"})
_ADDRESSED = frozenset({"REQUEST", "PROTEST", "ACCUSE", "THREATEN"})
"""Types that governments are mostly at the receiving end of."""

_POLICE_REACH = 300
"""How many words away the police may be named."""

_FAR = 30
"""Events further away than this tell nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event's place in the article and its parties as entity numbers."""

    sentence: int
    event_type: str
    mode: str | None
    hostile: bool
    actors: frozenset[int]
    recipients: frozenset[int]


def told(parse: Parse, drafts: Sequence[EventDraft], entities: EntityTable) -> list[Told]:
    """The events in the form that the features are read from."""

    def numbers(heads: Sequence[int]) -> frozenset[int]:
        return frozenset(n for head in heads if (n := entities.by_head.get(head)) is not None)

    return [
        Told(
            parse.words[draft.predicate].sentence.number,
            draft.event_type,
            draft.mode,
            draft.event_type in _HOSTILE,
            numbers(draft.actors),
            numbers(draft.recipients),
        )
        for draft in drafts
    ]


def role_features(
    parse: Parse, events: Sequence[Told], place: int, role: str, entities: EntityTable
) -> Iterator[tuple[int, dict[str, float]]]:
    """Every entity that may fill an empty role of the event at a place, with its evidence."""
    event = events[place]
    others = event.actors if role == "recipient" else event.recipients
    taken = event.actors | event.recipients
    partner_countries = {entities.entities[n].country for n in others} - {None}
    near = _nearest(events, place, role, others)
    roles = Counter(n for other in events for n in (other.actors if role == "actor" else other.recipients))
    opposed = Counter(
        n
        for other in events
        if other.hostile
        for n in (other.recipients if others & other.actors else other.actors if others & other.recipients else ())
    )
    for entity in entities.entities:
        if entity.number in taken or not entity.mentions:
            continue
        sentences = [parse.words[mention.head].sentence.number for mention in entity.mentions]
        before = [event.sentence - number for number in sentences if number <= event.sentence]
        distance = min(before) if before else 3 + min(number - event.sentence for number in sentences)
        same_country = entity.country is not None and entity.country in partner_countries
        if same_country and of_foreigners(event.event_type, event.mode):
            continue
        yield (
            entity.number,
            {
                "distance": -math.log1p(distance),
                "here": float(distance == 0),
                "later_only": float(not before),
                "mentions": math.log(len(entity.mentions)),
                "political": float(is_political(entity)),
                "official": float(is_official(entity)),
                "state": float(entity.kind == "state"),
                "person": float(entity.kind == "person"),
                "place": float(entity.kind == "place"),
                "armed_in_arms": float(event.event_type in _BY_ARMS and not _ARMED.isdisjoint(entity.sectors)),
                "police_in_coercion": float(event.event_type == "COERCE" and "COP" in entity.sectors),
                "government_addressed": float(event.event_type in _ADDRESSED and "GOV" in entity.sectors),
                "plays_role": math.log1p(roles[entity.number]),
                "opposed": math.log1p(opposed[entity.number]) * float(event.hostile),
                "opposed_kindly": math.log1p(opposed[entity.number]) * float(not event.hostile),
                "same_type": near["same_type"].get(entity.number, 0.0),
                "last_partner": near["last_partner"].get(entity.number, 0.0),
                "answers": near["answers"].get(entity.number, 0.0),
                "same_country": float(same_country and event.event_type not in _DOMESTIC),
                "same_country_domestic": float(same_country and event.event_type in _DOMESTIC),
                "other_country": float(bool(partner_countries) and entity.country is not None and not same_country),
                "symmetric": float(event.event_type in SYMMETRIC_TYPES),
                "several_partners": float(len(others) > 1),
                "several_symmetric": float(len(others) > 1 and event.event_type in SYMMETRIC_TYPES),
                "no_partner": float(not others),
                f"type_{event.event_type}": 1.0,
            },
        )


def _nearest(events: Sequence[Told], place: int, role: str, others: frozenset[int]) -> dict[str, dict[int, float]]:
    """Who plays this role nearby: in an event of the type, with the same partner, or as the partner's opposite."""
    event = events[place]
    found: dict[str, dict[int, float]] = {"same_type": {}, "last_partner": {}, "answers": {}}
    order = sorted(range(len(events)), key=lambda n: (abs(n - place), n > place))
    for number in order:
        other = events[number]
        if number == place or abs(number - place) > _FAR:
            continue
        weight = 1.0 / (1 + abs(number - place))
        in_role, in_other = (other.actors, other.recipients) if role == "actor" else (other.recipients, other.actors)
        for name, members, fits in (
            ("same_type", in_role, other.event_type == event.event_type),
            ("last_partner", in_role, bool(others & in_other)),
            ("answers", in_other, bool(others & in_role)),
        ):
            if fits:
                for member in members:
                    found[name].setdefault(member, weight)
    return found


def fill_parties(parse: Parse, drafts: Sequence[EventDraft], entities: EntityTable, weights: Combination) -> None:
    """Fill empty roles in place with the likeliest entity where it reaches the least probability."""
    events = told(parse, drafts, entities)
    for place, draft in enumerate(drafts):
        for role, model, least in (
            ("actor", weights.implicit_actor, weights.least_implicit_actor),
            ("recipient", weights.implicit_recipient, weights.least_implicit_recipient),
        ):
            if (draft.actors if role == "actor" else draft.recipients) or draft.own_frame:
                continue
            if draft.symmetric and len(draft.actors) > 1:
                continue
            if role == "actor" and draft.mode == "arrest" and (police := _police_near(draft, entities)) is not None:
                draft.actors = (police,)
                draft.notes.append(f"actor “{parse.words[police].text}”: arrests are made by the police named nearby")
                events[place] = told(parse, [draft], entities)[0]
                continue
            ranked = [
                (weigh(model, features), -number)
                for number, features in role_features(parse, events, place, role, entities)
            ]
            probability, number = max(ranked, default=(-1.0, 0))
            if probability < least:
                continue
            entity = entities.entities[-number]
            head = entities.nearest_mention(entity.number, draft.predicate)
            if role == "actor" or draft.symmetric:
                draft.actors = tuple(sorted((*draft.actors, head)))
                events[place] = told(parse, [draft], entities)[0]
            else:
                draft.recipients = (head,)
            draft.notes.append(f"{role} “{parse.words[head].text}” is understood, probability {probability:.2f}")


def _police_near(draft: EventDraft, entities: EntityTable) -> int | None:
    """The nearest mention of the police, unless it is who was arrested."""
    arrested = {entities.by_head.get(head) for head in draft.recipients}
    heads = [
        mention.head
        for entity in entities.entities
        if entity.sectors[:1] == ("COP",) and entity.number not in arrested
        for mention in entity.mentions
        if abs(mention.head - draft.predicate) <= _POLICE_REACH
    ]
    return min(heads, key=lambda head: (abs(head - draft.predicate), head), default=None)
