"""Parties named only as a pair, on hand-made trees."""

import pytest

from countermove.coding.draft import EventDraft
from countermove.coding.group_references import expand_groups
from countermove.ontology.reference import shipped_reference
from tests.coding.event_trees import table, tree

WAR = "Benin Benin PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\nTogo Togo PROPN NNP 2 obj"


def expanded(sentence: str, noun: str, *parties: int, before: str = WAR, group: str = "_UAF"):
    """The actors of the second sentence's event, whose only actor is the noun."""
    parse = tree(before, sentence)
    entities = table(parse, Benin="BEN", Togo="TGO", Ghana="GHA", **{noun: group})
    for entity in entities.entities:
        if entity.kind == "state":
            entity.sectors = ("GOV",)
    verb = next(word for word in parse.words if word.deprel == "root" and word.n > 2)
    head = next(word.n for word in parse.words if word.text == noun)
    drafts = [
        EventDraft(1, parse.words[1].span, "ASSAULT", None, (), (0,), (2,), "frame:attack.01", 0.8),
        EventDraft(verb.n, verb.span, "CONSULT", None, (), (head,), (), "frame:meet.01", 0.8),
    ]
    expand_groups(parse, drafts, entities, shipped_reference())
    return drafts[1].actors, drafts[1].notes


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("Both both DET DT 2 det\nsides side NOUN NNS 3 nsubj\nmet meet VERB VBD 0 root", "sides"),
        ("The the DET DT 2 det\nneighbours neighbour NOUN NNS 3 nsubj\nmet meet VERB VBD 0 root", "neighbours"),
        (
            "The the DET DT 3 det\ntwo two NUM CD 3 nummod\nleaders leader NOUN NNS 4 nsubj\nmet meet VERB VBD 0 root",
            "leaders",
        ),
        ("Both both PRON DT 2 nsubj\nmet meet VERB VBD 0 root", "Both"),
    ],
)
def test_a_pair_is_those_who_dealt_with_each_other(sentence, noun):
    actors, notes = expanded(sentence, noun)
    assert actors == (0, 2)
    assert any("stands for “Benin”, “Togo”" in note for note in notes)


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("Four four NUM CD 2 nummod\nneighbours neighbour NOUN NNS 3 nsubj\nmet meet VERB VBD 0 root", "neighbours"),
        ("Leaders leader NOUN NNS 2 nsubj\nmet meet VERB VBD 0 root", "Leaders"),
        ("Two two NUM CD 2 nummod\nrivals rival NOUN NNS 3 nsubj\nmet meet VERB VBD 0 root", "rivals"),
        (
            "Both both DET DT 3 det\nArab arab ADJ JJ 3 amod\nsides side NOUN NNS 4 nsubj\nmet meet VERB VBD 0 root",
            "sides",
        ),
    ],
)
def test_other_plurals_stay_what_they_are(sentence, noun):
    actors, notes = expanded(sentence, noun)
    assert actors == (3 + [line.split()[0] for line in sentence.split("\n")].index(noun),)
    assert notes == []


def test_without_an_event_of_two_parties_the_states_named_most_are_meant():
    before = "Benin Benin PROPN NNP 2 nsubj\nadmires admire VERB VBZ 0 root\nGhana Ghana PROPN NNP 2 obj"
    parse = tree(before, "The the DET DT 2 det\nneighbours neighbour NOUN NNS 3 nsubj\nmet meet VERB VBD 0 root")
    entities = table(parse, Benin="BEN", Ghana="GHA", neighbours="_UAF")
    draft = EventDraft(5, parse.words[5].span, "CONSULT", None, (), (4,), (), "frame:meet.01", 0.8)
    expand_groups(parse, [draft], entities, shipped_reference())
    assert draft.actors == (0, 2)
