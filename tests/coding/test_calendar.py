"""TIMEX3 values and the days they cover."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.coding.calendar import covered, month_value, quarter_value, shift_days, shift_months, week_value

DAYS = st.dates(date(1000, 1, 8), date(9999, 12, 1))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-10-13", "2024-10-13", "2024-10-13"),
        ("2024-10-13TMO", "2024-10-13", "2024-10-13"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-W43", "2024-10-21", "2024-10-27"),
        ("2024-W43-WE", "2024-10-26", "2024-10-27"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-SU", "2024-06-01", "2024-08-31"),
        ("2024-WI", "2024-12-01", "2025-02-28"),
        ("1987", "1987-01-01", "1987-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
    ],
)
def test_days_covered(value, first, last):
    assert covered(value) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "PAST_REF",
        "XXXX-10-13",
        "XXXX-WXX-1",
        "2024-13",
        "2024-W60",
        "2024-Q5",
        "P3D",
        "",
        "2023-02-29",
        "2024-10-13-1-1x",
    ],
)
def test_values_without_calendar_days(value):
    assert covered(value) == (None, None)


@given(DAYS)
def test_a_day_lies_in_its_week_month_and_quarter(day):
    for value in (week_value(day), month_value(day.year, day.month), quarter_value(day.year, (day.month + 2) // 3)):
        first, last = covered(value)
        assert first <= day.isoformat() <= last


@given(DAYS, st.integers(-40, 40))
def test_months_run_on_over_the_ends_of_years(day, months):
    shifted = shift_months(day, months)
    if 1 < shifted.year < 9999:
        assert month_value(day.year, day.month + months) == f"{shifted.year:04d}-{shifted.month:02d}"
        assert shifted.day == day.day or (shifted + timedelta(1)).day == 1


@given(st.dates(), st.integers(-(10**7), 10**7))
def test_days_are_clipped_at_the_ends_of_the_calendar(day, days):
    assert date.min <= shift_days(day, days) <= date.max


@given(st.text(max_size=15))
def test_any_value_is_covered_or_not(value):
    first, last = covered(value)
    assert (first is None) is (last is None)
