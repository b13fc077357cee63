import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotations import Quotations

TEXT = "Rebels shelled Bor on Monday. The army shelled Bor again, Gen. Odo said.\n\nIt denied the report."


def quoted(span):
    return TEXT[slice(*span)]


def test_words_that_stand_once_are_found():
    assert quoted(Quotations(TEXT).find("Rebels shelled")) == "Rebels shelled"


def test_an_occurrence_is_named_by_number():
    quotations = Quotations(TEXT)
    assert quotations.find("shelled#2")[0] == TEXT.rindex("shelled")
    with pytest.raises(ValueError, match="stands 2 times"):
        quotations.find("shelled")
    with pytest.raises(ValueError, match="only 2 times"):
        quotations.find("shelled#3")


def test_a_stretch_runs_from_first_to_last_words():
    assert quoted(Quotations(TEXT).find("The army … again")) == "The army shelled Bor again"
    with pytest.raises(ValueError, match="doesn't follow"):
        Quotations(TEXT).find("The army … Rebels")


def test_only_whole_words_count():
    with pytest.raises(ValueError, match="isn't in the text"):
        Quotations(TEXT).find("shell")


def test_the_nearest_form_of_the_sentence_is_taken():
    quotations = Quotations(TEXT)
    trigger = quotations.find("shelled#2")
    assert quotations.in_sentence(["Bor", "Rebels"], trigger) == (TEXT.rindex("Bor"), TEXT.rindex("Bor") + 3)
    assert quotations.in_sentence(["Rebels"], trigger) is None


def test_titles_do_not_end_a_sentence():
    quotations = Quotations(TEXT)
    assert quotations.in_sentence(["The army"], quotations.find("Gen. Odo")) is not None


@given(st.integers(0, len(TEXT.split()) - 1), st.integers(1, 6))
def test_every_run_of_words_can_be_quoted(start, length):
    words = " ".join(TEXT.split()[start : start + length])
    quotations = Quotations(" ".join(TEXT.split()))
    assert all(quotations.text[a:b] == words for a, b in quotations.all_of(words))
    assert quotations.all_of(words)
