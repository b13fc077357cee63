"""The actor registry: who is meant by a name, an adjective, a capital, a title or a common noun, at a given date.

All look-ups are dictionary look-ups. The tables it is read from are in ``data/actors``; an analyst extends them by
adding lines there, or by giving tables of one's own (same headers) as ``extra``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from countermove.ontology.actor_names import is_capitals, name_key, without_article_particles, without_initials
from countermove.ontology.actor_organizations import ORGANIZATION_COLUMNS, read_organizations
from countermove.ontology.actor_people import PEOPLE_COLUMNS, country_codes, read_first_names, read_people
from countermove.ontology.actor_states import Countries, load_countries
from countermove.ontology.actor_types import HIGHEST_OFFICES, Actor, Gender, Person, SectorWord, State
from countermove.ontology.errors import LexiconError
from countermove.ontology.sector_words import WORD_COLUMNS, SectorWords, load_sector_words
from countermove.ontology.tables import Table, read_table

__all__ = ["Actor", "ActorRegistry", "Gender", "Person", "SectorWord", "State", "load_actors"]


@dataclass(frozen=True, slots=True, eq=False)
class ActorRegistry:
    """Everybody and everything the knowledge files name. Immutable, and safe to pickle.

    Names are matched whole; accents, dots, hyphens, apostrophes, case and a leading "the" make no difference, except
    that acronyms which are also English words ("US", "WHO") must be in capitals.
    """

    countries: Countries
    organizations: dict[str, Actor]
    people: dict[str, tuple[Person, ...]]
    surnames: dict[str, tuple[Person, ...]]
    words: SectorWords
    first_names: dict[str, Gender]
    capitals_only: frozenset[str]
    common_surnames: frozenset[str]

    def lookup(self, name: str, date: str | None = None) -> Actor | None:
        """The actor of this name: state, organisation, bloc, seat of government or person, in this order.

        Args:
            name: A full name or alias as it stands in a text, with or without "the" or titles before it.
            date: ISO date that decides a person's office; None means as last known.
        """
        key = name_key(name)
        if key in self.capitals_only and not is_capitals(name):
            return None
        country = self.countries.names.get(key)
        if country is not None:
            return self.countries.actors.get(key) or self.countries.actors[country]
        return self.organizations.get(key) or self.countries.metonyms.get(key) or self._person(key, date)

    def state(self, name: str) -> State | None:
        """The state of this name or ISO 3166-1 alpha-3 code; None for territories and everything else."""
        found = self.countries.states.get(name)
        if found is not None:
            return found
        country = self.country_of_name(name)
        return None if country is None or name_key(name) in self.countries.actors else self.countries.states[country]

    def country_of_name(self, text: str) -> str | None:
        """The code of the country that this is a name of; a territory's name gives the controlling state's code."""
        key = name_key(text)
        if key in self.capitals_only and not is_capitals(text):
            return None
        return self.countries.names.get(key)

    def country_of_adjective(self, text: str) -> str | None:
        """The code of the country of an adjective or noun of people ("Russian", "Britons", "Syrian Kurds").

        None for other words, and for peoples without one state ("Kurdish"): see :meth:`is_people`.
        """
        key = name_key(text)
        if key in self.capitals_only and not is_capitals(text):
            return None
        return self.countries.adjectives.get(key)

    def is_people(self, text: str) -> bool:
        """Whether this is an adjective or noun of a nation, people, faith or region, with a country or without."""
        key = name_key(text)
        return key in self.countries.adjectives and (key not in self.capitals_only or is_capitals(text))

    def country_of_capital(self, text: str) -> str | None:
        """The code of the country whose seat of government, past or present, has this name."""
        return self.countries.capitals.get(name_key(text))

    def metonym(self, text: str) -> Actor | None:
        """Whom a capital or a seat of government stands for ("Moscow", "the Kremlin", "the Pentagon")."""
        return self.countries.metonyms.get(name_key(text))

    def leader_by_surname(self, surname: str, date: str | None = None, title: str | None = None) -> Actor | None:
        """The one person whom news of this date calls by this name alone; None if unsure.

        Those in office come first, and among them whoever leads the state. With nobody in office it is the last former
        leader of a state who bears the name.

        Args:
            surname: "Putin", "Xi", "al-Assad".
            date: ISO date; None means as last known.
            title: The title that goes before it, which decides between several people and is required of surnames
                that many people bear ("President Bush", "Prime Minister Brown").
        """
        key = name_key(surname)
        if title is None and key in self.common_surnames:
            return None
        found = self.surnames.get(key) or self.surnames.get(without_article_particles(key), ())
        serving = [person.at(date) for person in found if person.in_office(date)]
        if title is not None:
            wanted = self.title(title)
            phrase = wanted.phrase if wanted is not None else title.lower()
            serving = [actor for actor in serving if _title_fits(phrase, actor)]
        elif not serving:
            former = [person for person in found if person.has_led(HIGHEST_OFFICES, date)]
            return max(former, key=lambda person: person.last_day).at(date) if former else None
        if len(serving) > 1:
            serving = [actor for actor in serving if actor.office in HIGHEST_OFFICES]
        return serving[0] if len(serving) == 1 else None

    def sector_of(self, phrase: str) -> SectorWord | None:
        """What a common noun or phrase tells about the sector ("troops", "foreign minister"); any case or number."""
        return self.words.sector_of(phrase)

    def longest_phrase(self, lemmas: Sequence[str], start: int) -> tuple[int, SectorWord] | None:
        """The longest sector phrase that begins at ``start``: how many lemmas it takes, and the entry."""
        return self.words.longest_at(lemmas, start)

    def phrase_around(self, lemmas: Sequence[str], head: int) -> tuple[int, int, SectorWord] | None:
        """The longest sector phrase that takes in the lemma at ``head``: first place, length and the entry."""
        return self.words.longest_around(lemmas, head)

    def modifier_sectors(self, word: str) -> tuple[str, ...]:
        """The sectors a modifier tells ("military", "rebel"); empty where it tells none."""
        return self.words.modifiers.get(word.lower(), ())

    def is_former(self, word: str) -> bool:
        """Whether a modifier says that an office is no longer held ("former", "ex", "ousted")."""
        return word.lower() in self.words.former

    def title(self, text: str) -> SectorWord | None:
        """The title of this spelling ("Gen.", "Prime Minister", "Mrs"); its phrase is the full word."""
        return self.words.titles.get(name_key(text))

    def gender_of_first_name(self, name: str) -> Gender | None:
        """The gender that a first name, or the first word of a full name, tells where it tells one."""
        key = name_key(name)
        return self.first_names.get(key) or self.first_names.get(key.split(" ", 1)[0])

    def _person(self, key: str, date: str | None) -> Actor | None:
        found = self.people.get(key)
        if found is None:
            short = without_initials(without_article_particles(self._without_titles(key)))
            found = self.people.get(short)
        if found is None:
            return None
        if len(found) == 1:
            return found[0].at(date)
        serving = [person for person in found if person.in_office(date)]
        return (serving or found)[-1].at(date)

    def _without_titles(self, key: str) -> str:
        words = key.split(" ")
        start = 0
        while start < len(words) - 2:
            length = next((n for n in (3, 2, 1) if " ".join(words[start : start + n]) in self.words.titles), 0)
            if not length or start + length > len(words) - 2:
                break
            start += length
        return " ".join(words[start:])


def _title_fits(title: str, actor: Actor) -> bool:
    """Whether a title can be that of the office: one is part of the other, or it is a mere form of address."""
    office = (actor.office or "").lower()
    if title in office or office in title:
        return True
    return title in {"leader", "mr", "mrs", "ms", "sir", "dr", "lord", "minister", "premier"}


def load_actors(directory: Path, extra: Sequence[Path] = ()) -> ActorRegistry:
    """Read the actor tables.

    Args:
        directory: The folder of tables (``data/actors``).
        extra: More tables of people, organisations or sector words, told apart by their header lines. What they say
            goes before what the folder says.

    Raises:
        LexiconError: a bad entry; file and line are named.
    """
    tables = [read_table(path) for path in extra]
    known = (PEOPLE_COLUMNS, ORGANIZATION_COLUMNS, WORD_COLUMNS)
    for table in tables:
        if table.columns not in known:
            raise LexiconError(table.path, 1, "the header is none of: " + " / ".join(", ".join(one) for one in known))
    countries = load_countries(directory)
    codes = country_codes(countries.states)
    words = load_sector_words(directory, [table for table in tables if table.columns == WORD_COLUMNS])
    organizations = _load_organizations(
        directory, codes, [one for one in tables if one.columns == ORGANIZATION_COLUMNS]
    )
    people = [
        person
        for path in sorted((directory / "people").glob("*.tsv"))
        for person in read_people(read_table(path, PEOPLE_COLUMNS), codes, words.by_phrase)
    ]
    for table in tables:
        if table.columns == PEOPLE_COLUMNS:
            people.extend(read_people(table, codes, words.by_phrase))
    by_name, by_surname = _index_people(people)
    return ActorRegistry(
        countries=countries,
        organizations=organizations,
        people=by_name,
        surnames=by_surname,
        words=words,
        first_names=read_first_names(directory / "first_names.tsv"),
        capitals_only=_read_list(directory / "capitals_only.tsv"),
        common_surnames=_read_list(directory / "common_surnames.tsv"),
    )


def _load_organizations(directory: Path, codes: frozenset[str], extra: Sequence[Table]) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for path in sorted((directory / "organizations").glob("*.tsv")):
        table = read_table(path, ORGANIZATION_COLUMNS)
        for line, actor in read_organizations(table, codes):
            for name in (actor.name, *actor.aliases):
                if found.setdefault(name_key(name), actor) is not actor:
                    raise table.error(line, f"{name!r} is a name of {found[name_key(name)].name} already")
    for table in extra:
        for _, actor in read_organizations(table, codes):
            for name in (actor.name, *actor.aliases):
                found[name_key(name)] = actor
    return found


def _index_people(people: Sequence[Person]) -> tuple[dict[str, tuple[Person, ...]], dict[str, tuple[Person, ...]]]:
    """People by full-name key, and by the names that news calls them alone; of one ref the last entry counts."""
    latest = {person.ref: person for person in people}
    by_name: dict[str, list[Person]] = {}
    by_surname: dict[str, list[Person]] = {}
    for person in latest.values():
        keys = [name_key(name) for name in (person.name, *person.aliases)]
        for key in dict.fromkeys([*keys, *(without_article_particles(key) for key in keys)]):
            by_name.setdefault(key, []).append(person)
        shorts = [name_key(name) for name in person.short_names]
        for key in dict.fromkeys([*shorts, *(without_article_particles(key) for key in shorts)]):
            by_surname.setdefault(key, []).append(person)
    return (
        {key: tuple(found) for key, found in by_name.items()},
        {key: tuple(found) for key, found in by_surname.items()},
    )


def _read_list(path: Path) -> frozenset[str]:
    """The keys of a one-column table; several words may share a line."""
    table = read_table(path, ("words",))
    return frozenset(name_key(word) for _, (words,) in table.rows for word in words.split())
