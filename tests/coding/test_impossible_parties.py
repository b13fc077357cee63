"""Actors that can't be meant."""

import pytest

from countermove.coding.draft import EntityTable, EventDraft
from countermove.coding.impossible_parties import drop_impossible, drop_judges
from countermove.reader.parse import Parse
from tests.coding.event_trees import table, tree


def event(parse: Parse, event_type: str, mode: str | None, actors: str, recipients: str) -> EventDraft:
    number = {word.text: word.n for word in parse.words}
    return EventDraft(
        number["did"], parse.words[number["did"]].span, event_type, mode, (),
        tuple(number[word] for word in actors.split()), tuple(number[word] for word in recipients.split()), "head", 0.8,
    )  # fmt: skip


def left(parse: Parse, entities: EntityTable, *fields: str | None) -> list[str]:
    draft = event(parse, *fields)  # type: ignore[arg-type]
    drop_impossible(parse, [draft], entities, {"agent"})
    return [parse.words[head].text for head in draft.actors]


PARSE = tree(
    """
Benin Benin PROPN NNP 5 nsubj
Togo Togo PROPN NNP 5 nsubj
Envoys envoy NOUN NNS 5 obj
Agents agent NOUN NNS 5 obl
did do VERB VBD 0 root
"""
)


@pytest.mark.parametrize(("actors", "expected"), [("Benin Togo", ["Togo"]), ("Agents", []), ("Togo", ["Togo"])])
def test_nobody_expels_envoys_of_its_own_while_another_may(actors: str, expected: list[str]) -> None:
    entities = table(PARSE, Benin="BEN", Togo="TGO", Envoys="_GOV", Agents="_SPY")
    entities.entities[2].country = entities.entities[3].country = "BEN"
    assert left(PARSE, entities, "SANCTION", "expel", actors, "Envoys") == expected
    assert left(PARSE, entities, "SANCTION", "withdraw", actors, "Envoys") == actors.split()


def test_a_state_that_expels_has_not_expelled_its_own_envoys() -> None:
    entities = table(PARSE, Benin="BEN", Envoys="_GOV")
    entities.entities[1].country = "BEN"
    draft = event(PARSE, "SANCTION", "expel", "Benin", "Envoys")
    drop_impossible(PARSE, [draft], entities, {"agent"})
    assert (draft.actors, draft.recipients) == ((0,), ())


@pytest.mark.parametrize(
    ("event_type", "actors", "expected"),
    [("ACCUSE", "Benin Togo", ["Benin"]), ("ACCUSE", "Togo", ["Togo"]), ("CONSULT", "Benin Togo", ["Benin", "Togo"])],
)
def test_nobody_is_at_both_ends_of_a_one_sided_act(event_type: str, actors: str, expected: list[str]) -> None:
    entities = table(PARSE, Benin="BEN", Togo="TGO")
    assert left(PARSE, entities, event_type, None, actors, "Togo") == expected


def test_what_an_act_is_done_with_does_not_do_it_but_people_of_that_name_do() -> None:
    entities = table(PARSE, Benin="BEN", Agents="_")
    entities.entities[1].sectors = ()
    assert left(PARSE, entities, "ASSAULT", "unconventional", "Agents", "Benin") == []
    entities.entities[1].sectors = ("SPY",)
    assert left(PARSE, entities, "ASSAULT", "unconventional", "Agents", "Benin") == ["Agents"]


def test_who_judges_an_act_has_not_done_it() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 2 nsubj
        condemned condemn VERB VBD 0 root
        the the DET DT 4 det
        deployment deployment NOUN NN 2 obj
        """
    )
    entities = table(parse, Benin="BEN")
    for event_type, expected in (("MOBILIZE", ()), ("AGREE", (0,))):
        judgement = EventDraft(1, parse.words[1].span, "ACCUSE", None, (), (0,), (), "head", 0.8)
        deployment = EventDraft(3, parse.words[3].span, event_type, None, (), (0,), (), "head", 0.8)
        drop_judges(parse, [judgement, deployment], entities)
        assert (judgement.actors, deployment.actors) == ((0,), expected)
