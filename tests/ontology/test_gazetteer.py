from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import countermove
from countermove.ontology.errors import LexiconError
from countermove.ontology.gazetteer import Gazetteer, fold_name, load_gazetteer

PLACES = Path(countermove.__file__).parent / "data" / "places"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(PLACES)


def kinds(gazetteer: Gazetteer, name: str) -> set[tuple[str, str | None]]:
    return {(entry.kind, entry.country) for entry in gazetteer.lookup(fold_name(name))}


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Georgia", "country", "GEO"),
        ("Georgia", "admin1", "USA"),
        ("U.S.", "country", "USA"),
        ("the Netherlands", "country", "NLD"),
        ("Türkiye", "country", "TUR"),
        ("Kursk Oblast", "admin1", "RUS"),
        ("Kiev", "capital", "UKR"),
        ("Kharkov", "city", "UKR"),
        ("São Paulo", "city", "BRA"),
        ("St. Louis", "city", "USA"),
        ("Henderson County", "district", "USA"),
        ("South China Sea", "region", None),
        ("Deir al-Zour", "admin1", "SYR"),
        ("Khyber Pakhtunkhwa", "admin1", "PAK"),
        ("Gaza", "region", "PSE"),
    ],
)
def test_names_are_found(gazetteer: Gazetteer, name: str, kind: str, country: str | None) -> None:
    assert (kind, country) in kinds(gazetteer, name)


def test_unknown_names_have_no_entries(gazetteer: Gazetteer) -> None:
    for name in ("", "qqqq", "\x00", "~", "zzzzzzz", "no such place at all"):
        assert gazetteer.lookup(fold_name(name)) == ()


def test_abbreviations_are_kept_apart(gazetteer: Gazetteer) -> None:
    assert [entry.name for entry in gazetteer.abbreviation("Calif.")] == ["California"]
    assert [entry.name for entry in gazetteer.abbreviation("TX")] == ["Texas"]
    assert ("admin1", "USA") not in kinds(gazetteer, "in")


@pytest.mark.parametrize(("name", "country"), [("Seattle", "USA"), ("Lahore", "PAK"), ("Nowhere-on-Sea", None)])
def test_the_likely_country_of_a_town(gazetteer: Gazetteer, name: str, country: str | None) -> None:
    assert gazetteer.likely_country(name) == country


def test_a_division_knows_its_short_name(gazetteer: Gazetteer) -> None:
    (oblast,) = gazetteer.lookup("kursk oblast")
    assert (oblast.name, gazetteer.admin1_name(oblast)) == ("Kursk Oblast", "Kursk")
    assert abs(oblast.lat - 51.75) < 0.5
    assert abs(oblast.lon - 36.19) < 0.7


def test_every_town_is_found_and_well_formed(gazetteer: Gazetteer) -> None:
    data = gzip.decompress((PLACES / "cities.tsv.gz").read_bytes())
    lines = data.strip(b"\n").split(b"\n")
    keys = [line.split(b"\t", 1)[0] + b"\t" for line in lines]
    assert keys == sorted(keys)
    for line in [lines[0], *lines[1:-1:97], lines[-1]]:
        key, name, _, country, *_ = line.decode("utf-8").split("\t")
        assert fold_name(key) == key
        assert any(entry.name == name and entry.country == country for entry in gazetteer.lookup(key))


def test_all_points_are_on_the_globe(gazetteer: Gazetteer) -> None:
    for entries in gazetteer.named.values():
        for entry in entries:
            assert -90 <= entry.lat <= 90
            assert -180 <= entry.lon <= 180
            assert entry.country is None or len(entry.country) == 3


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    once = fold_name(name)
    assert once == once.strip()
    assert "  " not in once
    assert fold_name(once) == once or " " not in once or once.startswith("the ")


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(name: str) -> None:
    gazetteer = load_once()
    key = fold_name(name)
    for entry in gazetteer.lookup(key):
        assert entry.name


_LOADED: list[Gazetteer] = []


def load_once() -> Gazetteer:
    if not _LOADED:
        _LOADED.append(load_gazetteer(PLACES))
    return _LOADED[0]


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        ("countries.tsv", "Xyz\tNowhere\t\t0\t0\t1\t1", "country code"),
        ("countries.tsv", "XYZ\tNowhere\t\t91\t0\t1\t1", "between"),
        ("divisions.tsv", "USA\t\tNowhere\tNowhere\t\t\t0\t0\t1", "empty or there twice"),
        ("regions.tsv", "Nowhere\t\t\tnorth\t0\t3", "isn't a number"),
    ],
)
def test_bad_entries_are_reported_with_their_line(tmp_path: Path, file: str, line: str, expected: str) -> None:
    shutil.copytree(PLACES, tmp_path / "places")
    path = tmp_path / "places" / file
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n" + line + "\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=expected) as caught:
        load_gazetteer(tmp_path / "places")
    assert caught.value.line == text.count("\n")


@pytest.mark.parametrize("content", [b"not gzip", gzip.compress(b"no line breaks"), b""])
def test_a_damaged_town_file_is_reported(tmp_path: Path, content: bytes) -> None:
    shutil.copytree(PLACES, tmp_path / "places")
    (tmp_path / "places" / "cities.tsv.gz").write_bytes(content)
    with pytest.raises(LexiconError, match=r"cities\.tsv\.gz"):
        load_gazetteer(tmp_path / "places")
