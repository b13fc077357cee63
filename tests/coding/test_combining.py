"""Frames and heads together, on hand-made trees and reports."""

from dataclasses import replace
from functools import cache

import pytest

from countermove.coding.combining import HEAD_RULE, RuleEvidence, combine, refuses_by_negation
from countermove.coding.draft import EntityTable, EventDraft
from countermove.coding.events import find_events
from countermove.ontology.lexicon import DATA, Additions, Lexicon, load_lexicon
from countermove.reader.parse import Parse
from tests.coding.event_trees import table, tree
from tests.coding.reports import report

SENTENCE = """
Benin Benin PROPN NNP 2 nsubj
{form} {lemma} VERB VBD 0 root
Togo Togo PROPN NNP 2 obj
"""


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def code(parse: Parse, entities: EntityTable, knowledge: Lexicon | None = None) -> list[EventDraft]:
    known = knowledge or lexicon()
    evidence = find_events(parse, [False], entities, known.frames, [])
    return combine(parse, [False], evidence, entities, known.frames, known.combination)


def sentence(form: str, lemma: str) -> tuple[Parse, EntityTable]:
    parse = tree(SENTENCE.format(form=form, lemma=lemma))
    return parse, table(parse, Benin="BEN", Togo="TGO")


def test_a_frame_that_the_heads_support_is_reported_by_the_frame():
    parse, entities = sentence("attacked", "attack")
    parse.reports[1] = report("ASSAULT", 0.95, roles={0: {"actor": 0.9}, 2: {"recipient": 0.9}})
    (event,) = code(parse, entities)
    assert event.rule.startswith("frame:attack")
    assert (event.actors, event.recipients) == ((0,), (2,))


def test_a_word_without_frames_is_reported_by_the_heads():
    parse, entities = sentence("zapped", "zap")
    parse.reports[1] = report("ASSAULT", 0.97, "beat", {0: {"actor": 0.95}, 2: {"recipient": 0.95}}, tense="ongoing")
    (event,) = code(parse, entities)
    assert (event.rule, event.event_type, event.mode, event.tense) == (HEAD_RULE, "ASSAULT", "beat", "ongoing")
    assert (event.actors, event.recipients) == ((0,), (2,))


def test_what_neither_sees_is_no_event():
    parse, entities = sentence("zapped", "zap")
    assert code(parse, entities) == []
    parse.reports[1] = report("ASSAULT", 0.03)
    assert code(parse, entities) == []


@pytest.mark.parametrize("probability", [0.05, 0.3, 0.6, 0.9])
def test_confidence_grows_with_the_heads_certainty(probability):
    parse, entities = sentence("attacked", "attack")
    parse.reports[1] = report("ASSAULT", probability)
    lower = code(parse, entities)
    parse.reports[1] = report("ASSAULT", min(0.99, probability + 0.08))
    (higher,) = code(parse, entities) or [None]
    assert not lower or (higher is not None and higher.confidence > lower[0].confidence)


def test_a_noun_that_no_list_knows_becomes_a_party_where_the_heads_are_sure():
    parse = tree(SENTENCE.format(form="zapped", lemma="zap").replace("Togo Togo PROPN NNP", "welders welder NOUN NNS"))
    entities = table(parse, Benin="BEN")
    parse.reports[1] = report("ASSAULT", 0.97, roles={0: {"actor": 0.99}, 2: {"recipient": 0.99}})
    (event,) = code(parse, entities)
    assert [parse.words[head].text for head in event.recipients] == ["welders"]
    assert entities.at(parse.words[2]).name == "welders"


def test_boilerplate_reports_nothing():
    parse, entities = sentence("zapped", "zap")
    parse.reports[1] = report("ASSAULT", 0.97)
    evidence = RuleEvidence([], frozenset())
    assert combine(parse, [True], evidence, entities, lexicon().frames, lexicon().combination) == []


def test_the_heads_do_not_overrule_a_users_own_frame(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "event_type: ACCUSE\nframes:\n- {id: zap.01, verb: zap, mode: disapprove, example: Benin zapped Togo.}\n",
        "utf-8",
    )
    parse, entities = sentence("zapped", "zap")
    (event,) = code(parse, entities, load_lexicon(DATA, Additions(frames=(path,))))
    assert (event.rule, event.event_type, event.mode) == ("frame:zap.01", "ACCUSE", "disapprove")


@pytest.mark.parametrize(("preposition", "acting"), [("in", False), ("by", True)])
def test_a_place_where_it_happens_is_not_who_does_it(preposition, acting):
    parse = tree(
        f"Togo Togo PROPN NNP 2 nsubj:pass\nzapped zap VERB VBN 0 root\n"
        f"{preposition} {preposition} ADP IN 4 case\nAleppo Aleppo PROPN NNP 2 obl"
    )
    entities = table(parse, Togo="TGO", Aleppo="_")
    entities.entities[1].kind, entities.entities[1].sectors = "place", ()
    parse.reports[1] = report("ASSAULT", 0.97, roles={0: {"recipient": 0.99}, 3: {"actor": 0.99}})
    (event,) = code(parse, entities)
    assert event.actors == ((3,) if acting else ())


def test_an_article_without_politics_needs_surer_events():
    parse, entities = sentence("attacked", "attack")
    parse.reports[1] = report("ASSAULT", 0.5)
    known = lexicon()
    evidence = find_events(parse, [False], entities, known.frames, [])
    assert combine(parse, [False], evidence, entities, known.frames, known.combination)
    evidence = find_events(parse, [False], entities, known.frames, [])
    evidence.apolitical = 5.0
    assert combine(parse, [False], evidence, entities, known.frames, known.combination) == []


def test_a_frame_is_not_lost_to_a_reading_of_the_heads_that_is_too_unsure_to_report():
    parse, entities = sentence("attacked", "attack")
    parse.reports[1] = report("ACCUSE", 0.6)
    (event,) = code(parse, entities)
    assert (event.event_type, event.rule[:6]) == ("ASSAULT", "frame:")


def test_a_negated_word_without_frames_did_not_happen():
    parse = tree(
        """
        Benin Benin PROPN NNP 4 nsubj
        did do AUX VBD 4 aux
        not not PART RB 4 advmod
        zap zap VERB VB 0 root
        Togo Togo PROPN NNP 4 obj
        """
    )
    heads = report("ASSAULT", 0.97, roles={0: {"actor": 0.95}, 4: {"recipient": 0.95}})
    parse.reports[3] = replace(heads, factuality={"CT+": 0.5, "CT-": 0.5})
    (event,) = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert (event.rule, event.factuality) == (HEAD_RULE, "CT-")


def test_a_refusal_made_by_a_negation_is_certain_and_a_negated_refusal_is_not():
    rows = """
    Benin Benin PROPN NNP 4 nsubj
    does do AUX VBZ 4 aux
    not not PART RB 4 advmod
    {form} {lemma} VERB VB 0 root
    them they PRON PRP 4 obj
    """
    for form, expected in (("want", True), ("reject", False)):
        parse = tree(rows.format(form=form, lemma=form))
        assert refuses_by_negation(parse.words[3], "REJECT", lexicon().frames) is expected
    parse = tree(rows.format(form="want", lemma="want"))
    parse.reports[3] = report("REJECT", 0.97, factuality="CT-")
    (event,) = code(parse, table(parse, Benin="BEN"))
    assert (event.event_type, event.factuality) == ("REJECT", "CT+")
