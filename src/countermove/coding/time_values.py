"""From words to TIMEX3 values: everything that is counted from the publication date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from countermove.coding import calendar

_DESIGNATORS = {
    "S": ("PT", 1, "S"),
    "MI": ("PT", 1, "M"),
    "H": ("PT", 1, "H"),
    "D": ("P", 1, "D"),
    "NI": ("P", 1, "D"),
    "W": ("P", 1, "W"),
    "FN": ("P", 2, "W"),
    "WE": ("P", 1, "WE"),
    "M": ("P", 1, "M"),
    "Q": ("P", 1, "Q"),
    "Y": ("P", 1, "Y"),
    "DE": ("P", 10, "Y"),
    "CE": ("P", 100, "Y"),
}


def duration_value(count: float | None, unit: str) -> str:
    """A TIMEX3 duration; ``None`` counts an unknown number (``PXY``)."""
    prefix, factor, letter = _DESIGNATORS[unit]
    if count is None:
        return f"{prefix}X{letter if unit not in ('DE', 'CE') else unit}"
    number = count * factor
    if isinstance(number, float) and not number.is_integer():
        return f"{prefix}{number:g}{letter}"
    return f"{prefix}{int(number)}{letter}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication date (or none), and the values counted from it."""

    day: date | None

    def day_value(self, days: int) -> str:
        """The day so many days away."""
        return "XXXX-XX-XX" if self.day is None else calendar.shift_days(self.day, days).isoformat()

    def weekday(self, number: int, shift: str, *, future: bool) -> str:
        """A weekday (1 Monday to 7 Sunday): the latest one, or with a verb that looks ahead the next one."""
        if self.day is None:
            return f"XXXX-WXX-{number}"
        back = (self.day.isoweekday() - number) % 7
        if shift == "next":
            return self.day_value(7 - back if back else 7)
        if shift == "last":
            return self.day_value(-(back or 7))
        if shift == "this":
            return self.day_value(number - self.day.isoweekday())
        if future and back:
            return self.day_value(7 - back)
        return self.day_value(-back)

    def weekday_of_week(self, number: int, weeks: int) -> str:
        """A weekday of the calendar week so many weeks away."""
        if self.day is None:
            return f"XXXX-WXX-{number}"
        return self.day_value(number - self.day.isoweekday() + 7 * weeks)

    def month_day(self, month: int, day: int, *, future: bool) -> str | None:
        """A day of a month without a year: the nearest, looking back unless the verb looks ahead."""
        if not calendar.valid_day(2000, month, day):
            return None
        if self.day is None:
            return f"XXXX-{month:02d}-{day:02d}"
        found = []
        for year in (self.day.year - 1, self.day.year, self.day.year + 1):
            if calendar.valid_day(year, month, day):
                distance = (date(year, month, day) - self.day).days
                ahead = distance > 0
                found.append((abs(distance) + (0 if ahead == future or abs(distance) <= 31 else 200), year))
        year = min(found)[1] if found else self.day.year
        return f"{year:04d}-{month:02d}-{day:02d}"

    def month(self, month: int, *, future: bool) -> str:
        """A month without a year: this year's or last year's, or the next one with a verb that looks ahead."""
        if self.day is None:
            return f"XXXX-{month:02d}"
        year = self.day.year
        if future:
            year += month < self.day.month
        elif month > self.day.month:
            year -= 1
        return calendar.month_value(year, month)

    def named_month(self, month: int, shift: int) -> str:
        """ "last January", "next May", "this June"."""
        if self.day is None:
            return f"XXXX-{month:02d}"
        year = self.day.year
        if shift < 0 and month >= self.day.month:
            year -= 1
        if shift > 0 and month <= self.day.month:
            year += 1
        return calendar.month_value(year, month)

    def season(self, season: str, shift: int) -> str:
        """ "last summer", "this winter", "next spring"."""
        if self.day is None:
            return f"XXXX-{season}"
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        year = self.day.year
        if shift < 0 and begins + 3 > self.day.month:
            year -= 1
        if shift > 0 and begins <= self.day.month:
            year += 1
        return f"{year:04d}-{season}"

    def quarter(self, number: int, year: int | None) -> str:
        """A quarter: of the year given, else the latest one that has begun."""
        if year is None:
            if self.day is None:
                return f"XXXX-Q{number}"
            current = (self.day.month + 2) // 3
            year = self.day.year if number <= current else self.day.year - 1
        return calendar.quarter_value(year, number)

    def unit(self, unit: str, shift: int) -> str | None:
        """ "last week", "this month", "next year" and the like; None where a unit has no calendar value."""
        day = self.day
        if day is None:
            return {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "WE": "XXXX-WXX-WE"}.get(unit)
        if unit == "D" or unit == "NI":
            return self.day_value(shift)
        if unit in ("W", "FN"):
            return calendar.week_value(calendar.shift_days(day, 7 * shift))
        if unit == "WE":
            return calendar.week_value(calendar.shift_days(day, 7 * shift)) + "-WE"
        if unit == "M":
            return calendar.month_value(day.year, day.month + shift)
        if unit == "Q":
            return calendar.quarter_value(day.year, (day.month + 2) // 3 + shift)
        if unit == "Y":
            return f"{min(9999, max(1, day.year + shift)):04d}"
        if unit == "DE":
            return f"{day.year // 10 + shift:03d}"
        if unit == "CE":
            return f"{day.year // 100 + shift:02d}"
        return None

    def ago(self, count: float | None, unit: str) -> str:
        """So many units before publication (negative: after), to the precision of the unit."""
        if count is None:
            return "PAST_REF"
        if self.day is None:
            return {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(unit, "XXXX-XX-XX")
        count = max(-100_000, min(100_000, count))
        if unit in ("S", "MI", "H"):
            return self.day_value(-int(count // 24) if unit == "H" else 0)
        if unit in ("D", "NI"):
            return self.day_value(-int(count))
        if unit in ("W", "FN"):
            return calendar.week_value(calendar.shift_days(self.day, -int(7 * count * (2 if unit == "FN" else 1))))
        if unit in ("M", "Q"):
            month = calendar.shift_months(self.day, -int(count * (3 if unit == "Q" else 1)))
            return f"{month.year:04d}-{month.month:02d}"
        if unit == "WE":
            return calendar.week_value(calendar.shift_days(self.day, -int(7 * count))) + "-WE"
        years = int(count * {"Y": 1, "DE": 10, "CE": 100}[unit])
        year = min(9999, max(1, self.day.year - years))
        return f"{year:04d}" if unit == "Y" else f"{year // 10:03d}"
