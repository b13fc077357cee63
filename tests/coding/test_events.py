"""Events from hand-made trees: who did what to whom, and what is no event of its own."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import countermove
from countermove.coding.draft import EntityTable, EventDraft
from countermove.coding.events import find_events
from countermove.coding.merging import merge_mentions
from countermove.ontology.frames import FrameLexicon, load_frames
from countermove.ontology.plover import load_plover
from countermove.reader.parse import Parse
from tests.coding.event_trees import table, tree

DATA = Path(countermove.__file__).parent / "data"


@cache
def frames() -> FrameLexicon:
    return load_frames(DATA / "frames", load_plover(DATA / "plover.yaml"))


def code(parse: Parse, entities: EntityTable) -> list[EventDraft]:
    found = find_events(parse, [False] * len(parse.sentences), entities, frames(), [])
    return merge_mentions(parse, found.drafts, entities)


def told(parse: Parse, draft: EventDraft) -> tuple[str, list[str], list[str]]:
    return (
        draft.event_type,
        [parse.words[number].text for number in draft.actors],
        [parse.words[number].text for number in draft.recipients],
    )


ATTACK = """
{first} {first} PROPN NNP 2 nsubj
attacked attack VERB VBD 0 root
{second} {second} PROPN NNP 2 obj
"""
ATTACKED = """
Togo Togo PROPN NNP 3 nsubj:pass
was be AUX VBD 3 aux:pass
attacked attack VERB VBN 0 root
by by ADP IN 5 case
Benin Benin PROPN NNP 3 obl:agent
"""
NOMINAL = """
Benin Benin PROPN NNP 3 nmod:poss
's 's PART POS 1 case
attack attack NOUN NN 6 nsubj
on on ADP IN 5 case
Togo Togo PROPN NNP 3 nmod
failed fail VERB VBD 0 root
"""


@pytest.mark.parametrize("sentence", [ATTACK.format(first="Benin", second="Togo"), ATTACKED, NOMINAL])
def test_an_attack_has_the_same_parties_in_every_construction(sentence: str) -> None:
    parse = tree(sentence)
    events = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert [told(parse, draft) for draft in events] == [("ASSAULT", ["Benin"], ["Togo"])]


def test_ambiguous_verb_without_political_parties_is_no_event() -> None:
    parse = tree(
        """
        Engineers engineer NOUN NNS 2 nsubj
        attacked attack VERB VBD 0 root
        the the DET DT 4 det
        problem problem NOUN NN 2 obj
        """
    )
    assert code(parse, table(parse)) == []


def test_light_verb_phrase_is_one_event_with_all_parties_as_actors() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 2 nsubj
        held hold VERB VBD 0 root
        talks talk NOUN NNS 2 obj
        with with ADP IN 5 case
        Togo Togo PROPN NNP 3 nmod
        """
    )
    events = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert [told(parse, draft) for draft in events] == [("CONSULT", ["Benin", "Togo"], [])]
    assert parse.text[slice(*events[0].trigger)] == "held talks"


def test_what_is_requested_is_no_second_event_and_gives_the_mode() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 2 nsubj
        urged urge VERB VBD 0 root
        Togo Togo PROPN NNP 2 obj
        to to PART TO 5 mark
        release release VERB VB 2 xcomp
        the the DET DT 7 det
        hostages hostage NOUN NNS 5 obj
        """
    )
    events = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert [(*told(parse, draft), draft.mode) for draft in events] == [("REQUEST", ["Benin"], ["Togo"], "yield")]


def test_threat_takes_its_mode_and_recipient_from_what_is_threatened() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 2 nsubj
        threatened threaten VERB VBD 0 root
        to to PART TO 4 mark
        attack attack VERB VB 2 xcomp
        Togo Togo PROPN NNP 4 obj
        """
    )
    events = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert [(*told(parse, draft), draft.mode) for draft in events] == [("THREATEN", ["Benin"], ["Togo"], "violence")]


def test_coordinated_recipients_are_all_kept() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 2 nsubj
        condemned condemn VERB VBD 0 root
        Togo Togo PROPN NNP 2 obj
        and and CCONJ CC 5 cc
        Ghana Ghana PROPN NNP 3 conj
        """
    )
    events = code(parse, table(parse, Benin="BEN", Togo="TGO", Ghana="GHA"))
    assert [told(parse, draft) for draft in events] == [("ACCUSE", ["Benin"], ["Togo", "Ghana"])]


def test_nationality_adjective_acts_for_the_state_and_a_thing_stands_for_its_owner() -> None:
    parse = tree(
        """
        Beninese beninese ADJ JJ 2 amod
        airstrike airstrike NOUN NN 6 nsubj
        on on ADP IN 5 case
        Togolese togolese ADJ JJ 5 amod
        base base NOUN NN 2 nmod
        failed fail VERB VBD 0 root
        """
    )
    events = code(parse, table(parse, Beninese="BEN", Togolese="TGO"))
    assert [(*told(parse, draft), draft.mode) for draft in events] == [
        ("ASSAULT", ["Beninese"], ["Togolese"], "aerial")
    ]


def test_definite_noun_is_a_further_mention_and_another_attack_is_not() -> None:
    again = "The the DET DT 2 det\nattack attack NOUN NN 3 nsubj\nended end VERB VBD 0 root"
    first = ATTACK.format(first="Benin", second="Togo")
    parse = tree(first, again, ATTACK.format(first="Togo", second="Benin"))
    events = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert [told(parse, draft)[1] for draft in events] == [["Benin"], ["Togo"]]
    assert [parse.text[slice(*span)] for span in events[0].mentions] == ["attacked", "attack"]


def test_skipped_sentences_yield_nothing() -> None:
    parse = tree(ATTACK.format(first="Benin", second="Togo"))
    assert find_events(parse, [True], table(parse, Benin="BEN", Togo="TGO"), frames(), []).drafts == []


def test_notes_name_frame_and_argument_rules() -> None:
    parse = tree(ATTACKED)
    (event,) = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert event.rule.startswith("frame:attack.")
    assert any("actor" in note and "Benin" in note for note in event.notes)
    assert 0 < event.confidence < 1


RELATIONS = (
    "nsubj",
    "obj",
    "obl",
    "conj",
    "xcomp",
    "acl",
    "acl:relcl",
    "nmod",
    "case",
    "nsubj:pass",
    "advcl",
    "compound",
)
TRIGGERS = (
    ("attack", "VERB", "VBD"),
    ("attacked", "VERB", "VBN"),
    ("talks", "NOUN", "NNS"),
    ("urge", "VERB", "VB"),
    ("release", "VERB", "VB"),
    ("hold", "VERB", "VBP"),
    ("Benin", "PROPN", "NNP"),
    ("Togo", "PROPN", "NNP"),
    ("with", "ADP", "IN"),
    ("which", "PRON", "WDT"),
)


@st.composite
def random_trees(draw: st.DrawFn) -> str:
    """Any tree over trigger words, names and prepositions, sensible or not."""
    size = draw(st.integers(1, 25))
    order = draw(st.permutations(range(1, size + 1)))
    lines = {}
    for place, number in enumerate(order):
        head = 0 if place == 0 else order[draw(st.integers(0, place - 1))]
        form, upos, xpos = draw(st.sampled_from(TRIGGERS))
        lemma = {"attacked": "attack", "talks": "talk"}.get(form, form)
        relation = "root" if head == 0 else draw(st.sampled_from(RELATIONS))
        lines[number] = f"{form} {lemma} {upos} {xpos} {head} {relation}"
    return "\n".join(lines[number] for number in range(1, size + 1))


@given(random_trees())
@settings(max_examples=150, deadline=None)
def test_any_tree_gives_the_same_sound_events_twice(sentence: str) -> None:
    parse = tree(sentence)
    entities = table(parse, Benin="BEN", Togo="TGO")
    events = code(parse, entities)
    assert events == code(parse, entities)
    assert [draft.predicate for draft in events] == sorted(draft.predicate for draft in events)
    for draft in events:
        assert 0 <= draft.trigger[0] < draft.trigger[1] <= len(parse.text)
        actors = {entities.by_head[head] for head in draft.actors}
        assert actors.isdisjoint(entities.by_head[head] for head in draft.recipients)


def test_an_attack_and_its_dead_are_one_event() -> None:
    parse = tree(
        """
        Beninese beninese ADJ JJ 2 amod
        shelling shelling NOUN NN 3 nsubj
        killed kill VERB VBD 0 root
        civilians civilian NOUN NNS 3 obj
        """
    )
    events = code(parse, table(parse, Beninese="BEN", civilians="TGO"))
    assert [told(parse, draft) for draft in events] == [("ASSAULT", ["Beninese"], ["civilians"])]
    assert [parse.text[slice(*span)] for span in events[0].mentions] == ["shelling", "killed"]


def test_a_noun_without_parties_only_joins_another_event() -> None:
    blast = "The the DET DT 2 det\nblast blast NOUN NN 3 nsubj\nwoke wake VERB VBD 0 root\nus we PRON PRP 3 obj"
    alone = tree(blast)
    assert code(alone, table(alone)) == []
    parse = tree(ATTACK.format(first="Benin", second="Togo"), blast)
    (event,) = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert [parse.text[slice(*span)] for span in event.mentions] == ["attacked", "blast"]


def test_plans_count_only_by_their_content() -> None:
    plan = """
        Benin Benin PROPN NNP 2 nsubj
        plans plan VERB VBZ 0 root
        to to PART TO 4 mark
        {verb} {verb} VERB VB 2 xcomp
        Togo Togo PROPN NNP 4 obj
        """
    quiet, hostile = tree(plan.format(verb="describe")), tree(plan.format(verb="attack"))
    assert code(quiet, table(quiet, Benin="BEN", Togo="TGO")) == []
    events = code(hostile, table(hostile, Benin="BEN", Togo="TGO"))
    assert [(*told(hostile, draft), draft.mode) for draft in events] == [("THREATEN", ["Benin"], ["Togo"], "violence")]


def test_a_noun_before_the_trigger_stands_for_those_named_elsewhere() -> None:
    first = "The the DET DT 2 det\npolice police NOUN NNS 3 nsubj\ncame come VERB VBD 0 root"
    parse = tree(
        first,
        """
        police police NOUN NN 2 compound
        raid raid NOUN NN 6 nsubj
        on on ADP IN 5 case
        Togolese togolese ADJ JJ 5 amod
        offices office NOUN NNS 2 nmod
        failed fail VERB VBD 0 root
        """,
    )
    entities = table(parse, police="_COP", Togolese="TGO")
    del entities.by_head[parse.sentences[1].words[0].n]
    (event,) = code(parse, entities)
    assert [parse.words[head].sentence.number for head in event.actors] == [0]


def test_a_subject_pronoun_is_never_its_own_object() -> None:
    parse = tree(
        ATTACK.format(first="Benin", second="Ghana"),
        """
        He he PRON PRP 2 nsubj
        criticized criticize VERB VBD 0 root
        Togo Togo PROPN NNP 2 obj
        """,
    )
    entities = table(parse, Benin="BEN", Ghana="GHA", He="TGO", Togo="TGO")
    events = code(parse, entities)
    assert told(parse, events[1]) == ("ACCUSE", ["Benin"], ["Togo"])


def test_an_envoy_told_to_leave_is_one_act() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 2 nsubj
        told tell VERB VBD 0 root
        Togo Togo PROPN NNP 5 nmod:poss
        's 's PART POS 3 case
        envoy envoy NOUN NN 2 iobj
        to to PART TO 7 mark
        leave leave VERB VB 2 xcomp
        """
    )
    (event,) = code(parse, table(parse, Benin="BEN", Togo="TGO"))
    assert (*told(parse, event), event.mode) == ("SANCTION", ["Benin"], ["Togo"], "expel")


@pytest.mark.parametrize(("auxiliary", "acts"), [("would", ["REJECT"]), ("did", ["SUPPORT"])])
def test_a_modal_with_a_negation_is_a_refusal(auxiliary: str, acts: list[str]) -> None:
    parse = tree(
        f"""
        Benin Benin PROPN NNP 4 nsubj
        {auxiliary} {auxiliary} AUX MD 4 aux
        not not PART RB 4 advmod
        sign sign VERB VB 0 root
        the the DET DT 6 det
        treaty treaty NOUN NN 4 obj
        """
    )
    events = code(parse, table(parse, Benin="BEN"))
    assert [(draft.event_type, draft.settled) for draft in events] == [(act, act == "REJECT") for act in acts]


def test_who_is_joined_in_an_act_acts_too() -> None:
    parse = tree(
        """
        Benin Benin PROPN NNP 2 nsubj
        joined join VERB VBD 0 root
        Togo Togo PROPN NNP 2 obj
        in in SCONJ IN 5 mark
        condemning condemn VERB VBG 2 advcl
        Mali Mali PROPN NNP 5 obj
        """
    )
    events = code(parse, table(parse, Benin="BEN", Togo="TGO", Mali="MLI"))
    assert ("ACCUSE", ["Benin", "Togo"], ["Mali"]) in [(draft.event_type, *told(parse, draft)[1:]) for draft in events]
