"""Which acts answer a move."""

import pytest

from countermove.record.errors import FilterError
from countermove.response.links import MoveAnswers, find_answers
from countermove.response.settings import ResponseSettings
from tests.record.building import Draft, one_row, store
from tests.response.frigates import ACCUSE, EXPEL, MOBILIZE


def event_id(record, event_type, mode=None, actor=None):
    [found] = one_row(
        record,
        "select event_id from events where event_type = ? and coalesce(mode, '') = ? and coalesce(?, actors) = actors",
        event_type,
        mode or "",
        actor,
    )
    return found


def find(record, **settings) -> MoveAnswers:
    return find_answers(record.connection, event_id(record, "MOBILIZE", "weapons"), ResponseSettings(**settings))


def pairs(found):
    return {(answer.party.key, answer.act.form) for answer in found.answers}


def only(found, key, form):
    [answer] = [one for one in found.answers if (one.party.key, one.act.form) == (key, form)]
    return answer


def test_those_aimed_at_the_mover_or_in_support_of_its_target_answer(frigates):
    found = pairs(find(frigates))
    assert {("TZA", "verbal_conflict"), ("TZA", "material_conflict"), ("MOZ", "material_cooperation")} <= found


def test_words_about_the_move_are_a_reply(frigates):
    reply = only(find(frigates, least_probability=0.1), "UGA", "reply")
    assert (reply.act.is_claim, reply.act.event_type, reply.strength, reply.proportion) == (True, None, None, None)


def test_witnesses_and_the_mover_itself_answer_nothing(frigates):
    found = find(frigates, least_probability=0.1)
    assert "KEN" not in {answer.party.key for answer in found.answers}
    assert "fisherman" not in {answer.party.name for answer in find(frigates).answers}


def test_an_act_that_only_falls_into_the_days_answers_nothing(frigates):
    found = find(frigates, least_probability=0.0)
    assert not {"RWA", "BDI"} & {answer.party.key for answer in found.answers}


def test_an_answer_has_its_delay_its_categories_its_direction_and_its_proportion(frigates):
    expulsion = only(find(frigates), "TZA", "material_conflict")
    assert (expulsion.delay_days, expulsion.response, expulsion.hostility, expulsion.direction) == (6, 3, 1, "against")
    assert (expulsion.strength, expulsion.proportion) == (-6.0, 0.857)


def test_what_the_text_links_is_explicit(frigates):
    [condemned] = [a for a in find(frigates).answers if a.act.event_type == "ACCUSE"]
    assert condemned.link == "explicit"
    assert condemned.evidence[0].reason == "the text says that it answers the move"


def test_help_for_the_target_is_against_the_move_and_names_whom_it_supports(frigates):
    radars = only(find(frigates), "MOZ", "material_cooperation")
    assert (radars.direction, radars.supports.key) == ("against", "TZA")


def test_what_was_announced_and_what_carries_it_out_are_two_answers(frigates):
    found = find(frigates)
    [threat] = [answer for answer in found.answers if answer.act.event_type == "THREATEN"]
    assert only(found, "TZA", "material_conflict").carries_out == threat.act.act_id


def test_answers_are_by_day_and_party_and_all_acts_that_were_compared_are_kept(frigates):
    found = find(frigates)
    assert list(found.answers) == sorted(found.answers, key=lambda one: (one.act.day, one.party.name))
    assert {answer.act.act_id for answer in found.answers} <= {act.act_id for act in found.considered}
    assert found.move.act_id not in {act.act_id for act in found.considered}


def test_twice_is_the_same(frigates):
    assert find(frigates) == find(frigates)


def test_evidence_stands_in_the_text(frigates):
    texts = dict(frigates.connection.execute("select article_id, text from articles").fetchall())
    for answer in find(frigates, least_probability=0.0).answers:
        for one in (*answer.evidence, answer.act.evidence):
            assert texts[one.article_id][one.start : one.end] == one.words


def test_the_window_bounds_the_days(frigates):
    assert ("TZA", "material_conflict") not in pairs(find(frigates, days_after=3))


def test_answers_printed_before_a_report_that_gives_the_move_no_day_are_looked_at(record):
    early = Draft("Tanzania condemned Kenya over the trawler.", "a", published="2024-11-02")
    early.event("condemned", [early.state("Tanzania", "TZA")], [early.state("Kenya", "KEN")], **ACCUSE)
    late = Draft("Kenya seized a trawler of Tanzania. The trawler lies in Mombasa.", "b", published="2024-11-12")
    kenya, tanzania = late.state("Kenya", "KEN"), late.state("Tanzania", "TZA")
    late.event("seized", [kenya], [tanzania], event_type="COERCE", mode="seize", quad="material_conflict")
    store(record, early, late)
    move = event_id(record, "COERCE", "seize")
    assert pairs(find_answers(record.connection, move)) == {("TZA", "verbal_conflict")}
    assert not find_answers(record.connection, move, ResponseSettings(days_before_undated=3)).considered


def test_an_unknown_event_is_told(frigates):
    with pytest.raises(FilterError, match="no event enothing"):
        find_answers(frigates.connection, "enothing")


def test_a_state_denies_what_others_accuse_it_of(record):
    draft = Draft("Kenya accused Uganda of shelling a village. Uganda denied the accusation.", "a")
    kenya, uganda = draft.state("Kenya", "KEN"), draft.state("Uganda", "UGA")
    draft.event("accused", [kenya], [uganda], day="2024-11-01", **ACCUSE)
    draft.says(uganda, "denied", "the accusation", cue_class="deny")
    store(record, draft)
    found = find_answers(record.connection, event_id(record, "ACCUSE", "disapprove"))
    assert pairs(found) == {("UGA", "reply")}
    assert found.answers[0].direction == "against"


def test_what_nobody_is_told_to_have_said_is_no_reply(record):
    draft = Draft("Kenya accused Uganda of shelling a village. Uganda has not commented on the accusation.", "a")
    kenya, uganda = draft.state("Kenya", "KEN"), draft.state("Uganda", "UGA")
    draft.event("accused", [kenya], [uganda], day="2024-11-01", **ACCUSE)
    draft.says(uganda, "commented on", "the accusation", factuality="Uu")
    store(record, draft)
    found = find_answers(
        record.connection, event_id(record, "ACCUSE", "disapprove"), ResponseSettings(least_probability=0.0)
    )
    assert not found.considered


def test_the_mover_that_denies_the_move_answers_and_its_authorship_is_in_doubt(record):
    draft = Draft("Gunmen from Uganda raided a post in Kenya. Uganda denied the raid in which gunmen raided it.", "a")
    kenya, uganda = draft.state("Kenya", "KEN"), draft.state("Uganda", "UGA")
    draft.event("raided", [uganda], [kenya], day="2024-11-01")
    draft.says(uganda, "denied", "the raid in which gunmen raided it", cue_class="deny")
    store(record, draft)
    found = find_answers(record.connection, event_id(record, "ASSAULT"), ResponseSettings(least_probability=0.1))
    assert pairs(found) == {("UGA", "reply")}


def test_countries_known_by_number_overlap_those_that_are_named(record):
    text = "Kenya sent two frigates. Tanzania and two dozen countries expelled Kenyan diplomats over the frigates sent."
    draft = Draft(text, "a")
    kenya, tanzania = draft.state("Kenya", "KEN"), draft.state("Tanzania", "TZA")
    many = draft.entity("two dozen countries", form="nominal", kind="group")
    envoys = draft.entity("Kenyan diplomats", form="nominal", country="KEN", sectors=("GOV",), kind="group")
    draft.event("sent", [kenya], [], day="2024-11-01", **MOBILIZE)
    draft.event("expelled", [tanzania, many], [envoys], day="2024-11-01", **EXPEL)
    store(record, draft)
    answers = find(record).answers
    by_kind = {answer.party.kind: answer.party for answer in answers}
    assert by_kind["states"].overlaps == ("TZA",)
    assert by_kind["state"].overlaps == (by_kind["states"].key,)
