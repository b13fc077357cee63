"""Whom an act counts for: entities of the record as parties.

A state acts through all who speak for it: government, ministries, officials, forces, police, courts, and parliament as
a body. Opposition, parties, single members of parliament, former officials, firms, media, crowds and rebels are voices
of their state. International bodies, blocs and states known by number only are parties of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.ontology.actor_states import Countries, load_countries
from countermove.ontology.lexicon import DATA
from countermove.record.rows import numbers_in
from countermove.response.answer import Party
from countermove.response.party_rules import PartyRules, load_party_rules
from countermove.response.state_words import StateWords

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_UNITED_NATIONS, _EUROPEAN_UNION = "united-nations", "european-union"
_REACH = 300
_MOST_TEXTS = 200
_DIGITS = re.compile(r"\d")
_FORMER = "ELI"


@dataclass(frozen=True, slots=True)
class PartyKnowledge:
    """What parties are told by, beside the record."""

    countries: Countries
    rules: PartyRules

    @classmethod
    def load(cls) -> PartyKnowledge:
        """Load the shipped files.

        Raises:
            LexiconError: a file is missing or wrong.
        """
        return cls(load_countries(DATA / "actors"), load_party_rules())


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


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention of an entity: the article's text and the characters."""

    text: str
    start: int
    end: int


class Parties:
    """The parties of some entities.

    Args:
        connection: an open record.
        entities: numbers of the entities.
        articles: numbers of the articles whose texts tell what an entity belongs to where the registry doesn't.
        knowledge: countries and rules.
    """

    def __init__(
        self,
        connection: DuckDBPyConnection,
        entities: Iterable[int],
        articles: Iterable[int],
        knowledge: PartyKnowledge,
    ) -> None:
        self._connection = connection
        self._countries, self._rules = knowledge.countries, knowledge.rules
        self._entities: dict[int, _Entity] = {}
        self._parties: dict[int, Party] = {}
        self._texts: dict[int, str] = {}
        self.add(entities, articles)

    def add(self, entities: Iterable[int], articles: Iterable[int]) -> None:
        """Find the parties of further entities."""
        new = _entities(self._connection, set(entities) - self._entities.keys())
        self._entities.update(new)
        unclear = []
        for entity in new.values():
            party = self._registered(entity)
            if party is not None:
                self._parties[entity.number] = party
            else:
                unclear.append(entity)
        if unclear:
            self._by_texts(unclear, sorted(set(articles))[:_MOST_TEXTS])

    def of(self, number: int) -> Party | None:
        """The party that an entity counts for; None for no known entity."""
        return self._parties.get(number)

    def narrates(self, number: int) -> bool:
        """Whether what the entity says is that of a witness, a journalist or an expert."""
        entity = self._entities.get(number)
        return entity is None or bool(entity.sectors and entity.sectors[0] in self._rules.narrators)

    def state(self, code: str) -> Party:
        """The party of a state by its code."""
        known = self._countries.states.get(code)
        return Party(code, known.name if known else code, "state", code)

    def _registered(self, entity: _Entity) -> Party | None:
        """The party as far as codes and kinds tell; None where the texts must."""
        if self._counted(entity):
            return Party(entity.identifier, entity.name, "states", None)
        if entity.kind == "bloc":
            return Party(entity.identifier, entity.name, "bloc", None)
        if entity.country in self._rules.own_codes:
            return self._international(entity)
        if entity.country not in self._countries.states:
            return None
        if self._speaks_for_state(entity):
            return self.state(entity.country)
        return Party(entity.identifier, entity.name, "voice", entity.country)

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
            return Party(_UNITED_NATIONS, "United Nations", "organization", None)
        if code == "EUR" and (entity.kind == "person" or entity.first_sector == "GOV"):
            return Party(_EUROPEAN_UNION, "European Union", "organization", None)
        if code == "IGO" and entity.kind == "person":
            return None
        return Party(entity.identifier, entity.name, self._rules.own_codes[code], None)

    def _speaks_for_state(self, entity: _Entity) -> bool:
        if _FORMER in entity.sectors:
            return False
        if entity.kind == "state" or (entity.kind == "place" and not entity.sectors):
            return True
        first = entity.first_sector
        return first in self._rules.organs or (entity.kind != "person" and first in self._rules.bodies)

    def _by_texts(self, unclear: Sequence[_Entity], articles: Sequence[int]) -> None:
        """Find where entities without a country belong, by the words around their mentions."""
        places = self._mentions([entity.number for entity in unclear], articles)
        names = [entity.name for entity in unclear if entity.name[:1].isupper()]
        words = StateWords(self._countries, list(self._texts.values()), names)
        for entity in unclear:
            if entity.kind == "state" and entity.name[:1].isupper() and words.key(entity.name) is None:
                words.add_state(entity.name)
        for entity in unclear:
            self._parties[entity.number] = self._placed(entity, places.get(entity.number, []), words)

    def _placed(self, entity: _Entity, places: Sequence[_Place], words: StateWords) -> Party:
        key = words.key(entity.name)
        official = entity.kind == "state" or self._speaks_for_state(entity)
        if key is not None and entity.first_sector is None:
            return self._state_of(key, words)
        if entity.country == "IGO":
            return Party(entity.identifier, entity.name, "organization", None)
        key = _most([words.beside(place.text, place.start, place.end) for place in places])
        if key is None and official and entity.kind != "place":
            key = _most([words.last_before(place.text, place.start, _REACH) for place in places[:3]])
        if key is not None and official:
            return self._state_of(key, words)
        if entity.country is None and key is None and entity.kind == "organization" and not entity.sectors:
            return Party(entity.identifier, entity.name, "organization", None)
        if entity.kind == "place":
            return Party(entity.identifier, entity.name, "state", None)
        country = None if key is None else self._state_of(key, words).key
        return Party(entity.identifier, entity.name, "voice", country)

    def _state_of(self, key: str, words: StateWords) -> Party:
        if key not in words.invented:
            return self.state(key)
        row = self._connection.execute(
            "select min_by(entity_id, entity_no) from entities where name = ?", [key]
        ).fetchone()
        identifier = str(row[0]) if row and row[0] is not None else key
        return Party(identifier, key, "state", identifier)

    def _mentions(self, numbers: Sequence[int], articles: Sequence[int]) -> dict[int, list[_Place]]:
        if not articles:
            return {}
        wanted = numbers_in(articles)
        self._texts = {
            int(number): str(text)
            for number, text in self._connection.execute(
                f"select article_no, text from articles where article_no in ({wanted}) order by article_no"
            ).fetchall()
        }
        rows = self._connection.execute(
            "select n.entity_no, m.article_no, m.start_char, m.end_char from entity_mentions n "
            "join mentions m on m.article_no = n.article_no and m.item = n.item "
            f"where n.article_no in ({wanted}) and m.article_no in ({wanted}) and m.kind = 'entity' "
            f"and m.part <> 'pronoun' and n.entity_no in ({numbers_in(numbers)}) "
            "order by m.article_no, m.start_char"
        ).fetchall()
        found: dict[int, list[_Place]] = {}
        for number, article, start, end in rows:
            found.setdefault(int(number), []).append(_Place(self._texts[int(article)], int(start), int(end)))
        return found


def _entities(connection: DuckDBPyConnection, numbers: Iterable[int]) -> dict[int, _Entity]:
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    rows = connection.execute(
        "select entity_no, entity_id, name, kind, country, sectors, ref from entities "
        f"where entity_no in ({numbers_in(wanted)}) order by entity_no"
    ).fetchall()
    return {
        int(row[0]): _Entity(int(row[0]), row[1], row[2], row[3], row[4], tuple((row[5] or "").split()), row[6])
        for row in rows
    }


def _most(keys: Sequence[str | None]) -> str | None:
    """The key given most often; the first of several."""
    known = [key for key in keys if key is not None]
    return max(dict.fromkeys(known), key=known.count) if known else None
