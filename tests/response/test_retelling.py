"""Events that tell a move once more under another name."""

from countermove.response.acts import ActMaker
from countermove.response.retelling import retells, with_counterparts, with_retellings
from tests.record.building import Draft, rows, store
from tests.response.frigates import ACCUSE, MOBILIZE


def acts(record, knowledge, *drafts):
    """The acts of a record by the words that tell them."""
    store(record, *drafts)
    numbers = [number for (number,) in rows(record, "select event_no from events")]
    maker = ActMaker(record.connection, knowledge, numbers)
    return {one.act.words: one for one in maker.events()}, maker


def told(name, text, trigger, published, **fields):
    draft = Draft(text, name, published=published)
    kenya = draft.state("Kenya", "KEN")
    draft.event(trigger, [kenya], **{**MOBILIZE, **fields})
    return draft


def test_the_same_kind_of_act_of_the_same_mover_told_later_without_a_day_is_the_move(record, response_knowledge):
    first = told("a", "Kenya anchored two frigates off the islet.", "anchored", "2024-11-02", day="2024-11-01")
    later = told("b", "Nobody forgot what Kenya did: its show of force.", "show of force", "2024-11-09")
    found, _ = acts(record, response_knowledge, first, later)
    move, ids = with_retellings(found["anchored"], list(found.values()))
    assert retells(found["anchored"], found["show of force"])
    assert found["show of force"].act.act_id in ids
    assert {report.words for report in move.reports} == {"anchored", "show of force"}
    assert move.act.day == found["anchored"].act.day


def test_another_kind_of_act_and_one_long_after_are_not(record, response_knowledge):
    first = told("a", "Kenya anchored two frigates off the islet.", "anchored", "2024-11-02", day="2024-11-01")
    later = told("b", "Kenya massed tanks near the border posts.", "massed", "2024-11-22", day="2024-11-21")
    words = told("c", "Kenya scolded its neighbour for the noise.", "scolded", "2024-11-02", **ACCUSE)
    found, _ = acts(record, response_knowledge, first, later, words)
    assert not retells(found["anchored"], found["massed"])
    assert not retells(found["anchored"], found["scolded"])


def test_a_move_at_nobody_is_about_whom_the_text_names_beside_the_mover(record, response_knowledge):
    first = told("a", "Kenya anchored two frigates off Tanzania.", "anchored", "2024-11-02", day="2024-11-01")
    found, maker = acts(record, response_knowledge, first)
    assert [party.key for party in with_counterparts(found["anchored"], maker.parties).counterparts] == ["TZA"]
