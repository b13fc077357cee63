"""The table of countries: complete, and mistakes are told with file and line."""

import pytest

from countermove.exports.countries import COLUMNS, load_countries
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.tables import read_table

NAMES = DATA / "places" / "countries.tsv"
COUNTRIES = load_countries(DATA / "exports" / "countries.tsv", NAMES)


def test_every_country_that_a_reading_can_name_has_codes():
    states = {fields[0] for _, fields in read_table(DATA / "actors" / "states.tsv").rows}
    assert states <= set(COUNTRIES)
    assert {fields[0] for _, fields in read_table(NAMES).rows} == set(COUNTRIES)
    assert all(COUNTRIES[code].region for code in states)
    assert len({country.region for country in COUNTRIES.values()}) == 17


@pytest.mark.parametrize("column", ["number", "fips", "cow"])
def test_no_two_countries_share_a_code(column):
    codes = [value for country in COUNTRIES.values() if (value := getattr(country, column))]
    assert len(codes) == len(set(codes))


def test_some_countries():
    russia, congo = COUNTRIES["RUS"], COUNTRIES["COD"]
    assert (russia.number, russia.fips, russia.cow, russia.icews, russia.acled) == (
        643,
        "RS",
        "365",
        "Russian Federation",
        "Russia",
    )
    assert (congo.fips, congo.acled, congo.region) == ("CG", "Democratic Republic of Congo", "Middle Africa")
    assert COUNTRIES["KOS"].number is None
    assert COUNTRIES["ROU"].cameo == "ROM"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("XYZ\t1", "'XYZ' is not a country"),
        ("NOR\t12", "number '12' has the wrong form"),
        ("NOR\t578\tN1", "fips 'N1' has the wrong form"),
        ("NOR\t578\nNOR\t578", "is listed twice"),
    ],
)
def test_a_mistake_in_the_countries_is_told_with_its_line(tmp_path, row, reason):
    path = tmp_path / "countries.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"countries\.tsv:{1 + len(row.splitlines())}: .*{reason}"):
        load_countries(path, NAMES)
