"""Whom an act counts for: entities of the record as parties.

A state acts through all who speak for it: government, ministries, officials, forces, police, courts, and parliament as
a body. Opposition, parties, single members of parliament, former officials, firms, media, crowds and rebels are voices
of their state. International bodies, blocs and states known by number only are parties of their own. What the registry
doesn't know, invented states among it, is placed by the words of the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.ontology.actor_organizations import read_organizations
from countermove.ontology.actor_states import Countries, load_countries
from countermove.ontology.actor_types import NON_STATE_CODES, Actor
from countermove.ontology.lexicon import DATA
from countermove.ontology.tables import read_table
from countermove.record.rows import among
from countermove.response.answer import Party
from countermove.response.party_rules import PartyRules, load_party_rules
from countermove.response.party_texts import OWN, PartyTexts, Place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_UNITED_NATIONS, _EUROPEAN_UNION = "united-nations", "european-union"
_MOST_TEXTS = 200
_DIGITS = re.compile(r"\d")
_FORMER = "ELI"


@dataclass(frozen=True, slots=True)
class PartyKnowledge:
    """What parties are told by, beside the record; ``bodies`` are international ones by key, ``names`` keys by name."""

    countries: Countries
    rules: PartyRules
    bodies: Mapping[str, Actor]
    names: Mapping[str, str]

    @classmethod
    def load(cls) -> PartyKnowledge:
        """Load the shipped files.

        Raises:
            LexiconError: a file is missing or wrong.
        """
        countries = load_countries(DATA / "actors")
        codes = frozenset(countries.states) | NON_STATE_CODES
        table = read_table(DATA / "actors" / "organizations" / "international.tsv")
        bodies = {actor.ref: actor for _, actor in read_organizations(table, codes)}
        names = {
            name: actor.ref for actor in bodies.values() for name in (actor.name, *actor.aliases) if name[0].isupper()
        }
        return cls(countries, load_party_rules(), bodies, names)


@dataclass(frozen=True, slots=True)
class _Entity:
    number: int
    identifier: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    ref: str | None

    @property
    def first_sector(self) -> str | None:
        return self.sectors[0] if self.sectors else None


class Parties:
    """The parties of some entities.

    Args:
        connection: an open record.
        entities: numbers of the entities.
        articles: numbers of the articles whose texts tell what an entity belongs to where the registry doesn't.
        knowledge: countries, bodies and rules.
    """

    def __init__(
        self,
        connection: DuckDBPyConnection,
        entities: Iterable[int],
        articles: Iterable[int],
        knowledge: PartyKnowledge,
    ) -> None:
        self._connection = connection
        self._knowledge, self._rules = knowledge, knowledge.rules
        self._entities: dict[int, _Entity] = {}
        self._parties: dict[int, Party] = {}
        self._texts: PartyTexts | None = None
        self._articles = sorted(set(articles))[:_MOST_TEXTS]
        self.add(entities)

    def add(self, entities: Iterable[int]) -> None:
        """Find the parties of further entities."""
        new = _entities(self._connection, set(entities) - self._entities.keys())
        self._entities.update(new)
        unclear = []
        for entity in new.values():
            party = self._registered(entity)
            if party is not None:
                self._parties[entity.number] = party
            if party is None or (entity.ref is None and entity.country in self._knowledge.countries.states):
                unclear.append(entity)
        if unclear and self._articles:
            places = self._in_texts.places(entity.number for entity in unclear)
            for entity in unclear:
                self._parties[entity.number] = self._placed(entity, places.get(entity.number, []))
        for entity in unclear:
            self._parties.setdefault(entity.number, self._voice(entity, entity.country))

    def of(self, number: int) -> Party | None:
        """The party that an entity counts for; None for no known entity."""
        return self._parties.get(number)

    def narrates(self, number: int) -> bool:
        """Whether what the entity says is that of a witness, a journalist or an expert."""
        entity = self._entities.get(number)
        return entity is None or bool(entity.sectors and entity.sectors[0] in self._rules.narrators)

    def state(self, code: str) -> Party:
        """The party of a state by its code."""
        known = self._knowledge.countries.states.get(code)
        return Party(code, known.name if known else code, "state", code)

    def body(self, key: str) -> Party:
        """The party of an international body by its key in the actor registry."""
        actor = self._knowledge.bodies[key]
        return Party(key, actor.name, "organization", None)

    def at_seat(self, party: Party, articles: Iterable[int]) -> Party:
        """The body that sits in the capital, where articles have no other word for the state and speak of the body.

        Where none of all the articles has a word for the state, it is enough that one of them speaks of the body.
        """
        seat = self._rules.seats.get(party.key)
        if seat is None or not self._articles:
            return party
        name, key = seat
        state = self._knowledge.countries.states[party.key]
        words = (state.name, *state.adjectives, *state.people)
        known = self._in_texts.texts
        own = [text for number in articles if (text := known.get(number)) is not None]
        if not own or not all(name in text and not any(word in text for word in words) for text in own):
            return party
        nowhere = not any(word in text for text in known.values() for word in words)
        speaks = self._in_texts.names_body(known if nowhere else articles, key, one_is_enough=nowhere)
        return self.body(key) if speaks else party

    def named_in(self, text: str) -> list[Party]:
        """The states and bodies that a text names, as often as it does; none without articles."""
        if not self._articles:
            return []
        words = self._in_texts.words.inside(text, 0, len(text))
        return [self._state_of(word.key) for word in words if not word.key.startswith(OWN)]

    @property
    def invented(self) -> Mapping[str, tuple[str, ...]]:
        """Adjectives of the states that only the texts know, by name."""
        return self._texts.words.invented if self._texts is not None else {}

    @property
    def _in_texts(self) -> PartyTexts:
        if self._texts is None:
            known = self._knowledge
            self._texts = PartyTexts(self._connection, self._articles, known.countries, known.names, known.rules)
        return self._texts

    def _registered(self, entity: _Entity) -> Party | None:
        """The party as far as codes and kinds tell; None where the texts must."""
        if self._counted(entity):
            return Party(entity.identifier, entity.name, "states", None)
        if entity.kind == "bloc":
            return Party(entity.identifier, entity.name, "bloc", None)
        if entity.country in self._rules.own_codes:
            return self._international(entity)
        if entity.country not in self._knowledge.countries.states:
            return None
        return self.state(entity.country) if self._speaks_for_state(entity) else self._voice(entity, entity.country)

    def _counted(self, entity: _Entity) -> bool:
        """Whether these are states known by their number or kind only."""
        if entity.ref is not None or entity.kind in ("person", "place"):
            return False
        words = re.findall(r"[\w'’]+", entity.name.lower())
        if not any(word in self._rules.plural for word in words):
            return False
        counted = any(word in self._rules.counting for word in words) or _DIGITS.search(entity.name) is not None
        return counted or entity.country is None

    def _international(self, entity: _Entity) -> Party | None:
        code = entity.country
        assert code is not None
        if code == "UNO" and (entity.kind == "person" or entity.ref in (None, _UNITED_NATIONS)):
            return self.body(_UNITED_NATIONS)
        if code == "EUR" and (entity.kind == "person" or entity.first_sector == "GOV"):
            return self.body(_EUROPEAN_UNION)
        if code == "IGO" and entity.kind == "person":
            return None
        return Party(entity.identifier, entity.name, self._rules.own_codes[code], None)

    def _speaks_for_state(self, entity: _Entity) -> bool:
        if _FORMER in entity.sectors:
            return False
        if entity.kind == "state" or (entity.kind == "place" and not entity.sectors):
            return True
        first = entity.first_sector
        if first is None and entity.kind != "person" and entity.name.split():
            return entity.name.lower().split()[-1] in self._rules.forces
        return first in self._rules.organs or (entity.kind != "person" and first in self._rules.bodies)

    def _voice(self, entity: _Entity, country: str | None) -> Party:
        return Party(entity.identifier, entity.name, "voice", country)

    def _placed(self, entity: _Entity, places: Sequence[Place]) -> Party:
        """The party by the words around an entity's mentions; what they say goes before a country that is inferred."""
        texts = self._in_texts
        named = texts.words.key(entity.name) if not entity.sectors or entity.kind in ("state", "place") else None
        if named is not None:
            return self._state_of(named)
        official = self._speaks_for_state(entity) or (not entity.sectors and texts.holds_office(places))
        key = texts.beside(places)
        if key is None and official and entity.name[:1].islower():
            key = texts.subject(places)
        country = self._supported(entity, places)
        if key is None and country is not None:
            key = country
        if key is None and entity.kind == "person" and entity.name[:1].isupper():
            namesake = self._namesake(entity)
            if namesake is not None:
                return namesake
        if key is None and official and entity.kind != "place":
            key = texts.before(places)
        if key is not None and key.startswith(OWN):
            return self._own_body(int(key.removeprefix(OWN)), entity)
        if key is not None and (official or key in self._knowledge.bodies):
            return self._state_of(key)
        if entity.kind == "place":
            return Party(entity.identifier, entity.name, "state", None)
        if key is None and entity.kind == "organization" and (not entity.sectors or entity.country == "IGO"):
            return Party(entity.identifier, entity.name, "organization", None)
        return self._voice(entity, None if key is None else self._state_of(key).key)

    def _supported(self, entity: _Entity, places: Sequence[Place]) -> str | None:
        """The country of the reading; None where it was inferred among states that only these texts know."""
        if entity.country not in self._knowledge.countries.states:
            return None
        texts = self._in_texts
        if not texts.words.invented or texts.names_state({one.article for one in places}, entity.country):
            return entity.country
        return None

    def _namesake(self, entity: _Entity) -> Party | None:
        """The party of the one other person of this surname who has an office or a country."""
        surname = entity.name.split()[-1]
        others = [
            one.number
            for one in self._in_texts.named
            if one.kind == "person" and one.number != entity.number and one.sectors and one.name.split()[-1] == surname
        ]
        if len(others) != 1 or others[0] in self._parties:
            return self._parties.get(others[0]) if len(others) == 1 else None
        self.add(others)
        return self._parties.get(others[0])

    def _own_body(self, number: int, speaker: _Entity) -> Party:
        """The party of a body that the texts name, for which somebody speaks."""
        if number != speaker.number and number not in self._parties:
            self._parties[number] = self._voice(speaker, None)  # who speaks for one another is nobody's body
            self._entities.pop(number, None)
            self.add([number])
        found = self._parties.get(number)
        return found if found is not None else self._voice(speaker, None)

    def _state_of(self, key: str) -> Party:
        if key in self._knowledge.bodies:
            actor = self._knowledge.bodies[key]
            return self.body(_UNITED_NATIONS if actor.country == "UNO" else key)
        if key not in self._in_texts.words.invented:
            return self.state(key)
        row = self._connection.execute(
            "select min_by(entity_id, entity_no) from entities where name = ?", [key]
        ).fetchone()
        identifier = str(row[0]) if row and row[0] is not None else key
        return Party(identifier, key, "state", identifier)


def _entities(connection: DuckDBPyConnection, numbers: Iterable[int]) -> dict[int, _Entity]:
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    rows = connection.execute(
        "select entity_no, entity_id, name, kind, country, sectors, ref from entities "
        f"where {among('entity_no', wanted)} order by entity_no"
    ).fetchall()
    return {
        int(row[0]): _Entity(int(row[0]), row[1], row[2], row[3], row[4], tuple((row[5] or "").split()), row[6])
        for row in rows
    }
