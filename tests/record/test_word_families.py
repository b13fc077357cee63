from __future__ import annotations

from pathlib import Path

import pytest

from countermove.ontology.errors import LexiconError
from countermove.record.word_families import WordFamilies, load_word_families


@pytest.fixture(scope="module")
def families() -> WordFamilies:
    return load_word_families()


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("kill kills killed killing killings", "kill"),
        ("explode explosion explosions exploded", "explode"),
        ("agree agreed agreement agreements", "agree"),
        ("die died death deaths dead", "die"),
        ("quit quits quitting", "quit"),
    ],
)
def test_forms_and_nominalisations_are_one_family(families: WordFamilies, words: str, family: str) -> None:
    assert {families.family(word) for word in words.split()} == {family}


def test_likeness(families: WordFamilies) -> None:
    assert families.likeness("killing", "kill") == 1.0
    assert families.likeness("abduct", "kidnap") == 1.0
    assert families.likeness("sing", "kidnap") == 0.0
    assert families.likeness("blast", "bomb") == families.likeness("bomb", "blast")


def test_a_family_that_is_no_word_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "families.tsv"
    path.write_text("word\tfamily\tsenses\tabove\nkilling\tkill\tv1\t\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"families\.tsv:2.*'kill'"):
        load_word_families(path)
