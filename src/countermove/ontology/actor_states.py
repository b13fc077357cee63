"""Countries: their names, adjectives, peoples, capitals and the buildings that stand for their governments."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from countermove.ontology.actor_names import name_key
from countermove.ontology.actor_types import NON_STATE_CODES, Actor, State
from countermove.ontology.sector_words import read_sectors
from countermove.ontology.tables import Table, read_table, split_values
from countermove.schema import EntityKind

STATE_COLUMNS = ("iso3", "iso2", "name", "aliases", "adjectives", "people", "capitals")
TERRITORY_COLUMNS = ("name", "aliases", "adjectives", "country")
PEOPLES_COLUMNS = ("words", "country")
METONYM_COLUMNS = ("names", "country", "sectors", "kind", "note")

_KINDS = frozenset(get_args(EntityKind))


@dataclass(slots=True)
class Countries:
    """Indexes over the tables of states; keys are name keys. Filled by :func:`load_countries` and left so."""

    states: dict[str, State] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str | None] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    metonyms: dict[str, Actor] = field(default_factory=dict)

    def add_name(self, table: Table, line: int, name: str, country: str) -> None:
        """Store a name; two countries can't share one."""
        key = name_key(name)
        if self.names.setdefault(key, country) != country:
            raise table.error(line, f"{name!r} is a name of {self.names[key]} already")

    def add_adjective(self, table: Table, line: int, word: str, country: str | None) -> None:
        """Store an adjective or noun of a people with the plurals it forms regularly."""
        key = name_key(word)
        if self.adjectives.setdefault(key, country) != country:
            raise table.error(line, f"{word!r} belongs to {self.adjectives[key]} already")
        if not key.endswith(("s", "sh", "ch", "ese")):
            self.adjectives.setdefault(key + "s", country)


def load_countries(directory: Path) -> Countries:
    """Read the tables of states, territories, disputed entities, peoples and metonyms.

    Raises:
        LexiconError: a name, adjective or code that stands for two countries, or an unknown country code.
    """
    countries = Countries()
    _read_states(read_table(directory / "states.tsv", STATE_COLUMNS), countries)
    _read_territories(read_table(directory / "territories.tsv", TERRITORY_COLUMNS), countries, disputed=False)
    _read_territories(read_table(directory / "disputed.tsv", TERRITORY_COLUMNS), countries, disputed=True)
    peoples = read_table(directory / "peoples.tsv", PEOPLES_COLUMNS)
    for line, (words, country) in peoples.rows:
        if country != "-" and country not in countries.states:
            raise peoples.error(line, f"unknown country {country!r}")
        for word in split_values(words):
            countries.add_adjective(peoples, line, word, None if country == "-" else country)
    _read_metonyms(read_table(directory / "metonyms.tsv", METONYM_COLUMNS), countries)
    return countries


def _read_states(table: Table, countries: Countries) -> None:
    for line, (iso3, iso2, name, aliases, adjectives, people, capitals) in table.rows:
        if len(iso3) != 3 or len(iso2) != 2 or not name:
            raise table.error(line, "needs a three-letter code, a two-letter code and a name")
        if iso3 in countries.states:
            raise table.error(line, f"{iso3} is listed already")
        state = State(
            iso3,
            iso2,
            name,
            split_values(aliases),
            split_values(adjectives),
            split_values(people),
            split_values(capitals),
        )
        countries.states[iso3] = state
        actor = Actor(iso3, name, "state", iso3, ("GOV",), state.aliases)
        countries.actors[iso3] = actor
        for known in (name, *state.aliases):
            countries.add_name(table, line, known, iso3)
        for word in (*state.adjectives, *state.people):
            countries.add_adjective(table, line, word, iso3)
        for capital in state.capitals:
            key = name_key(capital)
            if countries.capitals.setdefault(key, iso3) != iso3:
                raise table.error(line, f"{capital!r} is a capital of {countries.capitals[key]} already")
            countries.metonyms[key] = actor


def _read_territories(table: Table, countries: Countries, *, disputed: bool) -> None:
    for line, (name, aliases, adjectives, country) in table.rows:
        if country not in countries.states:
            raise table.error(line, f"unknown country {country!r}")
        for known in (name, *split_values(aliases)):
            countries.add_name(table, line, known, country)
            ref = name_key(name).replace(" ", "-")
            sectors = ("PRE",) if disputed else ("GOV",)
            kind: EntityKind = "state" if disputed else "place"
            countries.actors[name_key(known)] = Actor(ref, name, kind, country, sectors, split_values(aliases))
        for word in split_values(adjectives):
            countries.add_adjective(table, line, word, country)


def _read_metonyms(table: Table, countries: Countries) -> None:
    for line, (names, country, sectors, kind, _note) in table.rows:
        if kind not in _KINDS:
            raise table.error(line, f"unknown kind {kind!r}")
        if country not in countries.states and country not in NON_STATE_CODES:
            raise table.error(line, f"unknown country {country!r}")
        listed = split_values(names)
        codes = read_sectors(table, line, sectors)
        for name in listed:
            if kind == "state" and country in countries.states:
                actor = countries.actors[country]
            else:
                ref = name_key(listed[0]).replace(" ", "-")
                actor = Actor(ref, listed[0], cast(EntityKind, kind), country, codes, listed[1:])
            countries.metonyms[name_key(name)] = actor
