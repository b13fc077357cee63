"""Limits of the doctor, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiagnosisSettings:
    """What counts as too little, and how long a check may take."""

    check_seconds: float = 60.0
    """Longest time of one check, in seconds."""
    record_seconds: float = 120.0
    """Longest time for looking at a record, in seconds."""
    least_disk: int = 100_000_000
    """Free bytes where records are made below which they can't be: the check fails."""
    little_disk: int = 2_000_000_000
    """Free bytes where records are made below which the report says so."""
    little_memory: int = 2_000_000_000
    """Free bytes of memory below which the report says so: a record may use one GB, and reading needs a quarter."""
    memory_per_job: int = 400_000_000
    """Bytes of memory that one worker process is reckoned with."""
