"""The likeliest day of an act whose own words give none: the day that the text around it speaks of.

The record takes the day of publication for such acts. News mostly tells of the day before, and names it once, for the
sentences that follow. In our composed situations this finds the annotated day for 43 in 100 of these acts, the day of
publication does for 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS_BACK = 10
"""Days before publication that an undated act may have happened on, at most."""


@dataclass(frozen=True, slots=True)
class DayTold:
    """A single day that an article names, and the character at which it does."""

    start: int
    day: date


def narrated_day(days: Sequence[DayTold], published: date | None, paragraph: int, position: int) -> date | None:
    """The day of what is told at a character, in a paragraph that begins at another; None where no day is known.

    It is the day named last before it in its paragraph; else the day before publication, where the article names that;
    else the day named last before, or first in the article; else the day of publication.
    """
    if published is None:
        return None
    known = [one for one in days if 0 <= (published - one.day).days <= _DAYS_BACK]
    before = [one.day for one in known if one.start < position]
    inside = [one.day for one in known if paragraph <= one.start < position]
    yesterday = published - timedelta(1)
    if inside:
        return inside[-1]
    if any(one.day == yesterday for one in known):
        return yesterday
    if before:
        return before[-1]
    return known[0].day if known else published
