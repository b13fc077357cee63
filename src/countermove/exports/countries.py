"""Country codes and names of the exchange formats (``data/exports/countries.tsv``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from countermove.ontology.tables import Table, read_table

COLUMNS = ("iso3", "number", "fips", "cow", "cameo", "icews", "acled", "region")

_SHAPES = {
    "number": re.compile(r"\d{3}"),
    "fips": re.compile(r"[A-Z]{2}"),
    "cow": re.compile(r"\d{1,3}"),
    "cameo": re.compile(r"[A-Z]{3}"),
}


@dataclass(frozen=True, slots=True)
class Country:
    """A country; codes are empty where the scheme has none, ``number`` (ISO 3166-1 numeric) is None for Kosovo.

    ``name`` is our English name, ``icews`` and ``acled`` are those formats' names.
    """

    iso3: str
    name: str
    number: int | None
    fips: str
    cow: str
    cameo: str
    icews: str
    acled: str
    region: str


Countries = Mapping[str, Country]
"""Countries by iso3."""


def load_countries(path: Path, names: Path) -> Countries:
    """Load the table of codes, and English names from the gazetteer's ``countries.tsv``.

    Raises:
        LexiconError: a country that the gazetteer doesn't know or that is listed twice, or a code of the wrong form;
            file and line are named.
    """
    english = {fields[0]: fields[1] for _, fields in read_table(names).rows}
    table = read_table(path, COLUMNS)
    found: dict[str, Country] = {}
    for line, (iso3, number, fips, cow, cameo, icews, acled, region) in table.rows:
        if iso3 not in english or iso3 in found:
            raise table.error(line, f"{iso3!r} is not a country of {names.name}, or is listed twice")
        _check(table, line, number=number, fips=fips, cow=cow, cameo=cameo)
        name = english[iso3]
        found[iso3] = Country(
            iso3,
            name,
            int(number) if number else None,
            fips,
            cow,
            cameo or iso3,
            icews or name,
            acled or name,
            region,
        )
    return found


def _check(table: Table, line: int, **codes: str) -> None:
    for column, code in codes.items():
        if code and not _SHAPES[column].fullmatch(code):
            raise table.error(line, f"{column} {code!r} has the wrong form")
