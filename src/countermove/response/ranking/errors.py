"""What a ranker can't do, in one line each."""

from __future__ import annotations


class RankingError(ValueError):
    """Events, names or settings that can't be ranked with; the message says what, where, and what to do."""
