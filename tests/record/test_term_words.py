from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.ontology.errors import LexiconError
from countermove.record.words import Stems, fold, load_document_frequencies, term_hash, word_spans

HEAD = "stem\tdocuments\n"


def test_forms_of_a_word_share_a_stem() -> None:
    stems = Stems()
    assert stems.stem("Resigned") == stems.stem("resignation") == stems.stem("resigns")
    assert stems.stem("Erdoğan") == stems.stem("ERDOGAN")
    assert stems.stem("12,000") == "12000"


def test_words_and_numbers_of_a_text() -> None:
    text = "Troops took 1,200 km2 – it's Kyiv’s claim."
    words = [text[start:end] for start, end in word_spans(text)]
    assert words == ["Troops", "took", "1,200", "km", "2", "it", "s", "Kyiv", "s", "claim"]


def test_a_run_of_a_million_letters_is_no_word() -> None:
    assert list(word_spans("x" * 1_000_000 + " end")) == [(1_000_001, 1_000_004)]


def test_hashes_never_change() -> None:
    assert term_hash("harbour") == 179678263295545969
    assert term_hash("\ud800") != term_hash("")


@given(st.text())
def test_hashes_fit_a_signed_integer_and_folding_is_stable(text: str) -> None:
    assert 0 <= term_hash(text) < 2**63
    assert isinstance(fold(text), str)


def test_the_shipped_table_knows_common_words() -> None:
    frequencies = load_document_frequencies()
    assert frequencies.share("the") > 0.8
    assert frequencies.rarity("the") < frequencies.rarity("minist") < frequencies.rarity("never-seen-word")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("*\t10\nwar\tmany\n", r":3: 'war': 'many' is no number of documents"),
        ("*\t10\nwar\t2\nwar\t3\n", r":4: 'war' stands twice"),
        ("*\t10\nwar\t11\n", r":3: 'war' is in more documents"),
        ("war\t2\n", r":2: 'war' is in more documents"),
    ],
)
def test_mistakes_in_the_table_are_named(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(HEAD + rows)
    with pytest.raises(LexiconError, match=message):
        load_document_frequencies(path)
