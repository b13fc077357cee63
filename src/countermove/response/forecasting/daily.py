"""Daily counts of acts by directed pair and class, as arrays that models are fitted on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from countermove.record.errors import RecordError
from countermove.response.forecasting.forecast import QUADS
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.source import OWN, ActSource

Pair = tuple[str, str]
_CLASS = {quad: number for number, quad in enumerate(QUADS)}


@dataclass(frozen=True, slots=True)
class DailyActs:
    """Sparse counts: row i says that pair ``pair[i]`` had ``count[i]`` acts of class ``quad[i]`` on day ``day[i]``.

    Days count from ``first`` (0); ``days`` is how many there are, the last one being the last known day. Rows are in
    order of pair, class, day; each such triple has one row.
    """

    pairs: tuple[Pair, ...]
    pair: NDArray[np.int64]
    quad: NDArray[np.int64]
    day: NDArray[np.int64]
    count: NDArray[np.int64]
    first: date
    days: int

    @classmethod
    def of(cls, pairs: Iterable[Pair], rows: Iterable[tuple[Pair, int, int, int]], first: date, days: int) -> DailyActs:
        """Counts from rows of pair, class, day, count in any order; rows of the same triple are added up."""
        order = tuple(sorted(set(pairs)))
        number = {pair: place for place, pair in enumerate(order)}
        total: dict[tuple[int, int, int], int] = {}
        for pair, quad, day, count in rows:
            key = number[pair], quad, day
            total[key] = total.get(key, 0) + count
        table = np.array([(*key, total[key]) for key in sorted(total)], dtype=np.int64).reshape(-1, 4)
        pair_of, quad_of, day_of, count_of = (np.ascontiguousarray(table[:, column]) for column in range(4))
        return cls(order, pair_of, quad_of, day_of, count_of, first, days)

    @property
    def last(self) -> date:
        """The last known day."""
        return self.first + timedelta(self.days - 1)

    @property
    def acts(self) -> int:
        """All of them."""
        return int(self.count.sum())

    def day_of(self, number: int) -> date:
        """The date of a day."""
        return self.first + timedelta(int(number))

    def number_of(self, pair: Pair) -> int | None:
        """Where a pair stands."""
        place = bisect_left(self.pairs, pair)
        return place if place < len(self.pairs) and self.pairs[place] == pair else None

    def until(self, days: int) -> DailyActs:
        """Only the first ``days`` days are known; pairs keep their numbers."""
        known = self.day < days
        return replace(
            self, pair=self.pair[known], quad=self.quad[known], day=self.day[known], count=self.count[known], days=days
        )

    def totals(self, first_day: int = 0, end_day: int | None = None) -> NDArray[np.int64]:
        """Acts of each pair and class on days from ``first_day`` to before ``end_day``; shape (pairs, classes)."""
        end = self.days if end_day is None else end_day
        inside = (self.day >= first_day) & (self.day < end)
        table = np.zeros((len(self.pairs), len(QUADS)), dtype=np.int64)
        np.add.at(table, (self.pair[inside], self.quad[inside]), self.count[inside])
        return table


@dataclass(frozen=True, slots=True)
class Known:
    """What there is: first and last day of acts, acts between parties, directed pairs, acts inside one party, datasets.

    ``covered``: see :func:`covered_until`.
    """

    first: date
    last: date
    covered: date
    acts: int
    pairs: int
    inside: int
    datasets: tuple[str, ...]


def known_acts(source: ActSource) -> Known:
    """Figures on all acts that a forecast may see.

    Raises:
        RecordError: there are none.
    """
    [row] = source.rows(
        "select min(day), max(day), count(*) filter (actor_key <> recipient_key), count(distinct (actor_key, "
        "recipient_key)) filter (actor_key <> recipient_key), count(*) filter (actor_key = recipient_key), "
        "list_sort(list(distinct dataset)) from acts where actor_key is not null and recipient_key is not null"
    )
    if not row[2]:
        raise RecordError(_nothing(source))
    return Known(
        row[0], row[1], covered_until(source) or row[1], int(row[2]), int(row[3]), int(row[4]), tuple(map(str, row[5]))
    )


def covered_until(source: ActSource) -> date | None:
    """The last day on which an act could have become known; None where there is nothing at all.

    That is the last publication of an article, or the last act of another dataset, whichever is later: events of the
    record with a later day are misdated, or haven't happened yet.
    """
    [row] = source.rows("select max(day) from acts where dataset <> ?", [OWN])
    days = [row[0]]
    if not source.datasets or OWN in source.datasets:
        days += source.connection.execute(
            "select max(published_day) from articles where status = 'current'"
        ).fetchall()[0]
    found = [day for day in days if day is not None]
    return max(found) if found else None


def _nothing(source: ActSource) -> str:
    until = f" up to {source.until.isoformat()}" if source.until else ""
    of = f" in {', '.join(source.datasets)}" if source.datasets else ""
    return (
        f"no act of one party towards another is known{of}{until}, so nothing can be forecast; "
        "add articles (countermove add) or history (countermove history import)"
    )


def active_pairs(source: ActSource, since: date, until: date, most: int) -> list[Pair]:
    """The pairs with the most acts of a span of days, most first."""
    rows = source.rows(
        "select actor_key, recipient_key from acts where actor_key <> recipient_key and day between ? and ? "
        "group by all order by count(*) desc, actor_key, recipient_key limit ?",
        [since, until, most],
    )
    return [(str(actor), str(recipient)) for actor, recipient in rows]


def daily_acts(
    source: ActSource, pairs: Sequence[Pair], first: date, last: date, settings: ForecastSettings
) -> DailyActs:
    """The counts of some pairs from ``first`` to ``last``; begins later where there are more rows than are allowed."""
    wanted = sorted(set(pairs))
    found = source.columns(
        "select number, quad, day, n from (select w.number, quad, day, count(*) as n from acts a join (select "
        "unnest(?::varchar[]) as actor_key, unnest(?::varchar[]) as recipient_key, unnest(?::integer[]) as number) w "
        "on w.actor_key = a.actor_key and w.recipient_key = a.recipient_key where day between ? and ? group by all "
        "order by day desc, w.number, quad limit ?)",
        [
            [pair[0] for pair in wanted],
            [pair[1] for pair in wanted],
            list(range(len(wanted))),
            first,
            last,
            settings.most_rows + 1,
        ],
    )
    days = found["day"].astype("datetime64[D]").astype(np.int64)
    quads = np.array([_CLASS[str(quad)] for quad in found["quad"]], dtype=np.int64)
    start = np.datetime64(first, "D").astype(np.int64)
    if len(days) > settings.most_rows:  # the oldest day may be cut in the middle
        start = days.min() + 1
    return _sorted(
        wanted, found["number"], quads, days - start, found["n"], date.fromordinal(_EPOCH + int(start)), last
    )


_EPOCH = date(1970, 1, 1).toordinal()


def _sorted(pairs: Sequence[Pair], pair: Any, quad: Any, day: Any, count: Any, first: date, last: date) -> DailyActs:
    kept = day >= 0
    pair, quad, day, count = (np.asarray(column, dtype=np.int64)[kept] for column in (pair, quad, day, count))
    order = np.lexsort((day, quad, pair))
    return DailyActs(tuple(pairs), pair[order], quad[order], day[order], count[order], first, (last - first).days + 1)
