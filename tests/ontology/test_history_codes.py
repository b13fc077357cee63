"""What others' codes become."""

from __future__ import annotations

import shutil

import pytest
import yaml

from countermove.ontology.country_codes import load_country_codes
from countermove.ontology.errors import LexiconError
from countermove.ontology.history_codes import full_cameo_code, load_history_codes
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import EVENT_TYPES


@pytest.fixture(scope="module")
def codes():
    return load_history_codes(DATA)


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("010", (None, None)),
        ("0214", ("REQUEST", "assist")),
        ("042", ("CONSULT", "visit")),
        ("0353", ("CONCEDE", None)),
        ("0841", ("RETREAT", "release")),
        ("112", ("ACCUSE", "allege")),
        ("1312", ("THREATEN", "restrict")),
        ("1723", ("COERCE", "curfew")),
        ("191", ("COERCE", "restrict")),
        ("1952", ("ASSAULT", "drone")),
        ("2042", ("ASSAULT", "unconventional")),
    ],
)
def test_the_longest_entry_decides(codes, code, act):
    _, found = codes.cameo_act(code)
    assert (found.event_type, found.mode) == act


def test_our_own_codes_lead_back_to_their_types(codes):
    """All but bare RETREAT, which CAMEO can't tell from yielding."""
    ours = yaml.safe_load((DATA / "cameo.yaml").read_text(encoding="utf-8"))["default"]
    for event_type, modes in ours.items():
        for mode, code in modes.items():
            if (event_type, mode) != ("RETREAT", "none"):
                assert codes.cameo_act(code)[1].event_type == event_type, code


def test_every_type_is_reached_and_has_quad_and_score(codes):
    acts = [act for act in codes.cameo.values() if act.event_type]
    assert {act.event_type for act in acts} == set(EVENT_TYPES)
    assert all(act.quad and act.score is not None for act in acts)


@pytest.mark.parametrize(
    ("code", "whole"),
    [("43", "043"), ("10", "010"), ("841", "0841"), ("311", "0311"), ("112", "112"), ("1122", "1122")],
)
def test_leading_zeros(codes, code, whole):
    assert full_cameo_code(code, codes.cameo_roots) == whole


@pytest.mark.parametrize(
    "code", ["", "4", "999", "0840", "00", "000", "117", "205", "2103", "20411", "1x", "---", "١١٢"]
)
def test_what_is_no_code(codes, code):
    with pytest.raises(KeyError):
        codes.cameo_act(code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russian Federation", "RUS"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("cote d'ivoire", "CIV"),
        ("The Netherlands", "NLD"),
        ("Democratic Republic of Congo", "COD"),
        ("Palestine", "PSE"),
        ("United Nations", "UNO"),
        ("UKR", "UKR"),
        ("Atlantis", None),
    ],
)
def test_names_of_countries_and_bodies(codes, name, code):
    assert codes.countries.named(name) == code


def test_codes_of_countries(codes):
    countries = codes.countries
    assert [countries.fips[code] for code in ("UP", "GZ", "WE", "RI")] == ["UKR", "PSE", "PSE", "SRB"]
    assert [countries.cameo[code] for code in ("ROM", "USA", "KSV")] == ["ROU", "USA", "KOS"]
    assert countries.numbers[578] == "NOR"


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("cameo_plover.tsv", "0299\tREQUEST\tdance\tx"),
        ("cameo_plover.tsv", "021\tREQUEST\tassist\tagain"),
        ("cameo_plover.tsv", "21\tREQUEST\t-\tno root"),
        ("cameo_roots.tsv", "1\t2"),
        ("cameo_actors.tsv", "sector\tXYZ\tNOSUCH"),
        ("cameo_actors.tsv", "country\tXYZ\tATL"),
        ("icews_sectors.tsv", "ZZZ\tPirates"),
        ("fips.tsv", "UP\tUKR\tagain"),
        ("bodies.tsv", "ZZZ\tLeague of Nobody"),
        ("acled_events.tsv", "Picnic\tASSAULT\t-\tsideways"),
        ("acled_actors.tsv", "9\tGhosts\tZZZ\tyes"),
        ("acled_names.tsv", "Ghosts of\tZZZ"),
    ],
)
def test_mistakes_are_told_with_file_and_line(tmp_path, file, line):
    for part in ("history", "places", "exports", "actors"):
        shutil.copytree(DATA / part, tmp_path / part)
    shutil.copy(DATA / "plover.yaml", tmp_path)
    path = tmp_path / "history" / file
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    number = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(LexiconError, match=f"{file}:{number}: "):
        load_history_codes(tmp_path)


def test_country_codes_load_alone():
    assert "KOS" in load_country_codes(DATA).iso3
