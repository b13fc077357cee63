"""ACLED's actors: the category of an entity, and how ACLED names the sides of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.exports.acled_rules import AcledRules, Rule
from countermove.exports.countries import Countries
from countermove.schema import Entity

STATE_FORCES = "State forces"
EXTERNAL = "External/Other forces"
CIVILIANS = "Civilians"
_CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
"""Who demonstrates is named so, whatever else he is."""
_COLLECTIVE = frozenset({CIVILIANS, "Protesters", "Rioters"})
"""Named after their country only: "Civilians (Kenya)"."""
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Party:
    """An entity with its category, None where nothing tells it."""

    entity: Entity
    category: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side as ACLED writes it: the actor, those associated with it, and its category (``inter``)."""

    actor: str
    associated: tuple[str, ...]
    category: str


NOBODY = Side("", (), "")


def categorize(entity: Entity, rules: AcledRules, *, acting: bool, country: str | None) -> Party:
    """Put an entity in its category.

    Args:
        entity: who.
        rules: the tables.
        acting: whether it acts in the event; officials who are harmed are civilians.
        country: where the event happened; a state's forces abroad are external ones.
    """
    category = next(_categories(entity, rules, acting), None)
    if category == STATE_FORCES and entity.country and country and entity.country != country:
        category = EXTERNAL
    return Party(entity, category)


def _categories(entity: Entity, rules: AcledRules, acting: bool) -> Iterator[str]:
    """The categories that something tells, the most telling first."""
    words = {word.removesuffix("s") for word in _WORD.findall(entity.name.lower())}
    yield from (category.name for category in rules.categories.values() if category.words & words)
    if entity.kind == "state":
        yield STATE_FORCES
    for sector in entity.sectors:
        if acting:
            yield from (category.name for category in rules.categories.values() if sector in category.acting)
        yield from (category.name for category in rules.categories.values() if sector in category.sectors)


def sides(
    actors: Sequence[Party], recipients: Sequence[Party], rule: Rule, countries: Countries, country: str | None
) -> tuple[Side, Side]:
    """Actor 1 and actor 2, in ACLED's order.

    Whom a protest is addressed to is no actor of ACLED's, which lists who is there.
    """
    first, second = (recipients, actors) if rule.recipient_first else (actors, recipients)
    crowd = _CROWDS.get(rule.sub_event.event_type)
    if rule.event_type == "PROTEST":
        second = ()
    return _side(first, crowd, countries, country), _side(second, None, countries, country)


def _side(parties: Sequence[Party], crowd: str | None, countries: Countries, country: str | None) -> Side:
    if not parties:
        return NOBODY
    category = crowd or next((party.category for party in parties if party.category), None) or ""
    named = tuple(
        party.entity.name for party in parties if any(mention.form == "name" for mention in party.entity.mentions)
    )
    if category not in _COLLECTIVE:
        names = tuple(party.entity.name for party in parties)
        return Side(names[0], names[1:], category)
    known = [countries.get(code or "") for code in (*(party.entity.country for party in parties), country)]
    home = next((item.acled for item in known if item), None)
    return Side(f"{category} ({home})" if home else category, named, category)


def interaction(first: Side, second: Side, rules: AcledRules) -> str:
    """ACLED's name for the two categories: lower number first, "X only" for one side, empty where one isn't known."""
    if second is NOBODY and first.category:
        return f"{first.category} only"
    if not first.category or not second.category:
        return ""
    low, high = sorted((first.category, second.category), key=lambda name: rules.categories[name].number)
    # ACLED writes this pair, and no other, the other way round: 78.
    return f"{high}-{low}" if (low, high) == (CIVILIANS, EXTERNAL) else f"{low}-{high}"
