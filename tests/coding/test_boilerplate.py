from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import countermove
from countermove.coding.boilerplate import find_boilerplate
from countermove.ontology.boilerplate import BoilerplateCues, load_boilerplate_cues
from countermove.reader.parse import Parse, SentenceParse, Word
from tests.coding.entity_trees import tree

CUES = Path(countermove.__file__).parent / "data" / "cues" / "boilerplate.yaml"


@pytest.fixture(scope="module")
def cues() -> BoilerplateCues:
    return load_boilerplate_cues(CUES)


def fragment(text: str) -> Parse:
    """A one-sentence article without any grammar: every word hangs on the first."""
    sentence = SentenceParse(0, 0, len(text), [])
    at = 0
    for i, form in enumerate(text.split()):
        at = text.index(form, at)
        upos = "PROPN" if form[0].isupper() else "X"
        end, relation = at + len(form), "dep" if i else "root"
        word = Word(i, i, at, end, form, form.lower(), form, upos, "_", "_", relation, sentence)
        if i:
            word.head = sentence.words[0]
            sentence.words[0].children.append(word)
        sentence.words.append(word)
        at += len(form)
    return Parse(text, [sentence], sentence.words, [])


@pytest.mark.parametrize(
    "text",
    [
        "0 Comments",
        "1,204 shares",
        "Read more",
        "READ MORE »",
        "Share on Facebook",
        "Read also: Ministers meet in Vilnius",
        "Sign up for our morning newsletter and never miss a story",
        "Copyright © 2024 The Example Courier",
        "© 2023 Example Media. All rights reserved.",
        "(Reporting by Ann Smith; Editing by Bo Li)",
        "By Ann Smith and Bo Li , Reuters",
        "By JANE ROE",
        "Photo: Example Agency/AFP",
        "A boat off the coast in this file photo from May",
        "https://www.example.org/news/2024/11/01/story.html",
        "newsroom@example.org",
        "Updated 11 / 27 / 2005 3:41 PM",
        "Follow Ann Smith on Twitter @annsmith",
        "* * *",
        "Enlarge image",
    ],
)
def test_marks_what_publishers_put_around_the_article(text: str, cues: BoilerplateCues) -> None:
    assert find_boilerplate(fragment(text), cues) == [True]


STATEMENT = """
Police    police  NOUN  2 nsubj
shared    share   VERB  0 root
a         a       DET   4 det
photo     photo   NOUN  2 obj
by        by      ADP   6 case
Reuters   Reuters PROPN 4 nmod Name=B-organization <
.         .       PUNCT 2 punct
"""
DEADLINE = """
By        by      ADP   2 case
Monday    Monday  PROPN 5 obl
rebels    rebel   NOUN  5 nsubj
had       have    AUX   5 aux
withdrawn withdraw VERB 0 root <
.         .       PUNCT 5 punct
"""
WRITER = """
MARIA   Maria   PROPN 0 root Name=B-person
LOPEZ   Lopez   PROPN 1 flat Name=I-person
"""


def test_keeps_sentences_that_only_use_such_words(cues: BoilerplateCues) -> None:
    assert find_boilerplate(tree(STATEMENT, DEADLINE), cues) == [False, False]


def test_a_bare_name_is_a_byline_at_the_top_only(cues: BoilerplateCues) -> None:
    assert find_boilerplate(tree(WRITER, STATEMENT), cues) == [True, False]
    later = tree(STATEMENT, DEADLINE, STATEMENT, DEADLINE, STATEMENT, WRITER)
    assert find_boilerplate(later, cues) == [False] * 6


def test_a_long_sentence_is_never_boilerplate(cues: BoilerplateCues) -> None:
    assert find_boilerplate(fragment("read more " + "and then some more words " * 40), cues) == [False]


@given(text=st.text(alphabet="ab ©:/@.0-“\u202e\u0000Read more", min_size=1, max_size=80).filter(str.split))
def test_any_text_gives_one_answer_a_sentence(text: str) -> None:
    cues = load_boilerplate_cues(CUES)
    assert len(find_boilerplate(fragment(text), cues)) == 1


def test_what_a_pointer_points_at_is_boilerplate_too(cues: BoilerplateCues) -> None:
    reader = pytest.importorskip("countermove.reader").Reader()
    text = "Police closed the bridge on Monday.\nRead more: Ten facts about the old bridge\nThe mayor spoke."
    parse = reader.parse(text)
    flags = find_boilerplate(parse, cues)
    left = [text[s.start : s.end] for s, flag in zip(parse.sentences, flags, strict=True) if not flag]
    assert left == ["Police closed the bridge on Monday.", "The mayor spoke."]
