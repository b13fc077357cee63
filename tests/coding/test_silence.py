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
    ("sentence", "actors", "span"),
    [
        ("Norland/Norland/NNP/2/nsubj has/have/VBZ/0/root yet/yet/RB/5/advmod to/to/TO/5/mark respond/respond/VB/2/xcomp", ["Norland"], "has yet to respond"),
        ("Norland/Norland/NNP/2/nsubj said/say/VBD/0/root nothing/nothing/NN/2/obj", ["Norland"], "said nothing"),
        ("Norland/Norland/NNP/2/nsubj took/take/VBD/0/root no/no/DT/4/det questions/question/NNS/2/obj", ["Norland"], "took no questions"),
        ("Norland/Norland/NNP/2/nsubj kept/keep/VBD/0/root its/its/PRP$/5/nmod:poss own/own/JJ/5/amod counsel/counsel/NN/2/obj", ["Norland"], "kept its own counsel"),
        ("Norland/Norland/NNP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod follow/follow/VB/0/root suit/suit/NN/4/obj", ["Norland"], "did not follow suit"),
        ("Norland/Norland/NNP/2/nsubj declined/decline/VBD/0/root to/to/TO/4/mark join/join/VB/2/xcomp", ["Norland"], "declined to join"),
        ("Nothing/nothing/NN/3/nsubj:pass was/be/VBD/3/aux:pass heard/hear/VBN/0/root from/from/IN/5/case Norland/Norland/NNP/3/obl", ["Norland"], "Nothing was heard from Norland"),
        ("From/from/IN/2/case Norland/Norland/NNP/3/obl came/come/VBD/0/root no/no/DT/5/det reply/reply/NN/3/nsubj", ["Norland"], "came no reply"),
        ("Nobody/nobody/NN/4/nsubj in/in/IN/3/case Norland/Norland/NNP/1/nmod commented/comment/VBD/0/root", ["Norland"], "commented"),
        ("Neither/neither/CC/2/cc:preconj Norland/Norland/NNP/5/nsubj nor/nor/CC/4/cc Sudland/Sudland/NNP/2/conj commented/comment/VBD/0/root", ["Norland", "Sudland"], "commented"),
        ("Norland/Norland/NNP/5/nsubj:pass would/would/MD/5/aux not/not/RB/5/advmod be/be/VB/5/aux:pass drawn/draw/VBN/0/root", ["Norland"], "would not be drawn"),
    ],
)  # fmt: skip
def test_other_wordings(sentence: str, actors: list[str], span: str) -> None:
    parse = tree(sentence)
    (found,) = silences(parse)
    assert [parse.words[n].text for n in found.actors] == actors
    assert parse.text[found.start : found.end] == span


@pytest.mark.parametrize(
    ("sentence", "actors", "span"),
    [
        ("Norland/Norland/NNP/4/nsubj would/would/MD/4/aux not/not/RB/4/advmod say/say/VB/0/root whether/whether/IN/7/mark it/it/PRP/7/nsubj knew/know/VBD/4/ccomp", ["Norland"], "would not say whether it knew"),
        ("Norland/Norland/NNP/4/nsubj is/be/VBZ/4/aux not/not/RB/4/advmod saying/say/VBG/0/root", ["Norland"], "is not saying"),
        ("Norland/Norland/NNP/2/nsubj preferred/prefer/VBD/0/root not/not/RB/5/advmod to/to/TO/5/mark comment/comment/VB/2/xcomp", ["Norland"], "preferred not to comment"),
        ("Norland/Norland/NNP/2/nsubj had/have/VBD/0/root nothing/nothing/NN/2/obj to/to/TO/5/mark say/say/VB/3/acl", ["Norland"], "had nothing to say"),
        ("So/so/RB/2/advmod far/far/RB/5/advmod Norland/Norland/NNP/5/nsubj has/have/VBZ/5/aux adopted/adopt/VBN/0/root none/none/NN/5/obj", ["Norland"], "has adopted none"),
        ("Norland/Norland/NNP/2/nsubj offered/offer/VBD/0/root neither/neither/CC/5/cc:preconj a/a/DT/5/det word/word/NN/2/obj", ["Norland"], "offered neither a word"),
        ("Norland/Norland/NNP/4/nsubj is/be/VBZ/4/aux not/not/RB/4/advmod shooting/shoot/VBG/0/root back/back/RB/4/advmod", ["Norland"], "is not shooting back"),
        ("Norland/Norland/NNP/3/nsubj had/have/VBD/3/aux held/hold/VBN/0/root back/back/RB/3/advmod", ["Norland"], "had held back"),
        ("No/no/DT/2/det official/official/NN/6/nsubj in/in/IN/4/case Norland/Norland/NNP/2/nmod would/would/MD/6/aux comment/comment/VB/0/root", ["Norland"], "would comment"),
        ("Norland/Norland/NNP/5/nsubj has/have/VBZ/0/root yet/yet/RB/5/advmod to/to/TO/5/mark speak/speak/VB/2/xcomp", ["Norland"], "has yet to speak"),
        ("Not/not/RB/3/advmod a/a/DT/3/det word/word/NN/0/root from/from/IN/5/case Norland/Norland/NNP/3/nmod", ["Norland"], "Not a word from Norland"),
        ("Norland/Norland/NNP/7/nsubj after/after/IN/4/case six/six/CD/4/nummod days/day/NNS/7/obl of/of/IN/6/case silence/silence/NN/4/nmod replied/reply/VBD/0/root", ["Norland"], "days of silence"),
        ("Lee/Lee/NNP/7/nsubj breaking/break/VBG/7/advcl a/a/DT/4/det week/week/NN/2/obj of/of/IN/6/case silence/silence/NN/4/nmod spoke/speak/VBD/0/root", ["Lee"], "a week of silence"),
    ],
)  # fmt: skip
def test_silence_that_no_verb_of_response_tells(sentence: str, actors: list[str], span: str) -> None:
    parse = tree(sentence)
    (found,) = silences(parse)
    assert [parse.words[n].text for n in found.actors] == actors
    assert parse.text[found.start : found.end] == span


def test_a_clause_that_leaves_out_its_verb_denies_the_act_before_it() -> None:
    parse = tree(
        "Norland/Norland/NNP/2/nsubj expelled/expel/VBD/0/root two/two/CD/2/obj ;/;/:/6/punct Sudland/Sudland/NNP/6/nsubj did/do/VBD/2/parataxis not/not/RB/6/advmod"
    )
    expelled = word(parse, "expelled")
    event = EventDraft(expelled.n, expelled.span, "SANCTION", None, (), (), (), "frame:test", 0.9)
    (found,) = silences(parse, [event])
    assert [parse.words[n].text for n in found.actors] == ["Sudland"]
    assert silences(parse) == []  # nothing was told that it could have done too


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland/Norland/NNP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod say/say/VB/0/root why/why/WRB/7/advmod it/it/PRP/7/nsubj left/leave/VBD/4/ccomp",
        "Norland/Norland/NNP/4/nsubj would/would/MD/4/aux not/not/RB/4/advmod say/say/VB/0/root that/that/IN/7/mark it/it/PRP/7/nsubj left/leave/VBD/4/ccomp",
        "Police/police/NNS/2/nsubj held/hold/VBD/0/root back/back/RB/2/advmod crowds/crowd/NNS/2/obj",
        "Norland/Norland/NNP/4/nsubj is/be/VBZ/4/aux not/not/RB/4/advmod shooting/shoot/VBG/0/root films/film/NNS/4/obj",
        "Norland/Norland/NNP/2/nsubj had/have/VBD/0/root nothing/nothing/NN/2/obj to/to/TO/5/mark fear/fear/VB/3/acl",
        "Norland/Norland/NNP/7/nsubj after/after/IN/4/case a/a/DT/4/det minute/minute/NN/7/obl of/of/IN/6/case silence/silence/NN/4/nmod voted/vote/VBD/0/root",
        "Norland/Norland/NNP/3/nsubj was/be/VBD/3/cop quiet/quiet/JJ/0/root on/on/IN/5/case Tuesday/Tuesday/NNP/3/obl",
        "Norland/Norland/NNP/2/nsubj kept/keep/VBD/0/root its/its/PRP$/4/nmod:poss guns/gun/NNS/2/obj quiet/quiet/JJ/2/xcomp",
    ],
)
def test_what_only_looks_like_silence(sentence: str) -> None:
    assert silences(tree(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland/Norland/NNP/2/nsubj declined/decline/VBD/0/root to/to/TO/4/mark take/take/VB/2/xcomp steps/step/NNS/4/obj",
        "Norland/Norland/NNP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod follow/follow/VB/0/root them/them/PRP/4/obj",
        "Norland/Norland/NNP/2/nsubj kept/keep/VBD/0/root its/its/PRP$/4/nmod:poss promise/promise/NN/2/obj",
        "Norland/Norland/NNP/2/nsubj has/have/VBZ/0/root to/to/TO/4/mark respond/respond/VB/2/xcomp",
        "Nobody/nobody/NN/2/nsubj commented/comment/VBD/0/root",
    ],
)
def test_wordings_that_are_no_silence(sentence: str) -> None:
    assert silences(tree(sentence)) == []


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


def test_nor_did_is_the_same_silence_by_another() -> None:
    parse = tree(
        "Norland/Norland/NNP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod comment/comment/VB/0/root",
        "Nor/nor/CC/2/cc did/do/VBD/0/root Sudland/Sudland/NNP/2/nsubj",
    )
    assert [[parse.words[n].text for n in found.actors] for found in silences(parse)] == [["Norland"], ["Sudland"]]
    alone = tree("Nor/nor/CC/2/cc did/do/VBD/0/root Sudland/Sudland/NNP/2/nsubj")
    assert silences(alone) == []
