"""Every limit and default of the room, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResponseSettings:
    """What counts as an answer to a move, and how far it is looked for."""

    days_after: int = 30
    """Days after the move in which an act may answer it."""
    days_before: int = 3
    """Days before the move in which an act may have anticipated it."""
    days_before_undated: int = 30
    """The same where no text gives the move's day, which is then that of a publication, often long after."""
    least_probability: float = 0.25
    """Least probability of an answer."""
    most_articles: int = 200
    """Articles that are looked through for one move, at most; those that tell the move come first."""
    least_alike: float = 0.04
    """How alike to one that tells the move an article of another story must be (cosine) to be looked through."""
    most_acts: int = 500
    """Acts that are compared with one move, at most; those in articles that tell it come first."""
