"""Benchmark files of events as daily counts: the class of each relation by its name."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from benchmarks.event_files import read_events, read_vocabulary
from countermove.ontology.tables import read_table
from countermove.response.counts.daily_counts import DailyCounts

_NAME_STARTS = Path(__file__).with_name("cameo_name_starts.tsv")


def class_of(name: str, starts: dict[str, int]) -> int:
    """The class, 0 to 3, of a relation's name.

    Raises:
        ValueError: no start fits.
    """
    words = re.sub(r"[^a-z]+", " ", name.lower()).strip()
    fitting = [start for start in starts if words == start or words.startswith(start + " ")]
    if not fitting:
        raise ValueError(f"relation {name!r} starts like no CAMEO name; add its start to {_NAME_STARTS.name}")
    return starts[max(fitting, key=len)] - 1


def name_starts() -> dict[str, int]:
    """Starts of names with their class, 1 to 4."""
    return {start: int(number) for _, (start, number) in read_table(_NAME_STARTS, ("start", "class")).rows}


def read_counts(data: Path, test: Path | None) -> tuple[DailyCounts, int]:
    """Counts of the fitting and the scored files, and the first scored day.

    Each quadruple of subject, relation, object and day counts once, as the files hold it.
    """
    vocabulary = read_vocabulary(data)
    starts = name_starts()
    classes = np.array([class_of(name, starts) for name in vocabulary.relations])
    files = [data / "train.txt", data / "valid.txt", *([test] if test else [])]
    parts = read_events(files, vocabulary)
    subject, relation, other, day = (
        np.concatenate([np.asarray(getattr(part, name)) for part in parts])
        for name in ("subject", "relation", "object", "day")
    )
    rows = np.unique(np.stack([subject, relation, other, day - day.min()], axis=1), axis=0)
    counts = DailyCounts.from_events(rows[:, 0], rows[:, 2], classes[rows[:, 1]], rows[:, 3])
    return counts, int(np.min(parts[-1].day) - day.min())
