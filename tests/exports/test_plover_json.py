"""PLOVER JSON: names, values, and what is left out."""

import json

from countermove.exports.formats import make_export
from countermove.schema import EventPlace, EventTime
from countermove.tables import Items
from tests.exports.building import city, day, killed, party
from tests.readings import full_reading, make_event, make_reading, span

FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment", "size",
}  # fmt: skip
ENTITY = {
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office", "gender",
    "age", "other_sector_codes",
}  # fmt: skip


def coded(reading):
    return [json.loads(line) for line in make_export("plover").lines(reading).splitlines()]


def test_one_object_a_line_with_the_manual_s_fields():
    warned, left = coded(full_reading())
    assert set(warned) | set(left) <= FIELDS
    assert (warned["date"], warned["event"], warned["mode"], warned["context"]) == ("2024-10-28", ["THREATEN"], [], [])
    assert (warned["quad_code"], warned["event_scale"], warned["event_text"]) == (3, -4.4, ["warned"])
    assert warned["actor"] == [{"code": "NOR", "sector": "GOV", "entity_text": "Norway", "identifier_text": "Norway"}]
    assert warned["recipient"][0]["code"] == "ISL"
    assert warned["event_loc"] == {
        "extracted_place": "Oslo",
        "resolved_place": "Oslo",
        "geonameid": 3143244,
        "lat": 59.91,
        "lon": 10.75,
        "city": "Oslo",
        "province": "Oslo",
        "country": "Norway",
        "country_code": "NOR",
        "feature_class": "P",
        "resolution": 4,
    }
    assert warned["text_info"] == {"sequence": 0, "start": 0, "end": 56}
    assert warned["cite_info"]["citation"] == "a"
    assert warned["cite_info"]["publication"] == "The Fjord"
    assert "factuality PR+" in warned["comment"]
    assert left["link"] == warned["id"]
    assert (left["mode"], left["actor"], left["recipient"]) == (["withdraw"], [], [])


def test_what_is_not_known_is_left_out_and_the_text_always():
    text = "x"
    [event] = coded(
        make_reading(text, published=None, language=None, events=Items([make_event(text, "x", score=None)]))
    )
    assert event["date"] is None
    assert not {"event_scale", "event_loc", "size", "time", "enddate", "link", "text", "coded_date"} & set(event)
    assert set(event["cite_info"]) == {"citation", "coder", "codebook"}


def test_auxiliary_modes_are_contexts():
    event = make_event("x", "x", contexts=("legal",), auxiliary=("negation", "future"))
    assert coded(make_reading("x", events=Items([event])))[0]["context"] == ["legal", "negation", "future"]


def test_times_sizes_and_further_sectors():
    text = "Rebels killed 12 in Goma"
    rebels = party(text, "n1", "Rebels", "COD", "REB", "PRM", form="nominal")
    event = make_event(
        text,
        "killed",
        event_type="ASSAULT",
        actor=("n1",),
        actor_spans=(span(text, "Rebels"),),
        quantities=("q1",),
        time=EventTime(value="2024-10-30T14:30", start="2024-10-30", end="2024-10-31", span=None, inferred=False),
        place=EventPlace(entity="p1", span=span(text, "Goma")),
    )
    [record] = coded(
        make_reading(
            text,
            entities=Items([rebels]),
            quantities=Items([killed(text, "12", 12)]),
            places=Items([city(text, "Goma", "COD")]),
            events=Items([event]),
        )
    )
    assert set(record) <= FIELDS
    assert record["size"] == {"dead": 12}
    assert (record["date"], record["time"], record["enddate"]) == ("2024-10-30", "14:30", "2024-10-31")
    assert record["actor"] == [{"code": "COD", "sector": "REB", "other_sector_codes": ["PRM"], "entity_text": "Rebels"}]
    assert set(record["actor"][0]) <= ENTITY


def test_a_longer_time_has_an_end_and_a_day_has_none():
    events = [
        make_event("x", "x", time=day("2024-10-01", "2024-10-31")),
        make_event("x", "x", id="e2", time=day("2024-10-01")),
    ]
    month, single = coded(make_reading("x", events=Items(events)))
    assert (month["date"], month["enddate"]) == ("2024-10-01", "2024-10-31")
    assert "enddate" not in single
