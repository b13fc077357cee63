"""GDELT: 61 columns without a header, one row a pair."""

import pytest

from countermove.exports.formats import make_export
from countermove.exports.gdelt import COLUMNS, lead_end
from countermove.schema import EventPlace, Sentence
from countermove.tables import Items
from tests.exports.building import city, day, dicts, party
from tests.readings import full_reading, make_event, make_reading, span


def coded(reading):
    return dicts(make_export("gdelt").lines(reading), COLUMNS)


def test_the_columns():
    assert make_export("gdelt").head == b""
    assert len(COLUMNS) == len(set(COLUMNS)) == 61
    assert COLUMNS[:7] == (
        "GLOBALEVENTID",
        "SQLDATE",
        "MonthYear",
        "Year",
        "FractionDate",
        "Actor1Code",
        "Actor1Name",
    )
    assert COLUMNS[25:35] == (
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "AvgTone",
    )
    assert COLUMNS[51:] == (
        "ActionGeo_Type",
        "ActionGeo_FullName",
        "ActionGeo_CountryCode",
        "ActionGeo_ADM1Code",
        "ActionGeo_ADM2Code",
        "ActionGeo_Lat",
        "ActionGeo_Long",
        "ActionGeo_FeatureID",
        "DATEADDED",
        "SOURCEURL",
    )


def test_a_row():
    row = coded(full_reading())[0]
    assert (row["SQLDATE"], row["MonthYear"], row["Year"], row["FractionDate"]) == (
        "20241028",
        "202410",
        "2024",
        "2024.8986",
    )
    assert (row["Actor1Code"], row["Actor1Name"], row["Actor1CountryCode"]) == ("NORGOV", "NORWAY", "NOR")
    assert (row["Actor1Type1Code"], row["Actor1Type2Code"], row["Actor2Code"]) == ("GOV", "", "ISLGOV")
    assert (row["EventCode"], row["EventRootCode"], row["QuadClass"], row["IsRootEvent"]) == ("13", "13", "3", "1")
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"], row["AvgTone"]) == ("1", "1", "1", "")
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"], row["ActionGeo_CountryCode"]) == (
        "4",
        "Oslo, Norway",
        "NO",
    )
    assert (row["DATEADDED"], row["SOURCEURL"]) == ("", "https://news.example/1")
    assert row["Actor1Geo_Type"] == row["Actor2Geo_FullName"] == ""


def test_codes_keep_their_leading_zeros():
    reading = make_reading(
        "x", published=None, events=Items([make_event("x", "x", cameo="0874", time=day("2024-01-31"))])
    )
    [row] = coded(reading)
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("0874", "087", "08")
    assert (row["QuadClass"], row["GoldsteinScale"], row["SOURCEURL"]) == ("2", "10.0", "a")


@pytest.mark.parametrize(
    ("country", "sectors", "code", "place", "group", "types"),
    [
        ("ROU", ("MIL",), "ROMMIL", "ROM", "", ("MIL", "", "")),
        ("USA", ("JRN", "MED", "CVL"), "USAMEDHLHCVL", "USA", "", ("MED", "HLH", "CVL")),
        ("UNO", (), "IGOUNO", "", "UNO", ("IGO", "", "")),
        ("EUR", ("GOV",), "IGOEUREECGOV", "EUR", "EEC", ("IGO", "GOV", "")),
        ("ISM", (), "NGM", "", "", ("NGM", "", "")),
        (None, ("REB", "UNK"), "REB", "", "", ("REB", "", "")),
    ],
)
def test_actor_codes(country, sectors, code, place, group, types):
    actor = party("x", "n1", "x", country, *sectors)
    reading = make_reading("x", entities=Items([actor]), events=Items([make_event("x", "x", actor=("n1",))]))
    [row] = coded(reading)
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1KnownGroupCode"]) == (code, place, group)
    assert tuple(row[f"Actor1Type{number}Code"] for number in (1, 2, 3)) == types


@pytest.mark.parametrize(("country", "kind", "expected"), [("USA", "4", "3"), ("FRA", "4", "4"), (None, "4", "4")])
def test_types_of_places(country, kind, expected):
    text = "x Springfield"
    event = make_event(text, "x", place=EventPlace(entity="p1", span=span(text, "Springfield")))
    reading = make_reading(text, places=Items([city(text, "Springfield", country)]), events=Items([event]))
    assert coded(reading)[0]["ActionGeo_Type"] == expected


def test_only_what_happened():
    assert coded(make_reading("x", events=Items([make_event("x", "x", factuality="PS+")]))) == []


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Headline of it\n\nOslo - It rained. It snowed.\n\nMore.", "Headline of it\n\nOslo - It rained. It snowed."),
        ("It rained.\nIt snowed.", "It rained."),
        ("It rained\nand snowed.\n\nMore.", "It rained\nand snowed."),
        ("It rained", "It rained"),
        ("“It rained.”\nMore.", "“It rained.”"),
    ],
)
def test_the_lead_is_the_first_paragraph_with_a_whole_sentence(text, lead):
    assert text[: lead_end(make_reading(text))] == lead


def test_boilerplate_is_no_lead():
    text = "By A. Writer.\n\nIt rained.\n\nMore."
    start = text.index("It")
    sentences = [Sentence(span=(0, 13), boilerplate=True), Sentence(span=(start, len(text)), boilerplate=False)]
    assert text[: lead_end(make_reading(text, sentences=Items(sentences)))].endswith("It rained.")
