"""The day of acts whose own words give none."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from countermove.response.days import DayTold, narrated_day

PUBLISHED = date(2031, 3, 20)


def day(back, start):
    return DayTold(start, PUBLISHED - timedelta(back))


def test_the_day_named_last_before_it_in_the_paragraph_holds():
    days = [day(1, 5), day(4, 110), day(3, 140), day(2, 300)]
    assert narrated_day(days, PUBLISHED, 100, 200) == PUBLISHED - timedelta(3)


def test_else_the_day_before_publication_where_the_article_names_it():
    assert narrated_day([day(4, 5), day(1, 300)], PUBLISHED, 100, 200) == PUBLISHED - timedelta(1)


def test_else_the_day_named_last_before_or_first():
    assert narrated_day([day(4, 5), day(3, 50)], PUBLISHED, 100, 200) == PUBLISHED - timedelta(3)
    assert narrated_day([day(4, 300)], PUBLISHED, 100, 200) == PUBLISHED - timedelta(4)


def test_else_that_of_publication():
    assert narrated_day([day(200, 5)], PUBLISHED, 0, 200) == PUBLISHED
    assert narrated_day([day(1, 5)], None, 0, 200) is None


@given(st.lists(st.tuples(st.integers(-20, 40), st.integers(0, 500))), st.integers(0, 500))
def test_it_is_never_after_publication_nor_long_before(told, position):
    found = narrated_day([day(*one) for one in sorted(told, key=lambda one: one[1])], PUBLISHED, 0, position)
    assert 0 <= (PUBLISHED - found).days <= 10
