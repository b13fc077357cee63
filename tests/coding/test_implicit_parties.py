"""Parties that are only understood, on hand-made trees and weights."""

import dataclasses
from types import MappingProxyType

from countermove.coding.draft import EventDraft
from countermove.coding.implicit_parties import fill_parties, role_features, told
from countermove.ontology.combination import IMPLICIT_FEATURES, load_combination
from countermove.ontology.lexicon import DATA
from tests.coding.event_trees import table, tree

SHIPPED = load_combination(DATA / "combination.yaml")
PARSE = tree(
    """
Benin Benin PROPN NNP 2 nsubj
attacked attack VERB VBD 0 root
Togo Togo PROPN NNP 2 obj
""",
    """
Ghana Ghana PROPN NNP 2 nsubj
watched watch VERB VBD 0 root
""",
    """
Attacks attack NOUN NNS 2 nsubj
continued continue VERB VBD 0 root
""",
)


def event(word: int, actors: tuple[int, ...] = (), recipients: tuple[int, ...] = ()) -> EventDraft:
    trigger = PARSE.words[word].span
    return EventDraft(word, trigger, "ASSAULT", None, (), actors, recipients, "frame:attack.01", 0.8)


def weights(least: float, **values: float):
    model = MappingProxyType(dict.fromkeys(IMPLICIT_FEATURES, 0.0) | {"bias": -3.0} | values)
    return dataclasses.replace(
        SHIPPED,
        implicit_actor=model,
        implicit_recipient=model,
        least_implicit_actor=least,
        least_implicit_recipient=least,
    )


def test_who_did_it_before_is_understood():
    entities = table(PARSE, Benin="BEN", Togo="TGO", Ghana="GHA")
    drafts = [event(1, (0,), (2,)), event(5)]
    fill_parties(PARSE, drafts, entities, weights(0.3, same_type=8.0))
    assert (drafts[1].actors, drafts[1].recipients) == ((0,), (2,))
    assert any("is understood" in note for note in drafts[1].notes)


def test_arrests_without_an_actor_are_made_by_the_police_named_nearby():
    parse = tree(
        "The the DET DT 2 det\npolice police NOUN NNS 3 nsubj\ncame come VERB VBD 0 root",
        "Togo Togo PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\narrested arrest VERB VBN 0 root",
    )
    arrest = EventDraft(5, parse.words[5].span, "COERCE", "arrest", (), (), (3,), "frame:arrest.01", 0.8)
    fill_parties(parse, [arrest], table(parse, police="_COP", Togo="TGO"), weights(0.9))
    assert arrest.actors == (1,)


def test_what_is_unlikely_stays_empty():
    entities = table(PARSE, Benin="BEN", Togo="TGO", Ghana="GHA")
    drafts = [event(1, (0,), (2,)), event(5)]
    fill_parties(PARSE, drafts, entities, weights(0.3))
    assert (drafts[1].actors, drafts[1].recipients) == ((), ())


def test_nobody_is_understood_in_both_roles():
    entities = table(PARSE, Benin="BEN")
    drafts = [event(5)]
    fill_parties(PARSE, drafts, entities, weights(0.0, bias=9.0))
    assert (drafts[0].actors, drafts[0].recipients) == ((0,), ())


def test_a_party_that_is_told_is_never_replaced():
    entities = table(PARSE, Benin="BEN", Togo="TGO", Ghana="GHA")
    drafts = [event(1, (0,), (2,))]
    fill_parties(PARSE, drafts, entities, weights(0.0, bias=9.0))
    assert (drafts[0].actors, drafts[0].recipients) == ((0,), (2,))


def test_features_are_those_that_are_fitted_and_parties_are_no_candidates():
    entities = table(PARSE, Benin="BEN", Togo="TGO", Ghana="GHA")
    events = told(PARSE, [event(1, (0,))], entities)
    found = dict(role_features(PARSE, events, 0, "recipient", entities))
    assert set(found) == {entities.by_head[2], entities.by_head[3]}
    assert all(set(features) <= set(IMPLICIT_FEATURES) for features in found.values())


def test_who_is_understood_in_a_symmetric_act_acts_too():
    entities = table(PARSE, Benin="BEN", Togo="TGO", Ghana="GHA")
    drafts = [event(1, (0,), (2,)), event(5, (0,))]
    drafts[1].symmetric = True
    fill_parties(PARSE, drafts, entities, weights(0.3, last_partner=8.0, answers=8.0, opposed=8.0))
    assert (drafts[1].actors, drafts[1].recipients) == ((0, 2), ())


def test_those_who_are_expelled_are_not_understood_to_be_expelled_by_their_own_state():
    entities = table(PARSE, Benin="BEN", Togo="TGO", Ghana="TGO")
    entities.entities.append(dataclasses.replace(entities.entities[1], number=2, kind="group", sectors=("GOV",)))
    entities.by_head[2] = 2
    for mode, expected in (("expel", {0}), ("withdraw", {0, 1})):
        expelled = dataclasses.replace(event(6, recipients=(2,)), event_type="SANCTION", mode=mode)
        events = told(PARSE, [expelled], entities)
        assert {number for number, _ in role_features(PARSE, events, 0, "actor", entities)} == expected
