"""ACLED: 31 columns, the events that ACLED covers."""

import pytest

from countermove.exports.acled import COLUMNS
from countermove.exports.formats import make_export
from countermove.schema import EventPlace
from countermove.tables import Items
from tests.exports.building import city, day, dicts, killed, party
from tests.readings import make_event, make_reading, span

TEXT = "The army of Kenya, rebels, protesters, villagers, Wagner, ministers, Kenya: 12 hit in Garissa"
PARTIES = [
    party(TEXT, "army", "army", "KEN", "MIL", form="nominal"),
    party(TEXT, "rebels", "rebels", "KEN", "REB", form="nominal"),
    party(TEXT, "protesters", "protesters", "KEN", "CVL", form="nominal"),
    party(TEXT, "villagers", "villagers", "KEN", "CVL", form="nominal"),
    party(TEXT, "Wagner", "Wagner", "RUS", "MIL"),
    party(TEXT, "ministers", "ministers", "KEN", "GOV", form="nominal"),
    party(TEXT, "Kenya", "Kenya", "KEN", "GOV", kind="state"),
    party(TEXT, "Garissa", "Garissa", "KEN", kind="place"),
]


def coded(event_type, mode=None, actor=(), recipient=(), dead=None, **changes):
    event = make_event(
        TEXT,
        "hit",
        **{
            "event_type": event_type,
            "mode": mode,
            "actor": tuple(actor),
            "recipient": tuple(recipient),
            "quantities": ("q1",),
            "place": EventPlace(entity="p1", span=span(TEXT, "Garissa")),
            **changes,
        },
    )
    quantities = [] if dead is None else [killed(TEXT, "12", dead)]
    reading = make_reading(
        TEXT,
        publisher="Nation",
        entities=Items(PARTIES),
        places=Items([city(TEXT, "Garissa", "KEN")]),
        quantities=Items(quantities),
        events=Items([event]),
    )
    return dicts(make_export("acled").lines(reading), COLUMNS, ",")


def test_the_header():
    assert make_export("acled").head == (
        b"event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
        b"inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
        b"location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n"
    )
    assert len(COLUMNS) == 31


def test_a_row():
    [row] = coded("ASSAULT", "aerial", ["army"], ["villagers"], dead=12, time=day("2024-10-30"))
    assert row["event_id_cnty"].startswith("KEN") and row["event_id_cnty"][3:].isdecimal()
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2024-10-30", "2024", "1")
    assert (row["disorder_type"], row["event_type"], row["sub_event_type"]) == (
        "Political violence",
        "Explosions/Remote violence",
        "Air/drone strike",
    )
    assert (row["actor1"], row["inter1"]) == ("army", "State forces")
    assert (row["actor2"], row["inter2"]) == ("Civilians (Kenya)", "Civilians")
    assert (row["interaction"], row["civilian_targeting"]) == ("State forces-Civilians", "Civilian targeting")
    assert (row["iso"], row["region"], row["country"]) == ("404", "Eastern Africa", "Kenya")
    assert (row["admin1"], row["location"], row["geo_precision"]) == ("Province", "Garissa", "1")
    assert (row["latitude"], row["longitude"], row["fatalities"]) == ("1.5", "-2.25", "12")
    assert (row["source"], row["notes"], row["timestamp"]) == ("Nation", "ASSAULT aerial: hit", "")


@pytest.mark.parametrize(
    ("event_type", "mode", "actor", "recipient", "expected"),
    [
        ("ASSAULT", None, ["army"], ["rebels"], "Armed clash"),
        ("ASSAULT", "firearms", [], ["army"], "Armed clash"),
        ("ASSAULT", None, ["rebels"], ["villagers"], "Attack"),
        ("ASSAULT", None, ["rebels"], ["ministers"], "Attack"),
        ("ASSAULT", None, ["rebels"], ["Kenya"], "Armed clash"),
        ("ASSAULT", "targeted", [], [], "Attack"),
        ("ASSAULT", "sexual", [], [], "Sexual violence"),
        ("ASSAULT", "abduct", ["rebels"], ["villagers"], "Abduction/forced disappearance"),
        ("ASSAULT", "suicide-attack", [], [], "Suicide bomb"),
        ("ASSAULT", "heavy-weapons", [], ["villagers"], "Shelling/artillery/missile attack"),
        ("ASSAULT", "explosives", [], [], "Remote explosive/landmine/IED"),
        ("ASSAULT", "unconventional", [], [], "Chemical weapon"),
        ("ASSAULT", "destroy", ["rebels"], [], "Looting/property destruction"),
        ("ASSAULT", "destroy", ["protesters"], [], "Violent demonstration"),
        ("ASSAULT", "crowd-control", ["army"], ["protesters"], "Protest with intervention"),
        ("ASSAULT", "firearms", ["army"], ["protesters"], "Excessive force against protesters"),
        ("ASSAULT", None, ["protesters"], ["villagers"], "Mob violence"),
        ("PROTEST", "demo", ["villagers"], ["Kenya"], "Peaceful protest"),
        ("PROTEST", "riot", ["villagers"], [], "Violent demonstration"),
        ("COERCE", "arrest", ["army"], ["protesters"], "Arrests"),
        ("MOBILIZE", "troops", ["army"], [], "Change to group/activity"),
        ("RETREAT", "ceasefire", ["army", "rebels"], [], "Agreement"),
        ("RETREAT", "release", ["rebels"], ["villagers"], "Agreement"),
        ("RETREAT", "withdraw", ["army"], [], "Change to group/activity"),
    ],
)
def test_sub_events(event_type, mode, actor, recipient, expected):
    [row] = coded(event_type, mode, actor, recipient)
    assert row["sub_event_type"] == expected


@pytest.mark.parametrize(
    ("event_type", "mode", "actor", "recipient"),
    [
        ("ASSAULT", None, ["army"], []),
        ("ASSAULT", "abduct", ["army"], ["rebels"]),
        ("PROTEST", "strike", ["villagers"], []),
        ("COERCE", "censor", ["Kenya"], []),
        ("COERCE", "seize", ["army"], []),
        ("RETREAT", "resign", ["ministers"], []),
        ("CONSULT", None, ["Kenya"], []),
        ("THREATEN", "violence", ["army"], ["rebels"]),
    ],
)
def test_what_acled_does_not_cover_or_cannot_tell_is_left_out(event_type, mode, actor, recipient):
    assert coded(event_type, mode, actor, recipient) == []


def test_only_what_happened():
    assert coded("MOBILIZE", None, ["army"], factuality="CT-") == []
    assert coded("MOBILIZE", None, ["army"], auxiliary=("future",)) == []


def test_deaths_of_protesters_are_excessive_force_and_protesters_come_first():
    [row] = coded("ASSAULT", None, ["army"], ["protesters"], dead=3)
    assert row["sub_event_type"] == "Excessive force against protesters"
    assert row["disorder_type"] == "Political violence; Demonstrations"
    assert (row["actor1"], row["actor2"]) == ("Protesters (Kenya)", "army")
    assert row["interaction"] == "State forces-Protesters"


def test_whom_a_protest_addresses_is_no_actor():
    [row] = coded("PROTEST", "demo", ["villagers"], ["Kenya"])
    assert (row["actor1"], row["inter1"], row["actor2"]) == ("Protesters (Kenya)", "Protesters", "")
    assert row["interaction"] == "Protesters only"


def test_sides_of_a_fight():
    [row] = coded("ASSAULT", None, ["army", "rebels"], because="frame:clash.01")
    assert (row["actor1"], row["actor2"], row["sub_event_type"]) == ("army", "rebels", "Armed clash")
    assert row["interaction"] == "State forces-Rebel group"


def test_forces_abroad_are_external_and_their_violence_is_written_the_other_way_round():
    [row] = coded("ASSAULT", "aerial", ["Wagner"], ["villagers"])
    assert (row["inter1"], row["interaction"]) == ("External/Other forces", "External/Other forces-Civilians")


def test_a_town_that_is_shelled_is_no_actor():
    [row] = coded("ASSAULT", "heavy-weapons", ["army"], ["Garissa"])
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("", "", "State forces only")
    assert row["location"] == "Garissa"


def test_who_is_not_known_stays_empty():
    [row] = coded("ASSAULT", "beat", [], ["villagers"])
    assert (row["actor1"], row["inter1"], row["interaction"], row["fatalities"]) == ("", "", "", "")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (day("2024-10-30"), "1"),
        (day("2024-10-28", "2024-11-03"), "2"),
        (day("2024-10-01", "2024-10-31"), "3"),
        (day("2024-11-01", inferred=True), "2"),
        (None, "2"),
    ],
)
def test_time_precision(time, expected):
    [row] = coded("MOBILIZE", None, ["army"], time=time)
    assert row["time_precision"] == expected


def test_an_event_without_a_place():
    [row] = coded("MOBILIZE", None, ["army"], place=None)
    assert row["event_id_cnty"].isdecimal()
    assert [row[name] for name in ("iso", "region", "country", "location", "geo_precision")] == [""] * 5
