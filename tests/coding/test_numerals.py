"""Numerals in running words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.coding.numerals import digits_value, numeral_at
from countermove.ontology.lexicon import DATA
from countermove.ontology.number_words import load_number_words
from tests.coding.flat import flat

TABLE = load_number_words(DATA / "cues" / "numbers.yaml")
UNITS = {value: word for word, value in TABLE.units.items()}
TENS = {value: word for word, value in TABLE.tens.items() if word != "fourty"}


def value(text: str) -> float | int | None:
    """The value of a numeral that takes all words of the text; None where it takes fewer."""
    words = flat(text).words
    found = numeral_at(words, 0, TABLE)
    return found.value if found and found.last == len(words) - 1 else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8,000", 8000),
        ("12,34,567", 1234567),
        ("1.5 million", 1_500_000),
        ("2.25 billion", 2_250_000_000),
        ("3bn", 3_000_000_000),
        ("40k", 40_000),
        ("seven", 7),
        ("zero", 0),
        ("Twenty", 20),
        ("twenty - four", 24),
        ("twenty four", 24),
        ("a hundred", 100),
        ("a hundred and five", 105),
        ("three hundred thousand", 300_000),
        ("two thousand five hundred and thirty - six", 2536),
        ("one million two hundred thousand", 1_200_000),
        ("two dozen", 24),
        ("4 lakh", 400_000),
        ("0.5", 0.5),
    ],
)
def test_values(text, number):
    found = value(text)
    assert found == number
    assert isinstance(found, type(number))


@pytest.mark.parametrize(
    "text", ["a", "an attack", "the", "hundred", "million", "1,2", "1,2345", "5th", "2019-12", "٣", "1.", "m"]
)
def test_what_is_no_numeral(text):
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [("five six", 0), ("20 30 people", 0), ("ten and four", 0), ("five and dime", 0), ("3 million people", 1)],
)
def test_where_a_numeral_ends(text, last):
    found = numeral_at(flat(text).words, 0, TABLE)
    assert found is not None
    assert found.last == last


def _hundreds(number: int) -> list[str]:
    words = [UNITS[number // 100], "hundred"] if number >= 100 else []
    rest = number % 100
    if rest >= 20:
        words.append(TENS[rest - rest % 10])
        rest %= 10
        if rest:
            words += ["-", UNITS[rest]]
    elif rest:
        words.append(UNITS[rest])
    return words


@given(st.integers(1, 999_999))
def test_every_number_written_out_comes_back(number):
    words = [*_hundreds(number // 1000), "thousand"] if number >= 1000 else []
    assert value(" ".join(words + _hundreds(number % 1000))) == number


@given(st.integers(0, 10**15))
def test_thousands_commas(number):
    assert digits_value(f"{number:,}") == digits_value(str(number)) == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_not(text):
    assert digits_value(text) is None or text[0].isdigit()
