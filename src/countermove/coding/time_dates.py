"""Rules for what names a point of the calendar or the clock: dates, weekdays, months, years, times of day."""

from __future__ import annotations

import re

from countermove.coding import calendar
from countermove.coding.time_tokens import Found, TimeTokens
from countermove.reader.parse import Word

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)\Z")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_DAY_YEAR = re.compile(r"(\d{1,2}),(\d{4})\Z")
_YEAR = re.compile(r"(1[0-9]|20)\d\d\Z")
_DECADE = re.compile(r"(?:(1[0-9]|20)?(\d)0)s\Z")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)\Z")
_HALF_DAY = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
_COUNTED = frozenset(
    {"people", "men", "women", "troops", "soldiers", "miles", "kilometers", "kilometres", "feet", "meters"}
)


class CalendarRules(TimeTokens):
    """Days, months, years and times of day, complete or to be completed from the publication date."""

    def _calendar_date(self, place: int) -> Found | None:
        """ISO and slashed dates, "13 October 2024", "October 13", "early October", "Oct. 2024"."""
        text = self.low(place)
        if match := _ISO.match(text):
            if calendar.valid_day(*map(int, match.groups())):
                return self._found(place, place, "DATE", text)
            return None
        if match := _SLASHED.match(text):
            return self._slashed(place, match)
        start, modifier = self._qualified(place)
        if (found := self._day_month(place, start)) is not None:
            return found
        if self.low(start) not in self.lexicon.months or not self._month_name(start):
            return None
        return self._month(place, start, modifier)

    def _slashed(self, place: int, match: re.Match[str]) -> Found | None:
        month, day, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12:
            month, day = day, month
        if year < 100:
            year += 1900 if year > 50 else 2000
        if not calendar.valid_day(year, month, day):
            return None
        return self._found(place, place, "DATE", f"{year:04d}-{month:02d}-{day:02d}")

    def _day_month(self, first: int, place: int) -> Found | None:
        match = _DAY.match(self.low(place))
        if not match or not 1 <= int(match[1]) <= 31:
            return None
        at = place + 1
        if self.low(at) == "of":
            at += 1
        month = self.lexicon.months.get(self.low(at))
        if month is None or not self._month_name(at):
            return None
        year, last = self._year_after(at)
        return self._dated(first, last, year, month, int(match[1]), at)

    def _month(self, first: int, place: int, modifier: str) -> Found | None:
        month = self.lexicon.months[self.low(place)]
        at = place + 1
        if self.low(at) == "." and self.low(at + 1)[:1].isdigit():
            at += 1
        if self.low(at) == "the":
            at += 1
        if glued := _DAY_YEAR.match(self.low(at)):  # "November 18,2008", written without the space
            return self._dated(first, at, int(glued[2]), month, int(glued[1]), place)
        match = _DAY.match(self.low(at))
        if match and 1 <= int(match[1]) <= 31 and self.low(at + 1) not in self.lexicon.not_dates_before:
            year, last = self._year_after(at)
            return self._dated(first, last, year, month, int(match[1]), place)
        year, last = self._year_after(place)
        if year is not None:
            return self._found(first, last, "DATE", calendar.month_value(year, month))
        if self.low(place + 1) in self.lexicon.not_dates_before:
            return None
        value = self.anchor.month(month, future=self._future(place))
        return self._found(first, place, "DATE", value)

    def _dated(self, first: int, last: int, year: int | None, month: int, day: int, verb_from: int) -> Found | None:
        if year is None:
            value = self.anchor.month_day(month, day, future=self._future(verb_from))
        elif calendar.valid_day(year, month, day):
            value = f"{year:04d}-{month:02d}-{day:02d}"
        else:
            return None
        return None if value is None else self._found(first, last, "DATE", value)

    def _weekday(self, place: int) -> Found | None:
        """ "Monday", "last Friday", "on Tuesday night", "Monday, October 14"."""
        first, shift = place, ""
        text = self.low(place)
        if text in self.lexicon.before or text in self.lexicon.after or text in self.lexicon.this:
            shift = "last" if text in self.lexicon.before else "next" if text in self.lexicon.after else "this"
            place += 1
        elif text in self.lexicon.early or text in self.lexicon.late:
            place += 1
        number = self.lexicon.weekdays.get(self.low(place).removesuffix("."))
        plural = number is None and self.low(place).endswith("s")
        if plural:
            number = self.lexicon.weekdays.get(self.low(place)[:-1])
        if number is None or not self._weekday_name(place):
            return None
        if plural:
            return self._found(first, place, "SET", f"XXXX-WXX-{number}")
        after = place + 1 + (self.low(place + 1) == ",")
        if not shift and (dated := self._day_month(after, after) or self._month_day_after(after)) is not None:
            return self._found(first, dated.last, "DATE", dated.value)
        if self.low(place + 1) in ("a", "last", "next") and self.low(place + 2) == "week":
            week = {"a": 0, "last": -1, "next": 1}[self.low(place + 1)]
            value = self.anchor.weekday_of_week(number, week)
            return self._found(first, place + 2, "DATE", value)
        value = self.anchor.weekday(number, shift, future=self._future(place))
        return self._with_part_of_day(first, place, value)

    def _weekday_name(self, place: int) -> bool:
        """Whether a word that spells a weekday is one here; short forms need their dot ("Sun" is many things)."""
        word = self.words[place]
        return len(word.lower) > 5 or (word.text[:1].isupper() and word.text.endswith("."))

    def _month_day_after(self, place: int) -> Found | None:
        if self.low(place) not in self.lexicon.months or not _DAY.match(self.low(place + 1)):
            return None
        return self._month(place, place, "")

    def _with_part_of_day(self, first: int, place: int, value: str) -> Found:
        part = self.lexicon.parts_of_day.get(self.low(place + 1))
        if part is None or not re.match(r"\d{4}-\d\d-\d\d\Z", value):
            return self._found(first, place, "DATE", value)
        return self._found(first, place + 1, "TIME", f"{value}T{part}")

    def _deictic_day(self, place: int) -> Found | None:
        """ "today", "late yesterday", "tomorrow night", "this morning", "last night", "tonight"."""
        first = place
        text = self.low(place)
        if text in self.lexicon.early or text in self.lexicon.late:
            place += 1
        if text in ("the", "that") and self.low(place + 1) in ("day",) and self.low(place + 2) in ("before", "after"):
            return None
        days = self.lexicon.days.get(self.low(place))
        if days is not None:
            value = self.anchor.day_value(days)
            if self.low(place) in ("tonight", "overnight"):
                return self._found(first, place, "TIME", f"{value}TNI")
            return self._with_part_of_day(first, place, value)
        part = self.lexicon.parts_of_day.get(self.low(place + 1))
        if part and self.low(place) in ("this", "last", "that"):
            shift = -1 if self.low(place) == "last" else 0
            return self._found(first, place + 1, "TIME", f"{self.anchor.day_value(shift)}T{part}")
        return None

    def _clock(self, place: int) -> Found | None:
        """ "10:30 a.m. GMT on Monday", "8 p.m.", "noon Thursday"."""
        text = self.low(place)
        hour: int | None = None
        minute, at = 0, place
        if match := _CLOCK.match(text):
            hour, minute = int(match[1]), int(match[2])
            if "." in text and self.low(at + 1) not in _HALF_DAY:
                return None
        elif text.isdigit() and len(text) <= 2 and self.low(at + 1) in _HALF_DAY:
            hour = int(text)
        elif text in ("noon", "midnight"):
            hour = 12 if text == "noon" else 0
        if hour is None or hour > 24 or minute > 59:
            return None
        if self.low(at + 1) in _HALF_DAY:
            at += 1
            hour = hour % 12 + _HALF_DAY[self.low(at)]
        zone = ""
        if self.low(at + 1) in self.lexicon.zones:
            at += 1
            zone = "Z" if self.low(at) in ("gmt", "utc") else ""
            if self.low(at) == "local" and self.low(at + 1) == "time":
                at += 1
        day, last = self._day_of_clock(at + 1)
        return self._found(
            place, last if day else at, "TIME", f"{day or self.anchor.day_value(0)}T{hour:02d}:{minute:02d}{zone}"
        )

    def _day_of_clock(self, place: int) -> tuple[str | None, int]:
        if self.low(place) in ("on", ","):
            place += 1
        for rule in (self._calendar_date, self._weekday, self._deictic_day):
            found = rule(place) if self._may_start(place) else None
            if found is not None and found.type == "DATE" and len(found.value) == 10:
                return found.value, found.last
        return None, place

    def _year(self, place: int) -> Found | None:
        """ "2019", "the 1990s", "early 2020", "fiscal 1999"."""
        at, _ = self._qualified(place)
        if self.low(at) == "the" and _DECADE.match(self.low(at + 1)):
            at += 1
        text = self.low(at)
        if match := _DECADE.match(text):
            century = match[1] or "19"
            return self._found(place, at, "DATE", f"{century}{match[2]}")
        if not _YEAR.match(text):
            return None
        word = self.words[at]
        if word.deprel == "nummod" and word.head is not None and word.head.n == word.n + 1 and self._counted(word.head):
            return None  # a count: 2000 people
        if not 1400 <= int(text) <= 2100 or self.low(at - 1) in ("$", "€", "£") or self.low(at + 1) in ("%", "percent"):
            return None
        return self._found(place, at, "DATE", text)

    def _counted(self, word: Word) -> bool:
        return word.upos == "NOUN" and (word.text.endswith("s") or word.lower in _COUNTED)

    def _holiday(self, place: int) -> Found | None:
        for length in (3, 2, 1):
            if place + length > len(self.words):
                continue
            phrase = (
                " ".join(self.low(at) for at in range(place, place + length)).replace(" 's", "'s").replace("’", "'")
            )
            day = self.lexicon.holidays.get(phrase)
            if day is not None and self.words[place].text[:1].isupper():
                month, number = map(int, day.split("-"))
                value = self.anchor.month_day(month, number, future=self._future(place))
                return None if value is None else self._found(place, place + length - 1, "DATE", value)
        return None
