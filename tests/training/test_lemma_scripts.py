"""Lemma scripts lead from the form to the lemma they were made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.reader.lemmas import apply_script, lemma_script
from countermove.reader.shapes import SHAPE_COUNT, shape

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_script_of_any_pair_gives_the_lemma_back(form: str, lemma: str) -> None:
    if lemma != "_":
        assert apply_script(form, lemma_script(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("attacked", "attack", "L|2|"),
        ("Attacked", "attack", "L|2|"),
        ("Obi", "Obi", "K|0|"),
        ("OBI", "Obi", "T|0|"),
        ("went", "go", "L|4|go"),
        ("anything", "_", "K|0|"),
    ],
)
def test_scripts_are_shared_by_alike_words(form: str, lemma: str, script: str) -> None:
    assert lemma_script(form, lemma) == script


def test_script_longer_than_the_form_leaves_its_suffix() -> None:
    assert apply_script("is", "L|4|be") == "be"


@given(WORDS)
def test_shape_is_a_class_of_words(word: str) -> None:
    assert 1 < shape(word) < SHAPE_COUNT


def test_shapes() -> None:
    words = ["3rd", "...", "A", "a", "UN", "army", "Obi", "McCain", "U.S."]
    assert [shape(word) for word in words] == [6, 7, 8, 2, 4, 2, 3, 5, 4]
