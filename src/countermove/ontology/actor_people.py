"""People known by name, with the offices they held and when."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from countermove.ontology.actor_names import name_key
from countermove.ontology.actor_types import NON_STATE_CODES, SECTORS, Gender, Person, SectorWord, Term
from countermove.ontology.tables import Table, read_table, split_values

PEOPLE_COLUMNS = ("country", "name", "short", "aliases", "gender", "offices")
FIRST_NAME_COLUMNS = ("gender", "names")

_FAMILY_NAME_FIRST = frozenset({"CHN", "HKG", "KOR", "PRK", "TWN"})
_NO_SHORT_NAME = "-"
_DATE_LENGTHS = {len("2000"): 4, len("2000-05"): 6, len("2000-05-31"): 8}


def read_people(table: Table, codes: frozenset[str], words: Mapping[str, SectorWord]) -> list[Person]:
    """The people of one table.

    An office is written ``president 2000-05..2008-05``, with several separated by ``;``. What the office phrase means
    as a sector word gives the sector; ``president [REB]`` overrides it, ``EUR: president`` names another country.

    Raises:
        LexiconError: an unknown country, gender or sector, or an office without readable dates.
    """
    people = []
    for line, (country, name, short, aliases, gender, offices) in table.rows:
        if country not in codes:
            raise table.error(line, f"unknown country {country!r}")
        if gender not in {"f", "m", ""}:
            raise table.error(line, f"gender is {gender!r}; it must be f, m or empty")
        if not name:
            raise table.error(line, "the name is missing")
        terms = tuple(
            _read_term(table, line, part.strip(), country, codes, words) for part in offices.split(";") if part.strip()
        )
        known: Gender | None = "f" if gender == "f" else "m" if gender == "m" else None
        ref = name_key(name).replace(" ", "-")
        people.append(
            Person(ref, name, split_values(aliases), _short_names(name, short, country), known, country, terms)
        )
    return people


def _short_names(name: str, short: str, country: str) -> tuple[str, ...]:
    if short == _NO_SHORT_NAME:
        return ()
    if short:
        return split_values(short)
    words = name.split()
    return (words[0],) if country in _FAMILY_NAME_FIRST else (words[-1],)


def _read_term(
    table: Table, line: int, text: str, country: str, codes: frozenset[str], words: Mapping[str, SectorWord]
) -> Term:
    office, _, period = text.rpartition(" ")
    start, dots, end = period.partition("..")
    if not office or not dots or not _is_date(start) or not _is_date(end):
        raise table.error(line, f"office {text!r} must end in its time, as in 'president 2000-05..2008-05'")
    if start and end and start > end:
        raise table.error(line, f"office {text!r} ends before it starts")
    if ": " in office:
        country, _, office = office.partition(": ")
        if country not in codes:
            raise table.error(line, f"unknown country {country!r} of office {office!r}")
    sectors: tuple[str, ...] = ()
    if office.endswith("]"):
        office, _, listed = office[:-1].rpartition(" [")
        sectors = tuple(listed.split())
        unknown = [code for code in sectors if code not in SECTORS]
        if unknown or not office:
            raise table.error(line, f"unknown sector {' '.join(unknown)!r} of office {text!r}")
    else:
        word = words.get(office.lower())
        if word is None or not word.sectors:
            raise table.error(
                line, f"office {office!r} is no sector word; add it to sectors/ or write its sector in [ ]"
            )
        sectors = word.sectors
    return Term(office, country, sectors, start or None, end or None)


def _is_date(text: str) -> bool:
    """Whether this is empty, YYYY, YYYY-MM or YYYY-MM-DD."""
    digits = text.replace("-", "")
    return not text or (_DATE_LENGTHS.get(len(text)) == len(digits) and digits.isascii() and digits.isdigit())


def read_first_names(path: Path) -> dict[str, Gender]:
    """Key of each first name to the gender it tells.

    Raises:
        LexiconError: a gender that is neither f nor m, or a name listed under both.
    """
    table = read_table(path, FIRST_NAME_COLUMNS)
    found: dict[str, Gender] = {}
    for line, (gender, names) in table.rows:
        if gender not in {"f", "m"}:
            raise table.error(line, f"gender is {gender!r}; it must be f or m")
        known: Gender = "f" if gender == "f" else "m"
        for name in names.split():
            key = name_key(name)
            if found.setdefault(key, known) != known:
                raise table.error(line, f"{name!r} stands under both genders; leave it out")
    return found


def country_codes(states: Mapping[str, object]) -> frozenset[str]:
    """Every code that may stand in a country field: those of the states and PLOVER's non-state codes."""
    return frozenset(states) | NON_STATE_CODES
