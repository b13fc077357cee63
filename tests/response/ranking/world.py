"""A small invented world whose actors keep to a few others."""

from __future__ import annotations

import numpy as np

from countermove.response.ranking.lessons import Sampling
from countermove.response.ranking.network import NetworkSettings
from countermove.response.ranking.quadruples import Vocabulary
from countermove.response.ranking.ranker import RankerSettings

ACTORS, ACTS, DAYS = 30, 5, 40
SETTINGS = RankerSettings(
    fewest_questions=50, sampling=Sampling(12, 6, 3), network=NetworkSettings(networks=1, hidden=8, epochs=1)
)


def vocabulary() -> Vocabulary:
    return Vocabulary(
        tuple(f"actor {number}" for number in range(ACTORS)),
        tuple(f"act {number}" for number in range(ACTS)),
        places=tuple(number % 4 - 1 for number in range(ACTORS)),
        roles=tuple(number % 3 - 1 for number in range(ACTORS)),
        groups=(0, 0, 1, 1, 2),
    )


def events(seed: int, first: int = 0, last: int = DAYS) -> np.ndarray:
    random = np.random.default_rng(seed)
    rows = []
    for day in range(first, last):
        for _ in range(12):
            subject = random.integers(ACTORS)
            rows.append((subject, random.integers(ACTS), (subject + random.integers(1, 4)) % ACTORS, day))
    return np.array(rows)
