"""Limits of boards, silence and comparisons, with their defaults."""

from __future__ import annotations

from dataclasses import dataclass

SNAPSHOT_DAYS = (1, 3, 7, 30)


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """What a board counts.

    ``days`` are the days after the move on which it is looked at. ``window_days``: answers later than that are left
    out. ``least_probability``: links below it aren't shown; ``silence_floor``: a link above it, shown or not, keeps a
    party from being called silent. ``least_coverage``: in how many articles of the window, copies not counted, a party
    must be named to be called silent; ``least_mentions``: how often the first of them must name it. ``examples``: how
    many of them are shown. ``most_expected``: how many expected parties at most, the most relevant first.
    ``least_weight``: grounds weaker than that expect nobody. ``history_share`` and ``history_least``: who answered that
    share of the earlier like moves, and at least that many, is expected. ``comparable_least``: fewer like moves tell no
    median. ``comparable_most``: how many earlier moves are looked at, the latest ones. ``most_followed``: how many
    answers are looked at for answers of their own. ``earlier_articles`` and ``earlier_acts``: how much is looked at for
    each of these and of the earlier moves.
    """

    days: tuple[int, ...] = SNAPSHOT_DAYS
    window_days: int = 30
    least_probability: float = 0.5
    silence_floor: float = 0.15
    least_coverage: int = 3
    least_mentions: int = 2
    examples: int = 3
    most_expected: int = 25
    least_weight: float = 0.1
    history_share: float = 0.3
    history_least: int = 2
    comparable_least: int = 5
    comparable_most: int = 15
    most_followed: int = 5
    earlier_articles: int = 60
    earlier_acts: int = 150
