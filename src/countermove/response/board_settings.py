"""Limits of boards, silence and comparisons, with their defaults."""

from __future__ import annotations

from dataclasses import dataclass

SNAPSHOT_DAYS = (1, 3, 7, 30)


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """What a board counts."""

    days: tuple[int, ...] = SNAPSHOT_DAYS
    """Days after the move on which the board is looked at."""
    window_days: int = 30
    """Days after the move in which answers count; later ones are left out."""
    least_probability: float = 0.25
    """Links below it aren't shown."""
    likely: float = 0.5
    """Links below it are shown as possible, and don't count where answers to earlier moves are compared."""
    silence_floor: float = 0.15
    """A link above it, shown or not, keeps a party from being called silent."""
    least_coverage: int = 3
    """Articles of the window, copies not counted, that must name a party for it to be called silent."""
    least_mentions: int = 2
    """How often the first of them must name it."""
    examples: int = 3
    """How many of them are shown."""
    most_expected: int = 25
    """Expected parties at most, the most relevant first."""
    least_weight: float = 0.1
    """Grounds weaker than that expect nobody."""
    history_share: float = 0.3
    """Who answered that share of earlier like moves is expected."""
    history_least: int = 2
    """And at least so many of them."""
    comparable_least: int = 5
    """Fewer earlier moves tell no median."""
    comparable_most: int = 15
    """Earlier moves looked at, the latest ones."""
    most_followed: int = 5
    """Answers that are looked at for answers of their own."""
    earlier_articles: int = 60
    """Articles looked at for each of these and of the earlier moves."""
    earlier_acts: int = 150
    """Acts looked at for each of these and of the earlier moves."""
