"""Folding of future and refused acts."""

from pathlib import Path

import pytest

import countermove
from countermove.coding.draft import EventDraft
from countermove.coding.folding import fold_events
from countermove.ontology.plover import load_plover
from countermove.schema import EventType, Factuality, Tense
from tests.coding.event_trees import tree, word

PLOVER = load_plover(Path(countermove.__file__).parent / "data" / "plover.yaml")
PARSE = tree(
    """
    Benin Benin PROPN NNP 4 nsubj
    will will AUX MD 4 aux
    not not PART RB 4 advmod
    help help VERB VB 0 root
    Togo Togo PROPN NNP 4 obj
    """
)


def draft(event_type: EventType, tense: Tense, factuality: Factuality = "CT+", mode: str | None = None) -> EventDraft:
    return EventDraft(0, (0, 5), event_type, mode, (), (0,), (4,), "frame:x.01", 0.5, factuality, tense)


@pytest.mark.parametrize(
    ("event_type", "mode", "becomes", "with_mode"),
    [
        ("AID", None, "AGREE", None),
        ("CONSULT", "visit", "AGREE", None),
        ("RETREAT", "withdraw", "CONCEDE", None),
        ("ASSAULT", "aerial", "THREATEN", "violence"),
        ("COERCE", "arrest", "THREATEN", "arrest"),
        ("ACCUSE", None, "ACCUSE", None),
    ],
)
def test_future_acts_are_their_announcement(event_type, mode, becomes, with_mode) -> None:
    (folded,) = fold_events(PARSE, [draft(event_type, "future", mode=mode)], PLOVER)
    assert (folded.event_type, folded.mode) == (becomes, with_mode)


@pytest.mark.parametrize(("tense", "factuality"), [("past", "CT+"), ("future", "Uu"), ("future", "PS+")])
def test_past_or_uncertain_acts_stay(tense: Tense, factuality: Factuality) -> None:
    (kept,) = fold_events(PARSE, [draft("AID", tense, factuality)], PLOVER)
    assert (kept.event_type, kept.tense) == ("AID", tense)


def test_will_not_is_a_refusal_that_happened() -> None:
    event = draft("AID", "future", "CT-")
    event.predicate = word(PARSE, "help").n
    (folded,) = fold_events(PARSE, [event], PLOVER)
    assert (folded.event_type, folded.mode, folded.factuality) == ("REJECT", "assist", "CT+")


def test_acts_announced_unless_a_condition_is_met_are_threats() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 3 nsubj
        will will AUX MD 3 aux
        leave leave VERB VB 0 root
        unless unless SCONJ IN 6 mark
        Togo Togo PROPN NNP 6 nsubj
        pays pay VERB VBZ 3 advcl
        """
    )
    event = draft("RETREAT", "future", "Uu", "withdraw")
    event.predicate = word(parse, "leave").n
    (folded,) = fold_events(parse, [event], PLOVER)
    assert (folded.event_type, folded.mode, folded.factuality) == ("THREATEN", "relations", "CT+")


def test_partners_of_a_planned_act_become_recipients() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 3 nsubj
        will will AUX MD 3 aux
        meet meet VERB VB 0 root
        with with ADP IN 5 case
        Togo Togo PROPN NNP 3 obl
        """
    )
    event = draft("CONSULT", "future")
    event.predicate, event.actors, event.recipients = word(parse, "meet").n, (0, word(parse, "Togo").n), ()
    (folded,) = fold_events(parse, [event], PLOVER)
    assert (folded.event_type, folded.actors, folded.recipients) == ("AGREE", (0,), (word(parse, "Togo").n,))


def test_what_an_act_is_meant_to_bring_is_no_event() -> None:
    parse = tree(
        "talks talk NOUN NNS 0 root\nto to PART TO 3 mark\ndeepen deepen VERB VB 1 acl\nties tie NOUN NNS 3 obj"
    )
    aim, talk = draft("SUPPORT", "future", "Uu"), draft("CONSULT", "past")
    aim.predicate = word(parse, "deepen").n
    assert fold_events(parse, [talk, aim], PLOVER) == [talk]
