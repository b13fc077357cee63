"""Whose word a report is, and what it does to the event."""

from __future__ import annotations

import pytest

from countermove.ontology.agencies import AGENCIES_FILE, load_agencies
from countermove.ontology.interests import INTERESTS_FILE, load_interests
from countermove.ontology.lexicon import DATA
from countermove.record.origins import Source
from countermove.record.speakers import Speakers, Word
from tests.record.building import Draft

AGENCIES = load_agencies(DATA / AGENCIES_FILE)
INTERESTS = load_interests(DATA / INTERESTS_FILE)
TEXT = "Norway bombed Iceland, the army said, Reuters reported. Officials told it. The Fjord wrote so. Jane Doe spoke."


def speakers(draft: Draft) -> Speakers:
    return Speakers(draft.pair()[1], AGENCIES, INTERESTS)


def word_of(words: str, **fields) -> Word:
    draft = Draft(TEXT)
    said = draft.says(draft.entity(words, **fields), "said", "Norway bombed Iceland")
    return speakers(draft).word([said])


@pytest.mark.parametrize(
    ("words", "fields", "source"),
    [
        ("Reuters", {"kind": "organization"}, Source("agency", "Reuters")),
        ("The Fjord", {"kind": "organization", "sectors": ("MED",)}, Source("publisher", "The Fjord")),
        ("Jane Doe", {"kind": "person"}, Source("speaker", "Jane Doe")),
        ("Jane Doe", {"kind": "person", "sectors": ("JRN",)}, Source("speaker", "Jane Doe")),
        (
            "the army",
            {"kind": "organization", "country": "NOR", "form": "nominal"},
            Source("speaker", "the army", "NOR army"),
        ),
        ("the army", {"kind": "organization", "form": "nominal"}, None),
        ("Officials", {"kind": "group", "country": "NOR", "form": "nominal"}, None),
        ("Officials", {"kind": "group", "ref": "NORGOV", "form": "nominal"}, Source("speaker", "Officials", "NORGOV")),
    ],
)
def test_the_source_is_the_named_speaker_agency_or_paper(words, fields, source):
    word = word_of(words, **fields)
    assert word.source == source
    assert word.speaker is not None


def test_without_a_speaker_the_newsroom_answers():
    draft = Draft(TEXT)
    nobody = draft.says(None, "said", "Norway bombed Iceland")
    assert speakers(draft).word([]) == Word(None, None)
    assert speakers(draft).word([nobody, "r99"]) == Word(None, None)


def test_of_nested_attributions_the_innermost_source_speaks():
    draft = Draft(TEXT)
    army = draft.entity("the army", kind="organization", country="NOR", form="nominal")
    agency = draft.entity("Reuters", kind="organization")
    outer = draft.says(agency, "reported", "Norway bombed Iceland, the army said")
    inner = draft.says(army, "said", "Norway bombed Iceland", parent=outer)
    for order in ([outer, inner], [inner, outer]):
        assert speakers(draft).word(order).source == Source("speaker", "the army", "NOR army")


def two_states() -> Draft:
    draft = Draft(TEXT)
    draft.state("Norway", "NOR")
    draft.state("Iceland", "ISL")
    return draft


@pytest.mark.parametrize(
    ("fields", "side"),
    [
        ({"country": "NOR", "sectors": ("MIL",), "kind": "organization"}, "actor"),
        ({"country": "ISL", "sectors": ("GOV",), "kind": "person"}, "recipient"),
        ({"country": "NOR", "sectors": ("CVL",), "kind": "group"}, None),
        ({"country": "SWE", "sectors": ("MIL",), "kind": "organization"}, None),
        ({"country": None, "sectors": ("MIL",), "kind": "organization"}, None),
    ],
)
def test_who_speaks_for_a_party_is_on_its_side(fields, side):
    draft = two_states()
    draft.entity("the army", form="nominal", **fields)
    draft.event("bombed", ["n1"], ["n2"])
    reading = draft.pair()[1]
    assert speakers(draft).side(reading.entities[2], reading.events[0]) == side
    assert speakers(draft).side(reading.entities[0], reading.events[0]) == "actor"
    assert speakers(draft).side(None, reading.events[0]) is None


@pytest.mark.parametrize(
    ("polarity", "side", "event_type", "recipient_sectors", "stance"),
    [
        ("happened", "actor", "ASSAULT", ("GOV",), "confirms"),
        ("happened", "actor", "ACCUSE", ("GOV",), "tells"),
        ("happened", "recipient", "ASSAULT", ("GOV",), "tells"),
        ("happened", "recipient", "ASSAULT", ("MIL",), "tells"),
        ("happened", None, "ASSAULT", ("MIL",), "tells"),
        ("open", "actor", "ASSAULT", ("GOV",), "tells"),
        ("denied", "actor", "ASSAULT", ("GOV",), "denies"),
        ("denied", None, "ACCUSE", ("GOV",), "denies"),
    ],
)
def test_a_party_confirms_only_what_speaks_against_it(polarity, side, event_type, recipient_sectors, stance):
    draft = Draft(TEXT)
    draft.state("Norway", "NOR")
    draft.entity("Iceland", country="ISL", sectors=recipient_sectors)
    draft.event("bombed", ["n1"], ["n2"], event_type=event_type)
    said = Word(None, None, "assert")
    assert speakers(draft).stance(polarity, side, draft.pair()[1].events[0], said) == stance


@pytest.mark.parametrize(("cue_class", "stance"), [("confirm", "confirms"), ("demand", "tells"), ("warn", "tells")])
def test_what_a_party_demands_is_no_confirmation(cue_class, stance):
    draft = Draft(TEXT)
    draft.state("Norway", "NOR")
    draft.entity("Iceland", country="ISL")
    draft.event("bombed", ["n1"], ["n2"])
    event = draft.pair()[1].events[0]
    assert speakers(draft).stance("happened", "actor", event, Word(None, None, cue_class)) == stance
