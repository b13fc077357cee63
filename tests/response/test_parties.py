"""Whom entities count for."""

from countermove.response.parties import Parties
from tests.record.building import Draft, rows, store


def parties(record, response_knowledge):
    numbers = dict(rows(record, "select name, entity_no from entities"))
    articles = [number for (number,) in rows(record, "select article_no from articles")]
    found = Parties(record.connection, numbers.values(), articles, response_knowledge.parties)
    return {name: found.of(number) for name, number in numbers.items()}


def told(record, response_knowledge, draft):
    """The parties of a draft, all of whose entities take part."""
    draft.event(draft.text.split()[0], [one.id for one in draft.entities])
    store(record, draft)
    return {name: (party.name, party.kind) for name, party in parties(record, response_knowledge).items()}


def test_all_who_speak_for_a_state_are_that_state(record, response_knowledge):
    draft = Draft("Kenya, its army, its police, parliament, a judge and the minister Ann Otieno met.")
    draft.state("Kenya", "KEN")
    for words, kind, sector in (
        ("army", "organization", "MIL"),
        ("police", "organization", "COP"),
        ("parliament", "organization", "LEG"),
        ("judge", "person", "JUD"),
        ("Ann Otieno", "person", "GOV"),
    ):
        draft.entity(words, form="nominal", kind=kind, country="KEN", sectors=(sector,))
    found = told(record, response_knowledge, draft)
    assert set(found.values()) == {("Kenya", "state")}


def test_own_voices_are_not_their_state(record, response_knowledge):
    draft = Draft("Joe Mwangi, Eve Kamau, the Unity Party, dockers, rebels and the firm Ziwa protested.")
    for words, kind, sector in (
        ("Joe Mwangi", "person", "LEG"),
        ("Eve Kamau", "person", "ELI"),
        ("Unity Party", "organization", "PTY"),
        ("dockers", "group", "LAB"),
        ("rebels", "group", "REB"),
        ("Ziwa", "organization", "BUS"),
    ):
        draft.entity(words, kind=kind, country="KEN", sectors=(sector,))
    found = told(record, response_knowledge, draft)
    assert {kind for _, kind in found.values()} == {"voice"}
    assert set(found) == {name for name, _ in found.values()}


def test_bodies_blocs_and_states_by_number(record, response_knowledge):
    draft = Draft("A UN spokesman, the EU commission, NATO, the West and two dozen countries spoke.")
    draft.entity("UN spokesman", form="nominal", kind="person", country="UNO", sectors=("GOV",))
    draft.entity("EU commission", kind="organization", country="EUR", sectors=("GOV",), ref="european-commission")
    draft.entity("NATO", kind="organization", country="IGO", sectors=("MIL",), ref="nato")
    draft.entity("the West", kind="bloc", sectors=("GOV",))
    draft.entity("two dozen countries", form="nominal", kind="group", sectors=("GOV",))
    assert told(record, response_knowledge, draft) == {
        "UN spokesman": ("United Nations", "organization"),
        "EU commission": ("European Union", "organization"),
        "NATO": ("NATO", "organization"),
        "the West": ("the West", "bloc"),
        "two dozen countries": ("two dozen countries", "states"),
    }


def test_states_that_no_registry_knows_are_found_by_the_words_around(record, response_knowledge):
    text = (
        "Vestria and Orland quarrelled. The Vestrian foreign ministry spoke; in Karsk, the Vestrian capital, a "
        "spokesman wept. Karsk waited. The Orlandish army stayed, said the Vestrian opposition leader Ida Holt."
    )
    draft = Draft(text)
    draft.entity("Vestria", kind="place")
    draft.entity("Orland", kind="place")
    draft.entity("foreign ministry", form="nominal", kind="organization", sectors=("GOV",))
    draft.entity("Karsk", kind="place")
    draft.entity("army", form="nominal", kind="organization", sectors=("MIL",))
    draft.entity("Ida Holt", kind="person", sectors=("OPP",))
    found = told(record, response_knowledge, draft)
    assert found["Vestria"] == found["foreign ministry"] == found["Karsk"] == ("Vestria", "state")
    assert found["Orland"] == found["army"] == ("Orland", "state")
    assert found["Ida Holt"] == ("Ida Holt", "voice")


def test_a_voice_keeps_its_state(record, response_knowledge):
    draft = Draft("Eve Kamau spoke.")
    draft.entity("Eve Kamau", kind="person", country="KEN", sectors=("ELI",))
    draft.event("spoke", ["n1"])
    store(record, draft)
    [party] = parties(record, response_knowledge).values()
    assert party.country == "KEN"


def at_seat(record, response_knowledge):
    """For whom Brussels stands in the first article of a record."""
    articles = [number for (number,) in rows(record, "select article_no from articles order by article_no")]
    found = Parties(record.connection, [], articles, response_knowledge.parties)
    return found.at_seat(found.state("BEL"), articles[:1]).name


def test_brussels_is_the_european_union_where_that_is_named_and_belgium_is_not(record, response_knowledge):
    store(record, Draft("Brussels will not pay for the gesture.", "a"))
    assert at_seat(record, response_knowledge) == "Belgium"
    store(record, Draft("Ministers of the European Union met in Luxembourg.", "b"))
    assert at_seat(record, response_knowledge) == "European Union"
    store(record, Draft("A Belgian minister resigned over a dinner.", "c"))
    assert at_seat(record, response_knowledge) == "Belgium"
