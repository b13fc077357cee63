"""What the numbers of a forecast can't tell, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from countermove.response.forecasting.daily import DailyActs, Known
from countermove.response.forecasting.forecast import Question
from countermove.response.forecasting.settings import ForecastSettings


def question_notes(question: Question, known: Known, acts: DailyActs, settings: ForecastSettings) -> tuple[str, ...]:
    """Everything to be said before the numbers are used."""
    return tuple(_notes(question, known, acts, settings))


def _notes(question: Question, known: Known, acts: DailyActs, settings: ForecastSettings) -> Iterator[str]:
    as_of = question.as_of
    if known.covered < as_of:
        yield (
            f"What is known ends on {known.covered.isoformat()}; the {(as_of - known.covered).days:,} days after it, "
            f"up to {as_of.isoformat()}, count as days on which nothing happened."
        )
    if question.move is not None and question.move.day is not None:
        age = (as_of - question.move.day).days
        if age < 0:
            yield f"The move is of {question.move.day.isoformat()}, after the last known day: the models don't see it."
        elif age > settings.old_move_days:
            yield (
                f"The move lies {age:,} days before the last known day; for what was to be expected then ask with "
                f"--as-of {question.move.day.isoformat()}."
            )
    if acts.days < 2 * max(question.days):
        yield (
            f"Only {acts.days:,} days are known, which is little to tell {max(question.days):,} days ahead by; "
            "articles gathered around one incident hold its busiest days only, so that rates look too high."
        )
    gap = _longest_gap(acts)
    if gap is not None and gap[1] - gap[0] > settings.long_gap_days:
        first, last = acts.day_of(gap[0] + 1), acts.day_of(gap[1] - 1)
        yield (
            f"No act at all is known from {first.isoformat()} to {last.isoformat()}: a hole in the record lowers every "
            "rate; --dataset leaves datasets out."
        )
    if len(known.datasets) > 1:
        yield (
            f"Acts of several datasets are added up ({', '.join(known.datasets)}); what two of them tell of the same "
            "act counts twice, and where one begins or ends rates seem to change."
        )


def _longest_gap(acts: DailyActs) -> tuple[int, int] | None:
    """Two days with acts and the most days without any between them."""
    days = np.unique(acts.day)
    if len(days) < 2:
        return None
    gaps = np.diff(days)
    place = int(np.argmax(gaps))
    return int(days[place]), int(days[place + 1])
