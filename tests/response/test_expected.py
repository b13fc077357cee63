"""Who may be expected to answer, and why."""

from datetime import date

import pytest

from countermove.ontology.actors import load_actors
from countermove.ontology.lexicon import DATA
from countermove.ontology.responders import RESPONDERS, Membership, ResponderList, load_responders
from countermove.response.answer import Party
from countermove.response.board_settings import BoardSettings
from countermove.response.expected import EarlierAnswers, expected_parties
from tests.response.parties import HALF_WORLD, act

DAY = date(2024, 3, 10)
TURKEY, GREECE, EGYPT = (
    Party(code, name, "state", code) for code, name in (("TUR", "Turkey"), ("GRC", "Greece"), ("EGY", "Egypt"))
)
FISHERMEN = Party("n1", "fishermen", "voice", "GRC")


@pytest.fixture(scope="module")
def lists():
    registry = load_actors(DATA / "actors")
    return load_responders(DATA / RESPONDERS, registry), registry


def expect(lists, event_type="MOBILIZE", target=GREECE, **more):
    move = act((TURKEY,), event_type=event_type, recipients=(target,))
    return expected_parties(move, DAY, *lists, **more)


def because(found):
    return {one.party.key: one.because for one in found.parties}


def test_target_neighbours_allies_and_bodies_say_why(lists):
    reasons = because(expect(lists))
    assert reasons["GRC"][0] == "target of the move"
    assert "land neighbour of the target, Greece" in reasons["BGR"]
    assert "body of the target, Greece" in reasons["european-union"]
    assert any("ally of the target, Greece (NATO)" in one for one in reasons["FRA"])
    assert "one of the permanent members of the UN Security Council" in reasons["CHN"]
    assert "TUR" not in reasons


def test_the_most_relevant_come_first_and_the_rest_is_counted(lists):
    found = expect(lists, settings=BoardSettings(most_expected=6))
    everybody = expect(lists, settings=BoardSettings(most_expected=1000, least_weight=0.0))
    assert len(found.parties) == 6 and found.parties[0].party == GREECE
    assert found.left_out == len(everybody.parties) - 6 and everybody.left_out == 0
    weights = [one.weight for one in everybody.parties]
    assert weights == sorted(weights, reverse=True)


def test_memberships_hold_on_the_day(lists):
    sweden = Party("SWE", "Sweden", "state", "SWE")
    move = act((TURKEY,), event_type="MOBILIZE", recipients=(sweden,))
    before, after = (because(expected_parties(move, day, *lists)) for day in (date(2024, 3, 6), date(2024, 3, 7)))
    assert "nato" in before  # Turkey's
    assert not any("target" in one for one in before["nato"])
    assert any("target" in one for one in after["nato"])


def test_a_voice_is_not_expected_but_its_state_is(lists):
    reasons = because(expect(lists, target=FISHERMEN))
    assert "n1" not in reasons and "state of the target, fishermen" in reasons["GRC"]


def test_states_known_by_number_are_not_expected(lists):
    assert "half" not in because(expect(lists, target=HALF_WORLD))


def test_those_whom_the_analyst_names_are_never_cut(lists):
    own = ResponderList("Desk", "declared", None, (Membership("ISL", None, None),))
    found = expect(lists, asked=(EGYPT,), declared=(own,), settings=BoardSettings(most_expected=1))
    assert because(found)["EGY"] == ("named by you",) and because(found)["ISL"][0] == "on your list Desk"
    assert {one.party.key for one in found.parties[:2]} == {"EGY", "ISL"}


def test_the_mover_is_never_expected(lists):
    assert "TUR" not in because(expect(lists, asked=(TURKEY,)))


@pytest.mark.parametrize(("answered", "moves", "expected"), [(3, 8, True), (1, 2, False), (2, 20, False)])
def test_who_answered_before_is_expected(lists, answered, moves, expected):
    iceland = Party("ISL", "Iceland", "state", "ISL")
    reasons = because(
        expect(lists, "CONSULT", earlier=(EarlierAnswers(iceland, answered, moves, "earlier moves like it"),))
    )
    assert (f"answered {answered} of {moves} earlier moves like it" in reasons.get("ISL", ())) is expected


def test_what_the_lists_do_not_know_is_told(lists):
    move = act((TURKEY,), event_type="ASSAULT", recipients=(GREECE,))
    assert expected_parties(move, date(2031, 3, 2), *lists).notes == (
        "The elected members of the UN Security Council on 2031-03-02 aren't all known here.",
    )
    assert expected_parties(move, DAY, *lists).notes == ()


def test_same_input_same_order(lists):
    assert expect(lists) == expect(lists)


def test_a_voice_of_the_mover_brings_in_no_allies_of_a_target(lists):
    dissident = Party("n2", "a dissident", "voice", "TUR")
    reasons = [reason for one in because(expect(lists, target=dissident)).values() for reason in one]
    assert reasons and not any("the target, Turkey" in reason for reason in reasons)
