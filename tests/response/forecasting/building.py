"""Records of invented acts, made quickly, and counts for models."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from countermove.record.record import RecordFile
from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.settings import ForecastSettings

FIRST = date(2024, 1, 1)
TYPES = ("CONSULT", "AID", "ACCUSE", "COERCE")
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
QUICK = ForecastSettings(draws=6, origins=3, least_track=50)
"""Enough for tests."""
Act = tuple[str, str, int, int]
"""Actor, recipient, class (0 to 3), day from :data:`FIRST`."""


def put_acts(record: RecordFile, acts: Iterable[Act], dataset: str = "invented", codes: dict[str, str] | None = None):
    """Store acts as a dataset of their own; ids are numbers in the order given."""
    connection = record.connection
    number = connection.execute("select count(*) + 1 from history_datasets").fetchone()[0]
    connection.execute("insert into history_datasets values (?, ?, 'icews')", [number, dataset])
    codes = codes or {}
    rows = [
        [f"{dataset}{place}", FIRST + timedelta(day), a, codes.get(a), b, codes.get(b), TYPES[quad], QUADS[quad]]
        for place, (a, b, quad, day) in enumerate(acts)
    ]
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(
            "insert into history_events select ?, 1, 1, i, 0, 0, d, a, ac, null, b, bc, null, t, null, null, q, null, "
            "null, true, null, null, null, null, null from (select unnest(?::varchar[]) i, unnest(?::date[]) d, "
            "unnest(?::varchar[]) a, unnest(?::varchar[]) ac, unnest(?::varchar[]) b, unnest(?::varchar[]) bc, "
            "unnest(?::varchar[]) t, unnest(?::varchar[]) q)",
            [number, *columns],
        )


def steady_acts(seed: int = 1, days: int = 400, names: str = "ABCD") -> list[Act]:
    """Acts at steady rates between all of some parties, more of them among the first."""
    dice = np.random.default_rng(seed)
    found = []
    for place, actor in enumerate(names):
        for other, recipient in enumerate(names):
            if actor != recipient:
                counts = dice.poisson(0.2 / (1 + place + other), (days, 4))
                found += [
                    (actor, recipient, int(quad), int(day))
                    for day, quad in np.argwhere(counts > 0)
                    for _ in range(counts[day, quad])
                ]
    return found


def counts_of(acts: Iterable[Act], days: int, pairs: Iterable[tuple[str, str]] = ()) -> DailyActs:
    """Acts as the models see them."""
    acts = list(acts)
    wanted = {*pairs, *((a, b) for a, b, _, _ in acts)}
    return DailyActs.of(wanted, [((a, b), quad, day, 1) for a, b, quad, day in acts if day < days], FIRST, days)
