"""Cells of event data as values: days, degrees, numbers, texts. What can't be one is a :class:`RowError`."""

from __future__ import annotations

import re
from datetime import date

from countermove.intake.event_data.rows import RowError

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_AMERICAN = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?: [\d:]+(?: [AP]M)?)?", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_MONTH_NAMES = frozenset(
    "january february march april may june july august september october november december".split()
)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
LONGEST = 500
"""Longest name or text that is kept, in characters."""
_MOST_DIGITS = 18  # what surely goes into a 64-bit integer


def decoded(line: bytes) -> str:
    """A line as text: UTF-8, else Windows-1252, which holds what ISO-8859-1 prints."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


class Days:
    """Dates of events, within years that a limit allows."""

    def __init__(self, first_year: int, last_year: int) -> None:
        self._years = range(first_year, last_year + 1)

    def any(self, text: str) -> date:
        """2014-01-31, 1/31/2014 (month first) or 31 January 2014, perhaps with a time.

        Raises:
            RowError: none of these, no day of the calendar, or in no year that is allowed.
        """
        text = text.strip()
        if found := _ISO.fullmatch(text):
            return self._day(text, *map(int, found.groups()))
        if found := _AMERICAN.fullmatch(text):
            return self._day(text, int(found["year"]), int(found["month"]), int(found["day"]))
        if (found := _WRITTEN.fullmatch(text)) and (month := _month(found.group(2))):
            return self._day(text, int(found.group(3)), month, int(found.group(1)))
        raise RowError("the date of the event can't be told", text)

    def compact(self, text: str) -> date:
        """20140131.

        Raises:
            RowError: not eight digits, no day of the calendar, or in no year that is allowed.
        """
        if not (found := _COMPACT.fullmatch(text)):
            raise RowError("the date of the event can't be told", text)
        return self._day(text, *map(int, found.groups()))

    def _day(self, text: str, year: int, month: int, day: int) -> date:
        if year not in self._years:
            raise RowError("the year of the event is out of bounds", text)
        try:
            return date(year, month, day)
        except ValueError:
            raise RowError("the date of the event is no day of the calendar", text) from None


def _month(word: str) -> int | None:
    name = word.lower()
    return _MONTHS.get(name[:3]) if len(name) == 3 or name in _MONTH_NAMES else None


def degrees(text: str, most: int, what: str) -> float | None:
    """Latitude (``most`` 90) or longitude (180); None where the cell is empty.

    Raises:
        RowError: not a number, or out of range.
    """
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most or "_" in text:
        raise RowError(f"the {what} is no number from -{most} to {most}", text)
    return value


def number(text: str, what: str) -> float | None:
    """A finite number; None where the cell is empty.

    Raises:
        RowError: not a number.
    """
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or abs(value := float(text)) == float("inf"):
        raise RowError(f"the {what} is no number", text)
    return value


def whole_number(text: str, what: str) -> str:
    """A whole number of at most 18 digits, as text without leading zeros: an id.

    Raises:
        RowError: it isn't one.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise RowError(f"the {what} is no whole number", text)
    return text if text[0] != "0" else str(int(text))


def text_or_none(text: str) -> str | None:
    """A cell without outer blanks, cut where it is very long; None where nothing is left."""
    text = text.strip()
    return text if 0 < len(text) <= LONGEST else text[: LONGEST - 1] + "…" if text else None


def name_of(text: str) -> str | None:
    """A name without outer blanks; None where there is none.

    Raises:
        RowError: it is too long to be a name.
    """
    if len(text) > LONGEST:
        raise RowError(f"a name is longer than {LONGEST} characters", text)
    return text.strip() or None


def parts_of(text: str, mark: str) -> list[str]:
    """The values of a cell that holds several; they keep their places, so some may be empty."""
    return [part.strip() for part in text.split(mark)] if text.strip() else []
