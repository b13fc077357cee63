"""Countries by the codes and names that other datasets use (``data/exports/countries.tsv`` and ``data/history``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from countermove.ontology.actor_types import NON_STATE_CODES, SECTORS
from countermove.ontology.tables import Table, read_table, split_values

_NOT_WORD = re.compile(r"[^\w]+")


def name_form(name: str) -> str:
    """A name as it is looked up: lower case, single blanks, no punctuation, no article before it."""
    return _NOT_WORD.sub(" ", name.casefold()).strip().removeprefix("the ")


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """ISO 3166-1 alpha-3 codes (and PLOVER's codes of bodies, in ``bodies``) by what others call them.

    ``names`` and ``bodies`` are keyed by :func:`name_form`; ``cameo`` holds all countries.
    """

    iso3: frozenset[str]
    names: Mapping[str, str]
    bodies: Mapping[str, str]
    fips: Mapping[str, str]
    cameo: Mapping[str, str]
    numbers: Mapping[int, str]

    def named(self, name: str) -> str | None:
        """The country or body of this name; an alpha-3 code is a name too."""
        form = name_form(name)
        return self.names.get(form) or self.bodies.get(form) or (name if name in self.iso3 else None)


def load_country_codes(data: Path) -> CountryCodes:
    """Load the tables under the folder of knowledge files.

    Raises:
        LexiconError: a code that isn't a country's or a body's, or that is listed twice; file and line are named.
    """
    gazetteer = read_table(data / "places" / "countries.tsv")
    iso3 = frozenset(fields[0] for _, fields in gazetteer.rows)
    names: dict[str, str] = {}
    for _, fields in gazetteer.rows:
        _name(names, fields[0], fields[1], *split_values(fields[2]))
    for _, fields in read_table(data / "actors" / "states.tsv").rows:
        _name(names, fields[0], fields[2], *split_values(fields[3]))
    codes = read_table(data / "exports" / "countries.tsv")
    fips, cameo, numbers = {}, {code: code for code in iso3}, {}
    for _, (code, number, place, _, actor, icews, acled, _) in codes.rows:
        _name(names, code, icews, acled)
        if place:
            fips[place] = code
        if number:
            numbers[int(number)] = code
        if actor:
            cameo[actor] = code
    _more_codes(read_table(data / "history" / "fips.tsv", ("fips", "iso3", "what")), 0, 1, fips, iso3)
    actors = read_table(data / "history" / "cameo_actors.tsv", ("kind", "code", "plover"))
    _more_codes(Table(actors.path, actors.columns, _of_kind(actors, "country")), 1, 2, cameo, iso3)
    return CountryCodes(iso3, names, _bodies(data / "history" / "bodies.tsv"), fips, cameo, numbers)


@dataclass(frozen=True, slots=True)
class ActorRoles:
    """PLOVER sectors, and codes of bodies, by CAMEO's roles and by ICEWS's names of sectors (lower case)."""

    cameo_sectors: Mapping[str, str]
    cameo_bodies: Mapping[str, str]
    icews_sectors: Mapping[str, str]
    icews_bodies: Mapping[str, str]


def load_actor_roles(folder: Path) -> ActorRoles:
    """Load ``cameo_actors.tsv`` and ``icews_sectors.tsv``.

    Raises:
        LexiconError: an unknown kind, or a code that is neither a sector nor a body's; file and line are named.
    """
    table = read_table(folder / "cameo_actors.tsv", ("kind", "code", "plover"))
    found: dict[str, dict[str, str]] = {"sector": {}, "body": {}, "country": {}}
    allowed = {"sector": SECTORS, "body": NON_STATE_CODES}
    for line, (kind, code, plover) in table.rows:
        if kind not in found or code in found[kind] or (kind in allowed and plover not in allowed[kind]):
            raise table.error(line, f"{kind} {code} {plover}: an unknown kind or code, or one that is listed twice")
        found[kind][code] = plover
    sectors: dict[str, str] = {}
    bodies: dict[str, str] = {}
    table = read_table(folder / "icews_sectors.tsv", ("code", "sector"))
    for line, (code, name) in table.rows:
        home = sectors if code in SECTORS else bodies
        if code not in SECTORS | NON_STATE_CODES or not name or name.casefold() in sectors.keys() | bodies.keys():
            raise table.error(line, f"{code} {name!r}: an unknown code, no name, or one that is listed twice")
        home[name.casefold()] = code
    return ActorRoles(found["sector"], found["body"], sectors, bodies)


def _name(names: dict[str, str], code: str, *found: str) -> None:
    for name in found:
        if name:
            names.setdefault(name_form(name), code)


def _of_kind(table: Table, kind: str) -> tuple[tuple[int, list[str]], ...]:
    return tuple(row for row in table.rows if row[1][0] == kind)


def _more_codes(table: Table, key: int, value: int, into: dict[str, str], iso3: frozenset[str]) -> None:
    for line, fields in table.rows:
        code, country = fields[key], fields[value]
        if country not in iso3 or code in into:
            raise table.error(line, f"{country!r} is no country, or {code!r} is known already")
        into[code] = country


def _bodies(path: Path) -> Mapping[str, str]:
    table = read_table(path, ("code", "name"))
    found = {}
    for line, (code, name) in table.rows:
        if code not in NON_STATE_CODES or not name:
            raise table.error(line, f"{code!r} is none of {', '.join(sorted(NON_STATE_CODES))}, or has no name")
        found[name_form(name)] = code
    return found
