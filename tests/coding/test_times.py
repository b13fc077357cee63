"""Time expressions and their TIMEX3 values, read from a publication date."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.coding.times import find_times
from countermove.ontology.lexicon import DATA
from countermove.ontology.time_words import load_time_words
from tests.coding.entity_trees import tree
from tests.coding.flat import flat

WORDS = load_time_words(DATA / "cues" / "times.yaml")
FRIDAY = "2024-11-01"


def times(text: str, published: str | None = FRIDAY) -> list[tuple[str, str, str]]:
    parse = flat(text)
    return [
        (parse.text[item.start : item.end], item.type, item.value)
        for item in find_times(parse, [False], published, WORDS)
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("They met last week", "last week", "DATE", "2024-W43"),
        ("They met on October 13", "October 13", "DATE", "2024-10-13"),
        ("They met on 13 October 2023", "13 October 2023", "DATE", "2023-10-13"),
        ("They met on October 13 , 2023", "October 13 , 2023", "DATE", "2023-10-13"),
        ("They met on March 5", "March 5", "DATE", "2024-03-05"),
        ("They will meet on March 5", "March 5", "DATE", "2025-03-05"),
        ("They met on 2024-10-02", "2024-10-02", "DATE", "2024-10-02"),
        ("They met in August", "August", "DATE", "2024-08"),
        ("They met in December", "December", "DATE", "2023-12"),
        ("They will meet in January", "January", "DATE", "2025-01"),
        ("They met in March 2022", "March 2022", "DATE", "2022-03"),
        ("They met in 1998", "1998", "DATE", "1998"),
        ("They met in the 1990s", "the 1990s", "DATE", "199"),
        ("They met on Monday", "Monday", "DATE", "2024-10-28"),
        ("They met on Friday", "Friday", "DATE", "2024-11-01"),
        ("They will meet on Monday", "Monday", "DATE", "2024-11-04"),
        ("They met last Monday", "last Monday", "DATE", "2024-10-28"),
        ("They met yesterday", "yesterday", "DATE", "2024-10-31"),
        ("They met today", "today", "DATE", "2024-11-01"),
        ("They will meet tomorrow", "tomorrow", "DATE", "2024-11-02"),
        ("They met on Monday night", "Monday night", "TIME", "2024-10-28TNI"),
        ("They met at 10:30 a.m. on Monday", "10:30 a.m. on Monday", "TIME", "2024-10-28T10:30"),
        ("They met at 8 p.m.", "8 p.m.", "TIME", "2024-11-01T20:00"),
        ("They met this month", "this month", "DATE", "2024-11"),
        ("They met last month", "last month", "DATE", "2024-10"),
        ("They will meet next year", "next year", "DATE", "2025"),
        ("They met two days ago", "two days ago", "DATE", "2024-10-30"),
        ("They met three months ago", "three months ago", "DATE", "2024-08"),
        ("They met last summer", "last summer", "DATE", "2024-SU"),
        ("They met in the third quarter", "the third quarter", "DATE", "2024-Q3"),
        ("They met for three weeks", "three weeks", "DURATION", "P3W"),
        ("They met for several hours", "several hours", "DURATION", "PTXH"),
        ("They met for a decade", "a decade", "DURATION", "P10Y"),
        ("They met every week", "every week", "SET", "P1W"),
        ("They met daily", "daily", "SET", "P1D"),
        ("They met recently", "recently", "DATE", "PAST_REF"),
    ],
)
def test_values(text, words, kind, value):
    assert times(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "They may meet",
        "They met 2000 soldiers",
        "They met the March 23 Movement",
        "They left 45 sheep",
        "They met a 30 - year - old man",
        "They met on February 30 , 2024",
    ],
)
def test_what_is_no_time_of_its_own(text):
    assert not any(len(value) == 10 for _, _, value in times(text))


def test_no_publication_date_leaves_the_open_parts_open():
    assert times("They met on Monday", None) == [("Monday", "DATE", "XXXX-WXX-1")]
    assert times("They met on October 13", None) == [("October 13", "DATE", "XXXX-10-13")]
    assert times("They met last year", None) == [("last year", "DATE", "XXXX")]
    assert times("They met in May 2021", None) == [("May 2021", "DATE", "2021-05")]


def test_a_date_time_anchors_by_its_day():
    assert times("They met today", "2024-11-01T23:59:00+09:00") == [("today", "DATE", "2024-11-01")]


def test_days_covered_come_with_the_value():
    [time] = find_times(flat("They met last week"), [False], FRIDAY, WORDS)
    assert (time.start_date, time.end_date) == ("2024-10-21", "2024-10-27")


def test_boilerplate_is_left_out():
    assert find_times(flat("They met on Monday"), [True], FRIDAY, WORDS) == []


VOCABULARY = sorted(
    {*WORDS.months, *WORDS.weekdays, *WORDS.units, *WORDS.seasons, *WORDS.days, *WORDS.before, *WORDS.ago, *WORDS.early,
     "the", "of", "-", ",", ".", "a", "half", "2024", "13", "31", "0", "99999999999999", "1,000,000", "10:30", "p.m.", "century",  # noqa: E501
     "quarter", "met", "will", "may", "first", "later", "from", "now", "1990s", "3/4/24", "2024-02-30", "old"}
)  # fmt: skip


@given(
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8),
    st.sampled_from([None, FRIDAY, "0001-01-01", "9999-12-31", "2024-02-29"]),
)
def test_any_row_of_time_words_gives_expressions_in_order(words, published):
    parse = flat(" ".join(words))
    found = find_times(parse, [False], published, WORDS)
    assert all(time.first <= time.last and time.start < time.end for time in found)
    assert all(left.last < right.first for left, right in pairwise(found))
    assert all((time.start_date is None) is (time.end_date is None) for time in found)
    assert all(time.start_date <= time.end_date for time in found if time.start_date)


def test_a_month_in_the_name_of_a_person_is_no_time():
    rows = """
    Theresa Theresa PROPN 3 nsubj Name=B-person
    May May PROPN 1 flat Name=I-person
    spoke speak VERB 0 root
    in in ADP 5 case
    May May PROPN 3 obl
    """
    later = "May May PROPN 2 nsubj\nleft leave VERB 0 root\nlast last ADJ 4 amod\nMonday Monday PROPN 2 obl"
    parse = tree(rows, later)
    found = find_times(parse, [False, False], FRIDAY, WORDS)
    assert [(parse.text[item.start : item.end], item.value) for item in found] == [
        ("May", "2024-05"),
        ("last Monday", "2024-10-28"),
    ]
    assert found[0].first == 4
