"""English for names, days and counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.views.wording import capitalised, count_text, days_text, inside, joined, shortened, when_text

TEXT = (
    "Gunmen attacked a convoy of Kenyan police near Lamu. Police said the Sons of Lamu did it. The police chief "
    "blamed gunmen. A former sergeant died, and Most reported it. Soldiers came."
)


def named(name: str, nominal: bool = False) -> str:
    return inside(name, TEXT, nominal, {"United", "European"}, {"Party"})


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Gunmen", "gunmen"),
        ("Sons of Lamu", "the Sons of Lamu"),
        ("former sergeant", "a former sergeant"),
        ("Kenyan police", "Kenyan police"),
        ("Most", "Most"),
        ("Lamu", "Lamu"),
        ("Six soldiers", "six soldiers"),
        ("United States", "the United States"),
        ("Green Party", "the Green Party"),
        ("The Hague", "the Hague"),
        ("", ""),
    ],
)
def test_names_inside_a_sentence(name, words):
    assert named(name) == words


def test_only_a_description_loses_a_capital_that_the_text_never_drops():
    assert named("Soldiers") == "Soldiers"
    assert named("Soldiers", nominal=True) == "soldiers"
    assert named("Kenyan police", nominal=True) == "Kenyan police"


@given(st.text(), st.text(), st.booleans())
def test_any_name_in_any_text(name, text, nominal):
    found = inside(name, text, nominal, {"A"}, {"B"})
    assert found.lower().endswith(name[1:].lower())


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2024-11-01", "2024-11-01", "1 November 2024"),
        ("2024-11-01", "2024-11-05", "1–5 November 2024"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2024-10-30", "2024-11-02", "30 October – 2 November 2024"),
        ("2023-12-30", "2024-01-02", "30 December 2023 – 2 January 2024"),
    ],
)
def test_spans_of_days(first, last, text):
    assert days_text(date.fromisoformat(first), date.fromisoformat(last)) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (None, None, ""),
        ("2024-11-01", None, "on 1 November 2024"),
        ("2024-11-01", "2024-11-05", "between 1 and 5 November 2024"),
        ("2024-10-30", "2024-11-02", "between 30 October 2024 and 2 November 2024"),
        ("2024-02-01", "2024-02-29", "in February 2024"),
        ("2023-01-01", "2023-12-31", "in 2023"),
    ],
)
def test_when(first, last, text):
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert when_text(*days) == text


@given(st.dates(), st.integers(0, 3000))
def test_every_span_of_days_can_be_told(first, length):
    last = min(date.max, first + timedelta(days=min(length, (date.max - first).days)))
    assert str(last.year) in days_text(first, last)
    assert when_text(first, last).startswith(("on ", "in ", "between "))


def test_counts_and_lists():
    assert [count_text(number, "report") for number in (0, 1, 2, 13, 1300)] == [
        "no reports",
        "one report",
        "two reports",
        "13 reports",
        "1,300 reports",
    ]
    assert [joined(list("abcdef"[:length])) for length in range(6)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
        "a, b, c and d",
        "a, b, c and two others",
    ]
    assert capitalised("") == "" and capitalised("two") == "Two"
    assert shortened(" a\nb  c ", 2) == "a b …" and shortened("a b", 2) == "a b"
