"""The grammar of time expressions: what may follow what, and what value it gives.

Every rule takes the place of a word in its sentence and returns the expression that starts there, or None. Rules are
tried from the most to the least specific; all run in time linear in the length of the expression.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from countermove.coding import calendar
from countermove.coding.numerals import numeral_at
from countermove.coding.time_values import Anchor, duration_value
from countermove.ontology.time_words import TimeWords
from countermove.reader.parse import Word
from countermove.schema import TimeType

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)\Z")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_DAY_YEAR = re.compile(r"(\d{1,2}),(\d{4})\Z")
_YEAR = re.compile(r"(1[0-9]|20)\d\d\Z")
_DECADE = re.compile(r"(?:(1[0-9]|20)?(\d)0)s\Z")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)\Z")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\Z")
_HALF_DAY = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
_COUNTED = frozenset(
    {"people", "men", "women", "troops", "soldiers", "miles", "kilometers", "kilometres", "feet", "meters"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: its words, its last place in the sentence, its TIMEX3 type and value."""

    words: Sequence[Word]
    last: int
    type: TimeType
    value: str


class TimeGrammar:
    """The time expressions of one sentence."""

    def __init__(self, words: Sequence[Word], anchor: date | None, lexicon: TimeWords) -> None:
        self.words = words
        self.lexicon = lexicon
        self.anchor = Anchor(anchor)
        self._rules = (
            self._clock,
            self._calendar_date,
            self._weekday,
            self._deictic_day,
            self._duration,
            self._relative_unit,
            self._year,
            self._set,
            self._reference,
            self._holiday,
        )

    def at(self, place: int) -> Found | None:
        """The expression that starts at a place, or None."""
        if not self._may_start(place):
            return None
        for rule in self._rules:
            if (found := rule(place)) is not None:
                return found
        return None

    # --- words -----------------------------------------------------------------------------------------------

    def low(self, place: int) -> str:
        """The lower-cased word at a place, without the dot of an abbreviation; empty beyond the ends."""
        if not 0 <= place < len(self.words):
            return ""
        text = self.words[place].lower
        return text[:-1] if text.endswith(".") and text[:-1] in self.lexicon.months else text

    def _unit(self, place: int) -> str | None:
        text = self.low(place)
        units = self.lexicon.units
        if text in units and text not in ("s", "m"):
            return units[text]
        return (
            units.get(text[:-1])
            if text.endswith("s") and text[:-1] in units
            else ("CE" if text == "centuries" else None)
        )

    def _may_start(self, place: int) -> bool:
        text, lexicon = self.low(place), self.lexicon
        return (
            text[:1].isdigit()
            or text in _STARTERS
            or text in lexicon.months
            or text in lexicon.weekdays
            or text in lexicon.days
            or text in lexicon.seasons
            or text in lexicon.parts_of_day
            or text in lexicon.before
            or text in lexicon.this
            or text in lexicon.after
            or text in lexicon.each
            or text in lexicon.early
            or text in lexicon.middle
            or text in lexicon.late
            or text in lexicon.approximate
            or text in lexicon.sets
            or text in lexicon.references
            or text in lexicon.numbers.units
            or text in lexicon.numbers.tens
            or text in lexicon.numbers.scales
            or text in lexicon.numbers.ordinals
            or self._unit(place) is not None
            or text in _HOLIDAY_STARTERS
        )

    def _found(self, first: int, last: int, kind: TimeType, value: str) -> Found:
        return Found(self.words[first : last + 1], last, kind, value)

    def _future(self, place: int) -> bool:
        """Whether the verb that an expression hangs on looks ahead: will, is to, plans to, an infinitive."""
        word = self.words[place]
        for step in (word, *word.ancestors()):
            if step.upos not in ("VERB", "AUX"):
                continue
            if any(
                child.deprel == "aux" and child.lemma in ("will", "shall", "'ll", "would") for child in step.children
            ):
                return True
            if step.feature("VerbForm") == "Inf" and any(child.lower == "to" for child in step.children):
                return True
            if step.feature("Tense") == "Past" or step.feature("VerbForm") == "Fin":
                return step.lemma in _LOOKING_AHEAD and step.feature("Tense") != "Past"
        return False

    # --- rules -----------------------------------------------------------------------------------------------

    def _qualified(self, place: int) -> tuple[int, str]:
        """Skip "the", "early", "the end of" before a calendar word; return the place after and the modifier's kind."""
        at = place
        if self.low(at) in _DETERMINERS and self._is_part(at + 1):
            at += 1
        if not self._is_part(at):
            return place, ""
        kind = "part"
        at += 1
        if self.low(at) in ("-", "of", "in"):
            at += 1
            if self.low(at) == "the":
                at += 1
        return at, kind

    def _is_part(self, place: int) -> bool:
        text = self.low(place)
        return text in self.lexicon.early or text in self.lexicon.middle or text in self.lexicon.late

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

    def _month_name(self, place: int) -> bool:
        """Whether a word that spells a month is one here: "may" and "march" are verbs too."""
        word = self.words[place]
        if len(self.low(place)) == 3 and self.low(place) != "may" and not word.text.endswith("."):
            return self.low(place + 1)[:1].isdigit() or self.low(place - 1)[:1].isdigit() or self.low(place + 1) == "."
        if self.low(place) not in ("may", "march"):
            return True
        return word.upos == "PROPN" or (word.text[:1].isupper() and word.upos in ("NOUN", "X"))

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

    def _year_after(self, place: int) -> tuple[int | None, int]:
        """A year after a month or day: ", 2024" or " 2024" or " of this year"; the last place used."""
        at = place + 1
        if self.low(at) == "," or self.low(at) == "of":
            at += 1
        if _YEAR.match(self.low(at)):
            return int(self.low(at)), at
        if self.low(at) in ("last", "this", "next") and self.low(at + 1) == "year" and self.anchor.day:
            shift = {"last": -1, "this": 0, "next": 1}[self.low(at)]
            return self.anchor.day.year + shift, at + 1
        return None, place

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

    def _duration(self, place: int) -> Found | None:
        """ "three weeks", "two years ago", "the past six months", "a five-year plan", "24 hours later"."""
        first, at = place, place
        while self.low(at) in self.lexicon.approximate or (
            self.low(at) in ("more", "less") and self.low(at + 1) == "than"
        ):
            at += 2 if self.low(at) in ("more", "less") else 1
        framed = ""
        if self.low(at) in _DETERMINERS:
            at += 1
        if self.low(at) in self.lexicon.before or self.low(at) in self.lexicon.after or self.low(at) == "first":
            framed = self.low(at)
            at += 1
        numeral = numeral_at(self.words, at, self.lexicon.numbers)
        count: float | None
        if numeral is not None:
            count, at = numeral.value, numeral.last + 1
        elif self.low(at) in ("a", "an", "half") and not framed:
            count, at = (0.5 if self.low(at) == "half" else 1), at + 1
            if count == 0.5 and self.low(at) in ("a", "an"):
                at += 1
        elif self.low(at) in ("several", "few", "many", "recent", "some", "couple"):
            count, at = (2 if self.low(at) == "couple" else None), at + 1
            at += self.low(at) == "of"
        else:
            return None
        if self.low(at) == "more" or self.low(at) == "consecutive" or self.low(at) == "straight":
            at += 1
        hyphen = self.low(at) in ("-", "‐", "–")
        if hyphen:
            at += 1
        unit = self._unit(at)
        if unit is None:
            return None
        if hyphen and self.low(at + 1) in ("-",) and self.low(at + 2) == "old":
            return None  # an age, not a time
        if self.low(at + 1) == "old":
            return None
        return self._finish_duration(first, at, count, unit, hyphen)

    def _finish_duration(self, first: int, at: int, count: float | None, unit: str, hyphen: bool) -> Found | None:
        """The unit is at ``at``; look for "ago", "earlier", "later" after it."""
        after = self.low(at + 1)
        if after in self.lexicon.ago and not hyphen and not (after == "before" and self._object_follows(at + 2)):
            value = self.anchor.ago(count, unit)
            return self._found(first, at + 1, "DATE", value)
        if after == "from" and self.low(at + 2) == "now":
            return self._found(first, at + 2, "DATE", self.anchor.ago(None if count is None else -count, unit))
        if after == "later" and not hyphen:
            return self._found(first, at + 1, "DURATION", duration_value(count, unit))
        return self._found(first, at, "DURATION", duration_value(count, unit))

    def _object_follows(self, place: int) -> bool:
        return 0 <= place < len(self.words) and self.words[place].upos in (
            "DET",
            "NOUN",
            "PROPN",
            "PRON",
            "VERB",
            "ADJ",
        )

    def _relative_unit(self, place: int) -> Found | None:
        """ "last week", "this year", "earlier this month", "the third quarter", "last summer", "the weekend"."""
        first, at = place, place
        if self.low(at) in self.lexicon.early or self.low(at) in self.lexicon.late:
            at += 1
            at += self.low(at) == "in"
            at += self.low(at) == "of"
        if self.low(at) == "the":
            at += 1
        if (found := self._quarter(first, at)) is not None:
            return found
        text = self.low(at)
        if text in self.lexicon.before:
            shift = -1
        elif text in self.lexicon.after:
            shift = 1
        elif text in self.lexicon.this:
            shift = 0
        else:
            return self._bare_unit(first, at)
        unit = self._unit(at + 1)
        if unit is not None and not self.low(at + 1).endswith("s"):
            value = self.anchor.unit(unit, shift)
        elif self.low(at + 1) in self.lexicon.seasons:
            value = self.anchor.season(self.lexicon.seasons[self.low(at + 1)], shift)
        elif self.low(at + 1) in self.lexicon.months and self._month_name(at + 1):
            value = self.anchor.named_month(self.lexicon.months[self.low(at + 1)], shift)
        else:
            return None
        return None if value is None else self._found(first, at + 1, "DATE", value)

    def _quarter(self, first: int, at: int) -> Found | None:
        number = self.lexicon.numbers.ordinals.get(self.low(at))
        at += 1
        at += self.low(at) == "-"
        if number is None or number > 4 or self.low(at) not in ("quarter", "quarters"):
            if (number is not None and self.low(at) == "century") or (
                _CENTURY.match(self.low(at - 1)) and self.low(at) == "century"
            ):
                nth = number if number is not None else int(re.sub(r"\D", "", self.low(at - 1)))
                return self._found(first, at, "DATE", f"{nth - 1:02d}")
            return None
        year, last = self._year_after(at)
        return self._found(first, last, "DATE", self.anchor.quarter(number, year))

    def _bare_unit(self, first: int, at: int) -> Found | None:
        if self.low(at) == "weekend" and self.low(at - 1) == "the":
            return self._found(
                first, at, "DATE", self.anchor.unit("WE", -1 if not self._future(at) else 0) or "XXXX-WXX-WE"
            )
        season = self.lexicon.seasons.get(self.low(at))
        if season and self.low(at) not in ("fall", "spring"):
            year, last = self._year_after(at)
            if year is not None:
                return self._found(first, last, "DATE", f"{year:04d}-{season}")
        if self.low(at) in ("years", "months", "weeks", "decades", "days", "hours", "centuries") and at == first:
            after = self.low(at + 1)
            unit = self._unit(at) or "Y"
            if after in ("ago", "earlier"):
                return self._found(first, at + 1, "DATE", "PAST_REF")
            if self.low(at - 1) in ("for", "in", "within", "over"):
                return self._found(first, at, "DURATION", duration_value(None, unit))
        return None

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

    def _set(self, place: int) -> Found | None:
        """ "daily", "every week", "each Thursday"."""
        text = self.low(place)
        if text in self.lexicon.sets and (self.words[place].upos == "ADV" or text == "daily"):
            return self._found(place, place, "SET", self.lexicon.sets[text])
        if text in self.lexicon.each:
            weekday = self.lexicon.weekdays.get(self.low(place + 1))
            if weekday:
                return self._found(place, place + 1, "SET", f"XXXX-WXX-{weekday}")
            numeral = numeral_at(self.words, place + 1, self.lexicon.numbers)
            at = numeral.last + 1 if numeral else place + 1
            unit = self._unit(at)
            if unit:
                return self._found(place, at, "SET", duration_value(numeral.value if numeral else 1, unit))
        return None

    def _reference(self, place: int) -> Found | None:
        """ "now", "recently", "the future": values without a calendar day."""
        references = self.lexicon.references
        for length in (4, 3, 2, 1):
            if place + length > len(self.words):
                continue
            phrase = " ".join(self.low(at) for at in range(place, place + length))
            value = references.get(phrase)
            if value is not None and (length > 1 or self._plain_reference(place)):
                return self._found(place, place + length - 1, "DATE", value)
        return None

    def _plain_reference(self, place: int) -> bool:
        word = self.words[place]
        if word.lower in ("earlier", "once", "future", "eventually"):
            return False
        return word.upos in ("ADV", "ADJ") and not (word.lower == "now" and self.low(place + 1) == "that")

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


_STARTERS = frozenset(
    "the a an half several few many couple recent some that these those first more less noon midnight years months "
    "weeks decades days centuries".split()
)
_HOLIDAY_STARTERS = frozenset({"christmas", "new", "independence", "halloween", "valentine"})
_LOOKING_AHEAD = frozenset(
    {"plan", "expect", "schedule", "intend", "aim", "hope", "want", "promise", "agree", "set", "due"}
)
