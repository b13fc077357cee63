"""ICEWS rows and their dirt."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.event_data.composing import ICEWS, headed, icews, one, read


@pytest.fixture
def write(tmp_path):
    def do(*rows, header=ICEWS, encoding="utf-8"):
        path = tmp_path / "events.tab"
        path.write_text(headed(header, *rows), encoding=encoding)
        return path

    return do


def test_a_row_becomes_an_act(write):
    act = one(write(icews(source_sectors="Police,Government")))
    assert act == {
        "line": 2, "row_id": "501:2014-02-03", "part": 0, "revision": 0, "day": date(2014, 2, 3),
        "actor": "Citizen (Kenya)", "actor_code": "KEN", "actor_sectors": "COP GOV", "recipient": "Norway",
        "recipient_code": "NOR", "recipient_sectors": None, "event_type": "ACCUSE", "mode": "disapprove",
        "cameo": "111", "quad": "verbal_conflict", "score": -2.0, "own_score": -2.0, "directed": True,
        "country": "KEN", "place": "Nairobi", "lat": -1.28, "lon": 36.8, "source": "Lodwar Star",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["2014-02-03", "2/3/2014", "02/03/2014", "2014-02-03 00:00:00"])
def test_dates_with_the_month_first_are_those_of_the_file_of_2017(write, text):
    assert one(write(icews(event_date=text)))["day"] == date(2014, 2, 3)


def test_one_event_id_on_two_days_is_two_rows(write):
    table, _ = read(write(icews(), icews(event_date="2014-02-04")))
    assert table["row_id"].to_pylist() == ["501:2014-02-03", "501:2014-02-04"]


@pytest.mark.parametrize(("code", "whole"), [("43", "043"), ("841", "0841"), ("10", "010"), ("173", "173")])
def test_leading_zeros_of_codes_come_back(write, code, whole):
    assert one(write(icews(cameo_code=code)))["cameo"] == whole


def test_statements_have_no_plover_type_but_are_kept(write):
    act = one(write(icews(cameo_code="010")))
    assert (act["event_type"], act["quad"], act["score"]) == (None, None, None)


def test_bodies_without_a_country_are_known_by_name_or_sector(write):
    union = {"source_name": "European Union", "source_country": "", "source_sectors": "Global"}
    doctors = {"target_name": "Doctors of the Fjords", "target_country": ""}
    act = one(write(icews(**union, **doctors, target_sectors="Nongovernmental Organization (International)")))
    assert (act["actor_code"], act["recipient_code"]) == ("EUR", "NGO")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"event_date": "2014-02-30"}, "no day of the calendar"),
        ({"event_date": "soon"}, "can't be told: 'soon'"),
        ({"event_date": "0214-02-03"}, "out of bounds"),
        ({"cameo_code": "999"}, "CAMEO code is unknown"),
        ({"cameo_code": "x"}, "CAMEO code is unknown"),
        ({"event_id": "5o1"}, "event id is no whole number"),
        ({"latitude": "91"}, "latitude is no number from -90 to 90"),
        ({"longitude": "east"}, "longitude is no number"),
        ({"intensity": "-2,0"}, "intensity is no number"),
        ({"source_name": "N" * 600}, "a name is longer than 500 characters"),
        ({"city": "Nai\0robi"}, "holds a NUL character"),
        ({"city": "Nai\trobi"}, "hasn't 20 cells: '21'"),
    ],
)
def test_malformed_rows_are_told_with_line_and_reason_and_the_others_read(write, cells, reason):
    table, malformed = read(write(icews(event_id=1), icews(**cells), icews(event_id=3)))
    assert table["row_id"].to_pylist() == ["1:2014-02-03", "3:2014-02-03"]
    assert [row.line for row in malformed] == [3] and reason in malformed[0].reason


def test_a_row_that_was_cut_off_is_told(write):
    _, malformed = read(write(icews()[:40]))
    assert "hasn't 20 cells" in malformed[0].reason


def test_quotes_are_characters_but_around_whole_cells(write):
    act = one(write(icews(source_name='"Citizen (Kenya)"', publisher='The "Star')))
    assert (act["actor"], act["source"]) == ("Citizen (Kenya)", 'The "Star')


def test_blank_lines_and_other_encodings(write):
    act = one(write("", icews(city="Tromsø"), "", encoding="iso-8859-1"))
    assert (act["place"], act["line"]) == ("Tromsø", 3)


def test_a_header_in_other_spelling(write):
    assert one(write(icews(), header=[name.lower().replace(" ", "_") for name in ICEWS]))["cameo"] == "111"
