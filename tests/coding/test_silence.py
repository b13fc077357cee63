# ruff: noqa: E501  (a tree reads better on one line)
import pytest
from hypothesis import given

from countermove.coding.draft import EntityTable, EventDraft, SilenceDraft
from countermove.coding.silence import find_silence
from countermove.reader.conllu import parse_conllu
from countermove.reader.parse import Parse
from tests.coding.speech_trees import SILENCE, tree, word
from tests.coding.test_attributions import random_trees


def silences(parse: Parse, events: list[EventDraft] | None = None) -> list[SilenceDraft]:
    return find_silence(parse, [False] * len(parse.sentences), EntityTable(), events or [], SILENCE)


@pytest.mark.parametrize(
    ("sentence", "actors", "span"),
    [
        ("Norland/Norland/NNP/4/nsubj has/have/VBZ/4/aux not/not/RB/4/advmod commented/comment/VBN/0/root", ["Norland"], "has not commented"),
        ("Norland/Norland/NNP/2/nsubj declined/decline/VBD/0/root to/to/TO/4/mark comment/comment/VB/2/xcomp", ["Norland"], "declined to comment"),
        ("Norland/Norland/NNP/2/nsubj stayed/stay/VBD/0/root silent/silent/JJ/2/xcomp", ["Norland"], "stayed silent"),
        ("Norland/Norland/NNP/2/nsubj offered/offer/VBD/0/root no/no/DT/4/det comment/comment/NN/2/obj", ["Norland"], "offered no comment"),
        ("Lee/Lee/NNP/5/nsubj:pass could/could/MD/5/aux not/not/RB/5/advmod be/be/VB/5/aux:pass reached/reach/VBN/0/root", ["Lee"], "could not be reached"),
        ("The/the/DT/2/det lack/lack/NN/7/nsubj of/of/IN/4/case response/response/NN/2/nmod from/from/IN/6/case Norland/Norland/NNP/4/nmod hurt/hurt/VBD/0/root",
         ["Norland"], "The lack of response from Norland"),
        ("No/no/DT/3/det retaliatory/retaliatory/JJ/3/amod measures/measure/NNS/5/nsubj:pass were/be/VBD/5/aux:pass announced/announce/VBN/0/root", [],
         "No retaliatory measures were announced"),
    ],
)  # fmt: skip
def test_ways_to_say_nothing(sentence: str, actors: list[str], span: str) -> None:
    parse = tree(sentence)
    (found,) = silences(parse)
    assert [parse.words[n].text for n in found.actors] == actors
    assert parse.text[found.start : found.end] == span


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland/Norland/NNP/2/nsubj commented/comment/VBD/0/root",
        "Norland/Norland/NNP/5/nsubj did/do/VBD/5/aux not/not/RB/5/advmod really/really/RB/5/advmod sleep/sleep/VB/0/root",
        "Norland/Norland/NNP/2/nsubj declined/decline/VBD/0/root to/to/TO/4/mark attend/attend/VB/2/xcomp",
        "Norland/Norland/NNP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod return/return/VB/0/root home/home/NN/4/obj",
        "Police/police/NNS/2/nsubj made/make/VBD/0/root a/a/DT/4/det comment/comment/NN/2/obj",
    ],
)
def test_what_is_no_silence(sentence: str) -> None:
    assert silences(tree(sentence)) == []


def test_the_unanswered_event_is_named() -> None:
    parse = tree(
        "Norland/Norland/NNP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod respond/respond/VB/0/root to/to/IN/7/case "
        "the/the/DT/7/det accusation/accusation/NN/4/obl"
    )
    other = EventDraft(0, (0, 1), "CONSULT", None, (), (), (), "frame:test", 0.9)
    accusation = word(parse, "accusation")
    event = EventDraft(accusation.n, accusation.span, "ACCUSE", None, (), (), (), "frame:test", 0.9)
    (found,) = silences(parse, [other, event])
    assert found.to == 1


def test_boilerplate_is_left_out() -> None:
    parse = tree("Norland/Norland/NNP/2/nsubj declined/decline/VBD/0/root to/to/TO/4/mark comment/comment/VB/2/xcomp")
    assert find_silence(parse, [True], EntityTable(), [], SILENCE) == []


@given(random_trees())
def test_silences_of_any_tree_lie_in_the_text_and_apart(text: str) -> None:
    (parse,) = parse_conllu(text)
    end = 0
    for draft in silences(parse):
        assert end <= draft.start < draft.end <= len(parse.text)
        end = draft.end
