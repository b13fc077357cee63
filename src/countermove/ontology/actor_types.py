"""What the actor registry knows: states, actors with their offices, and words that tell a sector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from countermove.schema import EntityKind

Gender = Literal["f", "m"]

SECTORS = frozenset(
    "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY UAF UNK".split()
)
"""PLOVER's 25 sector codes."""

NON_STATE_CODES = frozenset("EUR IGO IMG ISM MNC NGO UNO".split())
"""PLOVER's codes that stand in the country slot of an actor no single state owns."""

OFFICIAL_SECTORS = frozenset("COP GOV JUD LEG MIL SPY".split())
"""Sectors whose former members PLOVER codes as ELI."""

HIGHEST_OFFICES = frozenset({"president", "prime minister", "premier", "chancellor", "supreme leader"})
"""Where several people share a surname, news means the one who leads the state ("Clinton" in 1998, "Trump")."""


@dataclass(frozen=True, slots=True)
class State:
    """A state, or an entity that PLOVER gives a country code of its own. Codes are ISO 3166-1, ``KOS`` for Kosovo."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody known by name. ``country`` and ``sectors`` are PLOVER codes as of the date that was asked for.

    ``office`` is what a person held at that date; ``gender`` is known for persons only.
    """

    ref: str
    name: str
    kind: EntityKind
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    gender: Gender | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A time in office. ``start`` and ``end`` are ISO dates, possibly only year or year and month; None is open.

    Both ends count as in office.
    """

    office: str
    country: str
    sectors: tuple[str, ...]
    start: str | None
    end: str | None

    def holds(self, date: str) -> bool:
        """Whether the office was held on this ISO date."""
        return self.begun(date) and (self.end is None or date[: len(self.end)] <= self.end)

    def begun(self, date: str) -> bool:
        """Whether the office had been entered by this ISO date."""
        return self.start is None or self.start <= date


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the offices held, oldest first. ``short_names`` are what news calls them alone ("Putin")."""

    ref: str
    name: str
    aliases: tuple[str, ...]
    short_names: tuple[str, ...]
    gender: Gender | None
    country: str
    terms: tuple[Term, ...]

    def at(self, date: str | None) -> Actor:
        """The person as an actor on this date (ISO), or as last known when no date is given.

        Offices held decide country and sectors. Once out of public office a person is ELI; before the first known
        office the registry says nothing about the sector.
        """
        begun, held = self._terms_at(date)
        if held:
            sectors = tuple(dict.fromkeys(code for term in reversed(held) for code in term.sectors))
            return self._actor(held[-1].country, sectors, held[-1].office)
        if not begun:
            return self._actor(self.country, (), None)
        left = tuple(code for code in begun[-1].sectors if code not in OFFICIAL_SECTORS)
        was_official = any(code in OFFICIAL_SECTORS for term in begun for code in term.sectors)
        return self._actor(self.country, ("ELI", *left) if was_official else left, None)

    def in_office(self, date: str | None) -> bool:
        """Whether some office was held on this date (without a date: whether one is held to this day)."""
        if date is None:
            return any(term.end is None for term in self.terms)
        return any(term.holds(date) for term in self.terms)

    def has_led(self, offices: frozenset[str], date: str | None) -> bool:
        """Whether one of these offices had been entered by this date."""
        return any(term.office in offices and (date is None or term.begun(date)) for term in self.terms)

    @property
    def last_day(self) -> str:
        """The end of the last office, as an ISO date or part of one; after all dates while it is held."""
        return (self.terms[-1].end or "9999") if self.terms else ""

    def _terms_at(self, date: str | None) -> tuple[list[Term], list[Term]]:
        """The offices entered by this date, and those of them that are held on it."""
        if date is None:
            current = [term for term in self.terms if term.end is None]
            return list(self.terms), current or list(self.terms[-1:])
        begun = [term for term in self.terms if term.begun(date)]
        return begun, [term for term in begun if term.holds(date)]

    def _actor(self, country: str, sectors: tuple[str, ...], office: str | None) -> Actor:
        return Actor(self.ref, self.name, "person", country, sectors, self.aliases, self.gender, office)


@dataclass(frozen=True, slots=True)
class SectorWord:
    """A common noun or phrase that tells what somebody does ("troops", "foreign minister").

    ``is_title``: it can stand before a name. ``inherits``: what modifies it decides the sector where it tells one
    ("army spokesman" is MIL); ``sectors`` is then what it means alone.
    """

    phrase: str
    sectors: tuple[str, ...]
    kind: EntityKind
    is_title: bool = False
    inherits: bool = False
    gender: Gender | None = None
