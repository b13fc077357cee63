"""Rules for stretches of time: durations, "last week", quarters, how often, and references such as "now"."""

from __future__ import annotations

import re

from countermove.coding.numerals import numeral_at
from countermove.coding.time_tokens import Found, TimeTokens
from countermove.coding.time_values import duration_value

_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\Z")
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})


class SpanRules(TimeTokens):
    """Durations, periods counted from the publication date, sets and vague references."""

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
