"""Silence in three senses that are never confused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.response.answer import Evidence
from countermove.response.board_settings import BoardSettings
from countermove.response.coverage import Coverage, RecordWindow
from countermove.response.expected import ExpectedParties, ExpectedParty
from countermove.response.silence import (
    SilenceReport,
    in_scope,
    reported_silences,
    silent_on,
    unreported_silences,
)
from countermove.response.snapshots import snapshots
from tests.response.parties import BLUE, DAY, GREEN, HALF_WORLD, RED, act, answer

SAID = Evidence("a2", 5, 20, "has not replied", "says so")
WINDOW = RecordWindow(DAY, DAY + timedelta(30), DAY + timedelta(40), 12, 6)
SETTINGS = BoardSettings(least_coverage=1)
EXPECTED = tuple(ExpectedParty(party, ("target of the move",), 1.0) for party in (RED, BLUE, GREEN))


def report(party=RED, days=3, scope="words") -> SilenceReport:
    return SilenceReport(party, scope, DAY + timedelta(days), SAID)


def covered(*days: int) -> Coverage:
    return Coverage(tuple(DAY + timedelta(one) for one in days), 1, (), 2 * len(days))


def reported(reports, answers=()):
    return reported_silences("move", reports, answers, {}, {})


def unreported(answers=(), told=(), coverages=None, unread=None, window=WINDOW):
    found = unreported_silences("move", EXPECTED, answers, told, coverages or {}, window, SETTINGS, unread or {})
    return {one.party.key: one.kind for one in found}


@pytest.mark.parametrize(
    ("scope", "done", "breaks"),
    [
        ("words", {"form": "reply", "event_type": None}, True),
        ("words", {"form": "material_conflict", "event_type": "SANCTION"}, True),
        ("deeds", {"form": "verbal_conflict"}, False),
        ("deeds", {"form": "material_conflict", "event_type": "SANCTION"}, True),
        ("deeds", {"form": "material_conflict", "event_type": "SANCTION", "announced": True}, False),
        ("SANCTION expel", {"form": "material_conflict", "event_type": "SANCTION", "mode": "withdraw"}, False),
        ("SANCTION expel", {"form": "material_conflict", "event_type": "SANCTION", "mode": "expel"}, True),
        ("SANCTION", {"form": "material_conflict", "event_type": "SANCTION", "mode": "withdraw"}, True),
        ("any", {"form": "verbal_cooperation", "event_type": "SUPPORT"}, True),
    ],
)
def test_which_answers_break_a_silence(scope, done, breaks):
    assert in_scope(answer(RED, **done), scope) is breaks


def test_a_reported_silence_lasts_until_an_answer_of_its_scope():
    [one] = reported([report(days=3), report(days=5)], [answer(RED, 8)])
    assert (one.kind, one.since, one.until) == ("reported", DAY + timedelta(3), DAY + timedelta(8))
    assert one.ended_by == answer(RED, 8).act.act_id
    assert silent_on(one, DAY + timedelta(7)) and not silent_on(one, DAY + timedelta(8))


def test_an_act_of_another_scope_does_not_end_it():
    [one] = reported([report(scope="SANCTION expel")], [answer(RED, 8), answer(BLUE, 4)])
    assert one.until is None and one.ended_by is None


def test_a_silence_told_after_an_answer_has_no_length():
    [one] = reported([report(days=5)], [answer(RED, 2)])
    assert one.since == one.until and not any(silent_on(one, DAY + timedelta(day)) for day in range(30))


def test_spells_of_silence_stay_apart():
    spells = reported([report(days=3), report(days=9)], [answer(RED, 5)])
    assert [(one.since, one.until) for one in spells] == [
        (DAY + timedelta(3), DAY + timedelta(5)),
        (DAY + timedelta(9), DAY + timedelta(9)),
    ]


def test_observed_needs_coverage():
    assert unreported(coverages={"RED": covered(1)}) == {
        "RED": "observed",
        "BLU": "not_observed",
        "GRN": "not_observed",
    }


def test_one_name_in_passing_is_not_enough():
    assert unreported(coverages={"RED": replace(covered(1), mentions=1)})["RED"] == "not_observed"


def test_nobody_is_silent_where_the_record_tells_no_day_after_the_move():
    window = replace(WINDOW, told_until=None)
    assert set(unreported(coverages={"RED": covered(1)}, window=window).values()) == {"not_observed"}


@pytest.mark.parametrize(
    "answers",
    [[answer(RED, 2, 0.2)], [answer(HALF_WORLD, 2)], [answer(replace(BLUE, kind="bloc", overlaps=("RED",)), 2)]],
    ids=["unlikely", "known by number only", "of a bloc"],
)
def test_what_may_be_an_answer_keeps_from_silence(answers):
    assert unreported(answers, coverages={"RED": covered(1)})["RED"] == "not_observed"


def test_words_that_were_not_read_keep_from_silence():
    assert unreported(coverages={"RED": covered(1)}, unread={"RED": (SAID,)})["RED"] == "not_observed"


def test_a_link_below_the_floor_does_not():
    assert unreported([answer(RED, 2, 0.01)], coverages={"RED": covered(1)})["RED"] == "observed"


def test_who_answers_or_is_reported_silent_has_no_other_entry():
    told = reported([report(BLUE)])
    assert unreported([answer(RED, 2)], told, {"RED": covered(1), "BLU": covered(1)}) == {"GRN": "not_observed"}


PARTIES = st.sampled_from((RED, BLUE, GREEN, HALF_WORLD))
FORMS = st.sampled_from(
    [("reply", None, None), ("verbal_conflict", "ACCUSE", None), ("material_conflict", "SANCTION", "expel")]
)
ANSWERS = st.lists(
    st.builds(
        lambda party, days, form, probability, number: answer(
            party,
            days,
            probability,
            form=form[0],
            event_type=form[1],
            mode=form[2],
            act_id=f"e{number}",
        ),
        PARTIES,
        st.one_of(st.none(), st.integers(0, 35)),
        FORMS,
        st.floats(0, 1),
        st.integers(0, 99),
    ),
    max_size=6,
)
REPORTS = st.lists(
    st.builds(
        report, st.sampled_from((RED, BLUE)), st.integers(0, 35), st.sampled_from(("words", "deeds", "SANCTION expel"))
    ),
    max_size=5,
)
COVERAGES = st.dictionaries(
    st.sampled_from(("RED", "BLU", "GRN")),
    st.lists(st.integers(0, 30), max_size=3).map(lambda days: covered(*sorted(days))),
)


@given(ANSWERS, REPORTS, COVERAGES)
def test_nobody_is_silent_and_answering(answers, reports, coverages):
    shown = [one for one in answers if one.probability >= SETTINGS.least_probability]
    told = reported_silences("move", reports, shown, {}, coverages)
    rest = unreported_silences("move", EXPECTED, answers, told, coverages, WINDOW, SETTINGS, {})
    answering = {one.party.key for one in shown}
    assert not answering & {one.party.key for one in rest}
    assert not {one.party.key for one in told} & {one.party.key for one in rest}
    assert {one.party.key for one in told} == {one.party.key for one in reports}
    for silence in told:
        for one in shown:
            if one.party == silence.party and one.act.day is not None and in_scope(one, silence.scope):
                assert not silent_on(silence, one.act.day)
    for silence in rest:
        if silence.kind == "observed":
            assert coverages[silence.party.key].articles >= SETTINGS.least_coverage
            assert not any(
                one.party.key == silence.party.key and one.probability >= SETTINGS.silence_floor for one in answers
            )


@given(ANSWERS, REPORTS, COVERAGES)
def test_snapshots_agree_with_the_board(answers, reports, coverages):
    shown = [one for one in answers if one.probability >= SETTINGS.least_probability]
    told = reported_silences("move", reports, shown, {}, coverages)
    silences = (*told, *unreported_silences("move", EXPECTED, answers, told, coverages, WINDOW, SETTINGS, {}))
    shots = snapshots(answers, silences, ExpectedParties(EXPECTED, 0, ()), coverages, WINDOW, SETTINGS)
    assert [one.days for one in shots] == [1, 3, 7, 30]
    before: set[str] = set()
    for shot in shots:
        standings = {one.party.key: one for one in shot.standings}
        assert len(standings) == len(shot.standings)
        given_by_then = {one.party.key for one in shown if one.act.day is None or one.act.day <= shot.day}
        assert {key for key, one in standings.items() if one.sense == "answered"} == given_by_then
        assert before <= given_by_then
        before = given_by_then
        for key, one in standings.items():
            if one.sense == "observed":
                assert coverages[key].until(shot.day) >= SETTINGS.least_coverage
                assert key not in {silence.party.key for silence in told if silent_on(silence, shot.day)}
    assert shots == snapshots(answers, silences, ExpectedParties(EXPECTED, 0, ()), coverages, WINDOW, SETTINGS)


def test_snapshots_end_with_the_record():
    window = replace(WINDOW, told_until=DAY + timedelta(5))
    shots = snapshots([answer(RED, 4)], (), ExpectedParties(EXPECTED, 0, ()), {}, window, SETTINGS)
    assert [(one.days, one.cut) for one in shots] == [(1, False), (3, False), (5, True)]
    assert [one.sense for one in shots[-1].standings if one.party == RED] == ["answered"]


def test_an_answer_without_a_day_leaves_nobody_silent():
    shots = snapshots([answer(RED, None)], (), ExpectedParties(EXPECTED, 0, ()), {"RED": covered(0)}, WINDOW, SETTINGS)
    assert {one.sense for shot in shots for one in shot.standings if one.party == RED} == {"answered"}
    assert act(days=None).day is None
