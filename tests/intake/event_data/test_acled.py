"""ACLED rows: who acts, old columns, CSV and its dirt."""

from __future__ import annotations

from datetime import date

import pytest

from countermove.intake.event_data.limits import HistoryLimits
from tests.intake.event_data.composing import ACLED, OLD_ACLED, acled, one, read


@pytest.fixture
def write(tmp_path):
    def do(*rows, header=ACLED, end="\n"):
        path = tmp_path / "acled.csv"
        path.write_bytes((end.join([",".join(header), *rows]) + end).encode())
        return path

    return do


def test_a_row_becomes_an_act(write):
    act = one(write(acled()))
    assert (act["row_id"], act["revision"], act["day"]) == ("KEN1", 1652000000, date(2022, 5, 4))
    assert (act["actor"], act["actor_code"], act["actor_sectors"]) == ("Cattle Raiders (Kenya)", "KEN", "PRM")
    assert (act["recipient"], act["recipient_sectors"]) == ("Civilians (Kenya)", "CVL")
    assert (act["event_type"], act["cameo"], act["directed"], act["country"]) == ("ASSAULT", None, True, "KEN")


@pytest.mark.parametrize(
    ("event", "sub_event", "type_and_mode", "sides"),
    [
        ("Violence against civilians", "Sexual violence", ("ASSAULT", "sexual"), ("one", "two", True)),
        ("Battles", "Armed clash", ("ASSAULT", None), ("one", "two", False)),
        ("Protests", "Excessive force against protesters", ("ASSAULT", None), ("two", "one", True)),
        ("Protests", "Protest with intervention", ("PROTEST", "demo"), ("one", None, True)),
        ("Strategic developments", "Agreement", ("AGREE", None), ("one", "two", False)),
        ("Strategic developments", "Change to group/activity", (None, None), ("one", None, True)),
        ("Battle-No change of territory", "", ("ASSAULT", None), ("one", "two", False)),
    ],
)
def test_the_kind_of_event_says_who_acts(write, event, sub_event, type_and_mode, sides):
    act = one(write(acled(event_type=event, sub_event_type=sub_event, actor1="one", actor2="two")))
    assert (act["event_type"], act["mode"]) == type_and_mode
    assert (act["actor"], act["recipient"], act["directed"]) == sides


@pytest.mark.parametrize(
    ("name", "inter", "code", "sector"),
    [
        ("Military Forces of the Democratic Republic of Congo (2019-)", "1", "COD", "MIL"),
        ("Police Forces of Ukraine (2019-)", "State Forces", "UKR", "COP"),
        ("Protesters (Norway)", "6", "NOR", "CVL"),
        ("Harbour Front", "2", "KEN", "REB"),
        ("Military Forces of France (2017-)", "8", "FRA", "MIL"),
        ("Operation Tern", "8", None, None),
        ("Unidentified Armed Group (Mali)", "3", "MLI", "UAF"),
    ],
)
def test_whose_an_actor_is(write, name, inter, code, sector):
    act = one(write(acled(actor1=name, inter1=inter)))
    assert (act["actor_code"], act["actor_sectors"]) == (code, sector)


def test_notes_over_several_lines_quotes_and_other_line_ends(write):
    for end in ("\n", "\r\n"):
        path = write(acled(notes='They said: "no",\nand left.'), acled(event_id_cnty="KEN2"), end=end)
        table, malformed = read(path)
        assert malformed == [] and table["row_id"].to_pylist() == ["KEN1", "KEN2"]
        assert table["line"].to_pylist() == [2, 4]


def test_semicolons_between_cells(write):
    row = acled().replace('","', '";"')
    assert one(write(row, header=[";".join(ACLED)]))["row_id"] == "KEN1"


def test_old_exports(write):
    act = one(write(acled(columns=OLD_ACLED, event_date="04 May 2022", inter1="4"), header=OLD_ACLED))
    assert (act["day"], act["actor_sectors"]) == (date(2022, 5, 4), "PRM")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (acled(sub_event_type="Picnic"), "type of event is unknown: 'Picnic'"),
        (acled(event_date="4 Mai 2022"), "date of the event can't be told"),
        (acled(timestamp="yesterday"), "timestamp is no whole number"),
        (acled(latitude="123"), "latitude is no number"),
        (acled() + ",more", "hasn't 31 cells: '32'"),
        (acled(notes="x" * 3_000), "max_line"),
        (acled(notes="nul \0"), "NUL"),
        ('KEN9,"never closed,', "a quote is opened and not closed in its row"),
    ],
)
def test_malformed_rows_are_told_and_the_next_is_read(write, row, reason):
    table, malformed = read(write(acled(), row, acled(event_id_cnty="KEN3")), HistoryLimits(max_line=2_000))
    assert [bad.line for bad in malformed] == [3] and reason in malformed[0].reason
    assert table["row_id"].to_pylist() == ["KEN1", "KEN3"]
