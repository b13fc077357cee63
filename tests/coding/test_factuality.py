# ruff: noqa: E501  (a tree reads better on one line)
import pytest
from hypothesis import given

from countermove.coding.draft import EventDraft
from countermove.coding.factuality import judge, set_factuality
from countermove.reader.conllu import parse_conllu
from tests.coding.speech_trees import FACTUALITY, tree, word
from tests.coding.test_attributions import random_trees

ATTACK = "attacked/attack/VBD/0/root"


def judged(sentence: str, text: str) -> tuple[str, str]:
    parse = tree(sentence)
    return judge(parse, word(parse, text), FACTUALITY)


@pytest.mark.parametrize(
    ("sentence", "event", "expected"),
    [
        ("They/they/PRP/2/nsubj attacked/attack/VBD/0/root", "attacked", ("CT+", "past")),
        ("They/they/PRP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod attack/attack/VB/0/root", "attack", ("CT-", "past")),
        ("They/they/PRP/3/nsubj may/may/MD/3/aux attack/attack/VB/0/root", "attack", ("PS+", "future")),
        ("They/they/PRP/3/nsubj will/will/MD/3/aux attack/attack/VB/0/root", "attack", ("CT+", "future")),
        ("They/they/PRP/3/nsubj are/be/VBP/3/aux attacking/attack/VBG/0/root", "attacking", ("CT+", "ongoing")),
        ("They/they/PRP/3/nsubj probably/probably/RB/3/advmod attacked/attack/VBD/0/root", "attacked", ("PR+", "past")),
        ("They/they/PRP/2/nsubj appear/appear/VBP/0/root to/to/TO/5/mark be/be/VB/5/aux attacking/attack/VBG/2/xcomp", "attacking", ("PR+", "ongoing")),
        ("They/they/PRP/2/nsubj failed/fail/VBD/0/root to/to/TO/4/mark attack/attack/VB/2/xcomp", "attack", ("CT-", "past")),
        ("They/they/PRP/2/nsubj managed/manage/VBD/0/root to/to/TO/4/mark attack/attack/VB/2/xcomp", "attack", ("CT+", "past")),
        ("They/they/PRP/2/nsubj declined/decline/VBD/0/root to/to/TO/4/mark attend/attend/VB/2/xcomp", "attend", ("CT-", "past")),
        ("They/they/PRP/2/nsubj plan/plan/VBP/0/root to/to/TO/4/mark attack/attack/VB/2/xcomp", "attack", ("PR+", "future")),
        ("They/they/PRP/2/nsubj want/want/VBP/0/root to/to/TO/4/mark attack/attack/VB/2/xcomp", "attack", ("Uu", "future")),
        ("She/she/PRP/2/nsubj said/say/VBD/0/root they/they/PRP/4/nsubj attacked/attack/VBD/2/ccomp", "attacked", ("CT+", "past")),
        ("She/she/PRP/2/nsubj denied/deny/VBD/0/root they/they/PRP/4/nsubj attacked/attack/VBD/2/ccomp", "attacked", ("CT-", "past")),
        ("She/she/PRP/2/nsubj believes/believe/VBZ/0/root they/they/PRP/4/nsubj attacked/attack/VBD/2/ccomp", "attacked", ("PR+", "past")),
        ("She/she/PRP/2/nsubj doubts/doubt/VBZ/0/root they/they/PRP/4/nsubj attacked/attack/VBD/2/ccomp", "attacked", ("PR-", "past")),
        ("If/if/IN/3/mark they/they/PRP/3/nsubj attack/attack/VBP/6/advcl we/we/PRP/6/nsubj will/will/MD/6/aux leave/leave/VB/0/root", "attack", ("Uu", "future")),
        ("No/no/DT/2/det measures/measure/NNS/5/nsubj:pass were/be/VBD/5/aux:pass ever/ever/RB/5/advmod announced/announce/VBN/0/root", "measures", ("CT-", "past")),
        ("Police/police/NNS/2/nsubj prevented/prevent/VBD/0/root an/a/DT/4/det attack/attack/NN/2/obj", "attack", ("CT-", "past")),
        ("She/she/PRP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod discuss/discuss/VB/0/root the/the/DT/6/det attack/attack/NN/4/obj", "attack", ("CT+", "past")),
        ("The/the/DT/3/det alleged/alleged/JJ/3/amod attack/attack/NN/4/nsubj worried/worry/VBD/0/root him/he/PRP/4/obj", "attack", ("PR+", "past")),
        ("Did/do/VBD/3/aux they/they/PRP/3/nsubj attack/attack/VB/0/root ?/?/,/3/punct", "attack", ("Uu", "past")),
    ],
)  # fmt: skip
def test_value_and_tense(sentence: str, event: str, expected: tuple[str, str]) -> None:
    assert judged(sentence, event) == expected


def test_operators_combine_on_the_way_up() -> None:
    sentence = (
        "She/she/PRP/2/nsubj denied/deny/VBD/0/root they/they/PRP/4/nsubj failed/fail/VBD/2/ccomp "
        "to/to/TO/6/mark attack/attack/VB/4/xcomp"
    )
    assert judged(sentence, "attack")[0] == "CT+"


def draft_of(sentence: str, text: str, published: str | None) -> EventDraft:
    parse = tree(sentence)
    predicate = word(parse, text)
    draft = EventDraft(predicate.n, predicate.span, "ASSAULT", None, (), (), (), "frame:test", 0.9)
    set_factuality(parse, [draft], [], published, FACTUALITY)
    return draft


def test_auxiliaries_follow_the_value() -> None:
    negated = draft_of(
        "They/they/PRP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod attack/attack/VB/0/root", "attack", None
    )
    assert (negated.factuality, negated.auxiliary) == ("CT-", ("negation",))
    possible = draft_of("They/they/PRP/3/nsubj may/may/MD/3/aux attack/attack/VB/0/root", "attack", None)
    assert possible.auxiliary == ("future", "hypothetical")


@pytest.mark.parametrize(("published", "expected"), [("2024-11-01", ("historical",)), ("2007-01-01", ()), (None, ())])
def test_history_is_more_than_a_year_before_publication(published: str | None, expected: tuple[str, ...]) -> None:
    sentence = "They/they/PRP/2/nsubj attacked/attack/VBD/0/root in/in/IN/4/case 2006/2006/CD/2/obl"
    assert draft_of(sentence, "attacked", published).auxiliary == expected


@given(random_trees())
def test_any_word_of_any_tree_can_be_judged(text: str) -> None:
    (parse,) = parse_conllu(text)
    for item in parse.words:
        value, tense = judge(parse, item, FACTUALITY)
        assert value in ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")
        assert tense in ("past", "ongoing", "future")
