"""Every limit on others' event data, by name, with its default."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.intake.limits import SettableLimits


@dataclass(frozen=True, slots=True)
class HistoryLimits(SettableLimits):
    """Limits on event data; each can be set with ``--limit NAME=VALUE``."""

    max_line: int = 200_000
    """Longest row, in bytes (ACLED: characters); longer ones are malformed."""
    max_ratio: int = 200
    """Most bytes that one byte of a packed file may grow to, beyond the first 50 MB."""
    max_members: int = 10_000
    """Most files inside one zip file."""
    max_acts: int = 100
    """Most acts of one row: each of its actors towards each of its recipients."""
    chunk_rows: int = 50_000
    """Rows stored in one transaction."""
    chunk_bytes: int = 64_000_000
    """Bytes read for one transaction; one ends after the block with which either is reached."""
    block_bytes: int = 2_000_000
    """Bytes read at a time; a block of GDELT rows without trouble is read as a whole, others row by row."""
    first_year: int = 1900
    """Earliest year of an event; other years are malformed."""
    last_year: int = 2100
    """Latest year of an event."""
