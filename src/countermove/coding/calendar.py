"""TIMEX3 values and the days they cover."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def week_value(day: date) -> str:
    """The ISO week of a day, such as 2024-W43."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """A month; months beyond the year's ends run on (month 0 is last December)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """A quarter; quarters beyond the year's ends run on."""
    return f"{year + (quarter - 1) // 4:04d}-Q{(quarter - 1) % 4 + 1}"


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether this day exists."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def shift_months(day: date, months: int) -> date:
    """The same day of the month so many months away, or that month's last day. Clipped to years 1 to 9999."""
    month = day.year * 12 + day.month - 1 + months
    year = min(9999, max(1, month // 12))
    return date(year, month % 12 + 1, min(day.day, monthrange(year, month % 12 + 1)[1]))


def shift_days(day: date, days: int) -> date:
    """So many days away; clipped to the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def covered(value: str) -> tuple[str | None, str | None]:
    """First and last day (ISO dates) that a DATE or TIME value covers; (None, None) where it names no calendar days."""
    try:
        first, last = _covered(value)
    except ValueError:
        return None, None
    return first.isoformat(), last.isoformat()


def _covered(value: str) -> tuple[date, date]:
    head = value.split("T", 1)[0]
    if week := _WEEK.match(value):
        first = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        return first, shift_days(first, 1 if week[3] else 6)
    parts = head.split("-")
    if not parts[0].isdigit():
        raise ValueError(value)
    if len(parts) == 1 and len(head) in (2, 3, 4):
        width = 10 ** (4 - len(head))
        year = int(head) * width
        return date(max(year, 1), 1, 1), date(year + width - 1, 12, 31)
    year = int(parts[0])
    if len(parts) == 2 and parts[1][:1] == "Q":
        quarter = int(parts[1][1:])
        return date(year, 3 * quarter - 2, 1), date(year, 3 * quarter, monthrange(year, 3 * quarter)[1])
    if len(parts) == 2 and parts[1] in _SEASON_MONTHS:
        low, high = _SEASON_MONTHS[parts[1]]
        end = year + (high - 1) // 12, (high - 1) % 12 + 1
        return date(year, low, 1), date(*end, monthrange(*end)[1])
    if len(parts) == 2:
        month = int(parts[1])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if len(parts) != 3:
        raise ValueError(value)
    day = date(year, int(parts[1]), int(parts[2]))
    return day, day
