"""Every limit and default of the record, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordSettings:
    """Settings of one open record."""

    memory: str = "1GB"
    """Most memory that the database may use."""
    threads: int = 2
    """Threads of the database."""
    batch_articles: int = 200
    """Articles stored in one transaction, at most."""
    batch_seconds: float = 5.0
    """Longest time between two transactions while articles come in, in seconds."""
    days_in_memory: int = 60
    """Days of publication whose articles and reports are kept in memory for comparing."""
    query_seconds: float = 60.0
    """Longest time one query of a user may take, in seconds."""
    query_memory: str = "1GB"
    """Most memory one query of a user may take."""
