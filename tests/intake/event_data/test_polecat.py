"""POLECAT rows and their dirt."""

from __future__ import annotations

import pytest

from countermove.intake.event_data.limits import HistoryLimits
from tests.intake.event_data.composing import POLECAT, headed, one, polecat, read


@pytest.fixture
def path(tmp_path):
    return tmp_path / "events.txt"


def test_every_actor_acts_on_every_recipient(path):
    row = polecat(
        actor_name="Norway;Finland", actor_country="NOR;FIN", primary_actor_sector="GOV;MIL",
        recipient_name="Red Cross;Kenya", recipient_country="NGO;KEN", primary_recipient_sector=";GOV",
    )  # fmt: skip
    path.write_text(headed(POLECAT, row))
    table, _ = read(path)
    assert [(act["part"], act["actor_code"], act["recipient_code"]) for act in table.to_pylist()] == [
        (0, "NOR", "NGO"),
        (1, "NOR", "KEN"),
        (2, "FIN", "NGO"),
        (3, "FIN", "KEN"),
    ]
    assert table["actor_sectors"].to_pylist() == ["GOV", "GOV", "MIL", "MIL"]
    assert set(table["row_id"].to_pylist()) == {"P1"}


def test_the_header_of_some_releases_is_quoted_names_a_headline_and_an_event_intensity_and_ends_in_tabs(path):
    names = [f'"{name}"' for name in POLECAT]
    names[4] = '"Event Intensity"'
    for header in (names, ["Headline", *names], [*names, "Headline"], [*names, "", ""]):
        path.write_text(headed(header, polecat(intensity="-5.5")))
        act = one(path)
        assert (act["row_id"], act["own_score"], act["event_type"]) == ("P1", -5.5, "SANCTION")
    path.write_text('"' + "\t".join(POLECAT) + '"\n' + polecat() + "\n")
    assert one(path)["row_id"] == "P1"


def test_tabs_after_the_last_cell_are_forgiven_others_told(path):
    path.write_text(headed(POLECAT, polecat() + "\t\t\t", polecat(event_id="P2") + "\tmore"))
    table, malformed = read(path)
    assert table["row_id"].to_pylist() == ["P1"]
    assert [(row.line, row.reason) for row in malformed] == [(3, "the row hasn't 40 cells: '41'")]


def test_latin_1(path):
    path.write_bytes(headed(POLECAT, polecat(actor_name="Générale")).encode("iso-8859-1"))
    assert one(path)["actor"] == "Générale"


def test_parties_that_are_not_there_or_whose_places_do_not_fit(path):
    row = polecat(actor_name="None", actor_country="NA", recipient_name="A;B;C", recipient_country="RUS;UKR")
    path.write_text(headed(POLECAT, row))
    table, _ = read(path)
    assert [(act["actor"], act["recipient"], act["recipient_code"]) for act in table.to_pylist()] == [
        (None, "A", None),
        (None, "B", None),
        (None, "C", None),
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"event_type": "WAR"}, "none of PLOVER's: 'WAR'"),
        ({"event_mode": "ex<pel"}, "mode can't be told"),
        ({"event_id": ""}, "event id is missing"),
        ({"event_id": "x" * 300}, "event id is missing or too long"),
        ({"actor_name": ";".join("abcdefghijk"), "recipient_name": ";".join("abcdefghijk")}, "max_acts"),
        ({"actor_name": "a" * 20_000}, "too long"),
    ],
)
def test_malformed_rows(path, cells, reason):
    path.write_text(headed(POLECAT, polecat(**cells)))
    table, malformed = read(path, HistoryLimits(max_acts=100))
    assert table.num_rows == 0 and reason in malformed[0].reason


def test_types_and_modes_in_any_spelling(path):
    path.write_text(headed(POLECAT, polecat(event_type="Retreat", event_mode="Ceasefire")))
    act = one(path)
    assert (act["event_type"], act["mode"], act["quad"]) == ("RETREAT", "ceasefire", "material_cooperation")
