"""The grammar of time expressions: its rules from the most to the least specific.

Every rule takes the place of a word in its sentence and returns the expression that starts there, or None; all run in
time linear in the length of the expression.
"""

from __future__ import annotations

from countermove.coding.time_dates import CalendarRules
from countermove.coding.time_spans import SpanRules
from countermove.coding.time_tokens import Found


class TimeGrammar(CalendarRules, SpanRules):
    """The time expressions of one sentence."""

    def at(self, place: int) -> Found | None:
        """The expression that starts at a place, or None."""
        if not self._may_start(place):
            return None
        rules = (
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
        for rule in rules:
            if (found := rule(place)) is not None:
                return found
        return None
