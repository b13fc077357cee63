"""The gazetteer: names of countries, divisions, regions and towns, and where they are.

Countries, divisions and regions are small tables, read at load. Towns are too many for that (a hundred thousand): their
file stays one sorted block of bytes, in which a name is found by bisection, so that loading costs only the unpacking.
"""

from __future__ import annotations

import gzip
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from countermove.ontology.errors import LexiconError
from countermove.ontology.tables import Table, read_table, split_values
from countermove.ontology.yaml_lines import load_yaml

EntryKind = Literal["country", "admin1", "district", "capital", "city", "region"]

_DROPPED = {ord(c): None for c in ".’'‘`ʼ"}
_SPACED = {ord(c): " " for c in "-–—/_,"}
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_TOWN_KINDS: dict[str, EntryKind] = {"c": "city", "k": "capital", "d": "district"}
_COUNTY_ENDINGS = (" county", " parish")

_FAR_BETTER_KNOWN = 5
"""How many times the people of a namesake's a place has that is meant without more ado."""


def fold_name(name: str) -> str:
    """The key a place name is looked up by: lower case, no accents or dots, ``st`` as ``saint``, no leading ``the``."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = name.lower().translate(_DROPPED).translate(_SPACED).split()
    if len(words) > 1:
        words = [_WORDS.get(word, word) for word in words]
        if words[0] == "the":
            del words[0]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place a name may stand for.

    ``country`` is ISO 3166-1 alpha-3 (``KOS`` for Kosovo), None where the place belongs to several; ``code`` is what
    GeoNames calls the first-level division; ``lat``/``lon`` are WGS84 degrees; ``geonames`` the GeoNames id.
    ``population`` ranks namesakes: for regions it stands for how often they are named, not for people.
    """

    name: str
    kind: EntryKind
    country: str | None
    code: str
    lat: float
    lon: float
    population: int
    geonames: int | None


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words that shape place names, folded: see place_words.yaml."""

    admin1: frozenset[str]
    district: frozenset[str]
    municipality: frozenset[str]
    directions: frozenset[str]
    common: frozenset[str]
    facilities: frozenset[str]
    streets: frozenset[str]
    institutions: frozenset[str]


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All known places; made by ``load_gazetteer``, never changed."""

    named: dict[str, tuple[Entry, ...]]
    codes: dict[str, tuple[Entry, ...]]
    divisions: dict[tuple[str, str], Entry]
    short_names: dict[tuple[str, str], str]
    countries: dict[str, Entry]
    words: PlaceWords
    lookup: Callable[[str], tuple[Entry, ...]]

    def abbreviation(self, text: str) -> tuple[Entry, ...]:
        """Divisions abbreviated so (``TX``, ``Calif.``); meant for what follows a place name and a comma."""
        return self.codes.get(fold_name(text), ())

    def likely_country(self, name: str) -> str | None:
        """The country of a name of towns or divisions where one country's are far better known than all others'."""
        largest: dict[str, int] = {}
        for entry in self.lookup(fold_name(name)):
            if entry.country is not None:
                largest[entry.country] = max(largest.get(entry.country, 0), entry.population)
        order = sorted(largest, key=lambda country: -largest[country])
        if len(order) > 1 and largest[order[0]] < _FAR_BETTER_KNOWN * largest[order[1]]:
            return None
        return order[0] if order else None

    def admin1_name(self, entry: Entry) -> str | None:
        """Short name of the first-level division an entry is or lies in."""
        return self.short_names.get((entry.country or "", entry.code))


def load_gazetteer(directory: Path) -> Gazetteer:
    """Load ``countries.tsv``, ``divisions.tsv``, ``regions.tsv``, ``place_words.yaml`` and ``cities.tsv.gz``.

    Raises:
        LexiconError: a file is missing or damaged, or an entry is wrong (with file and line).
    """
    named: dict[str, list[Entry]] = {}
    codes: dict[str, list[Entry]] = {}
    divisions: dict[tuple[str, str], Entry] = {}
    short: dict[tuple[str, str], str] = {}
    countries = _load_countries(directory / "countries.tsv", named)
    _load_divisions(directory / "divisions.tsv", named, codes, divisions, short)
    _load_regions(directory / "regions.tsv", named)
    frozen = {key: tuple(entries) for key, entries in named.items()}
    return Gazetteer(
        frozen,
        {key: tuple(entries) for key, entries in codes.items()},
        divisions,
        short,
        countries,
        _load_words(directory / "place_words.yaml"),
        _finder(frozen, _read_towns(directory / "cities.tsv.gz")),
    )


def _add(named: dict[str, list[Entry]], names: tuple[str, ...], entry: Entry) -> None:
    for name in dict.fromkeys(fold_name(name) for name in names):
        named.setdefault(name, []).append(entry)


def _number(table: Table, line: int, text: str, low: float, high: float) -> float:
    try:
        value = float(text)
    except ValueError:
        raise table.error(line, f"{text!r} isn't a number") from None
    if not low <= value <= high:
        raise table.error(line, f"{text} isn't between {low:g} and {high:g}")
    return value


def _point(table: Table, line: int, lat: str, lon: str) -> tuple[float, float]:
    return _number(table, line, lat, -90, 90), _number(table, line, lon, -180, 180)


def _load_countries(path: Path, named: dict[str, list[Entry]]) -> dict[str, Entry]:
    table = read_table(path, ("iso3", "name", "aliases", "lat", "lon", "population", "geonames"))
    found: dict[str, Entry] = {}
    for line, (iso3, name, aliases, lat, lon, people, number) in table.rows:
        if len(iso3) != 3 or not iso3.isupper() or iso3 in found:
            raise table.error(line, f"{iso3!r} isn't a country code, or is there twice")
        population = int(_number(table, line, people, 0, 1e10))
        identity = int(_number(table, line, number, 1, 1e9)) if number else None
        entry = Entry(name, "country", iso3, "", *_point(table, line, lat, lon), population, identity)
        found[iso3] = entry
        _add(named, (name, *split_values(aliases)), entry)
    return found


def _load_divisions(
    path: Path,
    named: dict[str, list[Entry]],
    codes: dict[str, list[Entry]],
    divisions: dict[tuple[str, str], Entry],
    short: dict[tuple[str, str], str],
) -> None:
    header = ("country", "code", "name", "full", "aliases", "codes", "lat", "lon", "population")
    table = read_table(path, header)
    for line, (country, code, name, full, aliases, shorts, lat, lon, people) in table.rows:
        if not code or (country, code) in divisions:
            raise table.error(line, f"code {code!r} of {country} is empty or there twice")
        population = int(_number(table, line, people, 0, 1e10))
        entry = Entry(full, "admin1", country, code, *_point(table, line, lat, lon), population, None)
        divisions[country, code] = entry
        short[country, code] = name
        _add(named, (name, full, *split_values(aliases)), entry)
        _add(codes, split_values(shorts), entry)


def _load_regions(path: Path, named: dict[str, list[Entry]]) -> None:
    table = read_table(path, ("name", "aliases", "country", "lat", "lon", "rank"))
    for line, (name, aliases, country, lat, lon, rank) in table.rows:
        weight = int(10 ** _number(table, line, rank, 0, 9))
        entry = Entry(name, "region", country or None, "", *_point(table, line, lat, lon), weight, None)
        _add(named, (name, *split_values(aliases)), entry)


def _load_words(path: Path) -> PlaceWords:
    document: Any = load_yaml(path)
    wanted = tuple(PlaceWords.__dataclass_fields__)
    if not isinstance(document, dict) or sorted(document) != sorted(wanted):
        raise LexiconError(path, 1, f"must hold exactly: {', '.join(wanted)}")
    for name in wanted:
        if not isinstance(document[name], str):
            raise LexiconError(path, 1, f"{name} must be words separated by spaces")
    return PlaceWords(**{name: frozenset(document[name].split()) for name in wanted})


def _read_towns(path: Path) -> bytes:
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise LexiconError(path, None, f"can't be read: {error}") from error
    if data[:1] != b"\n" or data[-1:] != b"\n":
        raise LexiconError(path, None, "must start and end with a line break")
    return data


def _finder(named: dict[str, tuple[Entry, ...]], towns: bytes) -> Callable[[str], tuple[Entry, ...]]:
    """A cached lookup of folded names in the tables and the towns."""

    @lru_cache(maxsize=16384)
    def lookup(key: str) -> tuple[Entry, ...]:
        if not key:
            return ()
        found = named.get(key, ()) + _towns_named(towns, key)
        for ending in _COUNTY_ENDINGS:
            if not found and " " not in key:
                found = _towns_named(towns, key + ending)
        return found

    return lookup


def _towns_named(towns: bytes, key: str) -> tuple[Entry, ...]:
    """All lines that start with this key: bisection over the sorted block."""
    wanted = key.encode("utf-8") + b"\t"
    low, high = 0, len(towns) - 1
    while low < high:
        middle = (low + high) // 2
        start = towns.rfind(b"\n", 0, middle + 1) + 1
        if towns[start : towns.index(b"\t", start) + 1] < wanted:
            low = towns.index(b"\n", start)
        else:
            high = start - 1
    found = []
    start = low + 1
    while towns.startswith(wanted, start):
        end = towns.index(b"\n", start)
        found.append(_town(towns[start:end].decode("utf-8")))
        start = end + 1
    return tuple(found)


def _town(line: str) -> Entry:
    _, name, kind, country, code, lat, lon, population, number = line.split("\t")
    identity = int(number) if number else None
    return Entry(name, _TOWN_KINDS[kind], country, code, float(lat), float(lon), int(population), identity)
