"""How far sources can be relied on, judged by each other: truth discovery by Investment (Pasternack and Roth 2010).

Sources vote on facts: whether an event happened, what a number was on a day. A source invests its trust in what it
says, and earns from it by how many trusted others say the same; sources that agree with the trusted become trusted. It
needs no truth from outside, and can't see an error that all make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Vote = tuple[Hashable, Hashable, int]
"""A fact, what is said of it, and the number of the source."""


@dataclass(frozen=True, slots=True)
class ReliabilitySettings:
    """How sources are judged by one another."""

    rounds: int = 20
    """Rounds of investing and earning."""
    growth: float = 1.2
    """How much faster than their number support makes belief grow."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """What came out: the estimated share of right votes of each source (0 to 1), with how many votes that rests on,
    and the belief in each value of each fact (adding up to 1)."""

    sources: dict[int, tuple[float, int]]
    facts: dict[Hashable, dict[Hashable, float]]


def reliability(votes: Iterable[Vote], settings: ReliabilitySettings | None = None) -> Reliability:
    """Judge sources by their votes; only facts on which two sources or more vote tell anything.

    Args:
        votes: a source that votes twice for one value counts once.
        settings: see :class:`ReliabilitySettings`.
    """
    settings = settings or ReliabilitySettings()
    support = _support(votes)
    invested: defaultdict[int, int] = defaultdict(int)
    for values in support.values():
        for sources in values.values():
            for source in sources:
                invested[source] += 1
    trust = dict.fromkeys(sorted(invested), 1.0)
    beliefs: dict[Hashable, dict[Hashable, float]] = {}
    for _ in range(settings.rounds):
        beliefs, earned = {}, dict.fromkeys(trust, 0.0)
        for fact, values in support.items():
            stakes = {value: [(s, trust[s] / invested[s]) for s in sources] for value, sources in values.items()}
            belief = {value: sum(stake for _, stake in held) ** settings.growth for value, held in stakes.items()}
            beliefs[fact] = belief
            for value, held in stakes.items():
                whole = sum(stake for _, stake in held)
                for source, stake in held:
                    earned[source] += belief[value] * stake / whole
        total = sum(earned.values()) / len(earned) if earned else 1.0
        trust = {source: gain / total for source, gain in earned.items()}
    shares = {fact: _shares(belief) for fact, belief in beliefs.items()}
    right: defaultdict[int, float] = defaultdict(float)
    for fact, values in support.items():
        for value, sources in values.items():
            for source in sources:
                right[source] += shares[fact][value]
    return Reliability({source: (right[source] / count, count) for source, count in sorted(invested.items())}, shares)


def votes_of(connection: DuckDBPyConnection) -> list[Vote]:
    """The votes in a record, by origins: events told or denied, and numbers of one counted thing on one day."""
    events = connection.execute(
        "select distinct 'event', event_no, null, polarity, origin_no from event_mentions "
        "where counted and polarity in ('happened', 'denied')"
    ).fetchall()
    numbers = connection.execute(
        "select distinct 'number', series_no, published_day, struct_pack(low := low, high := high)::varchar, origin_no "
        "from quantities where counted"
    ).fetchall()
    return sorted(
        (((kind, number, str(day)), value, int(source)) for kind, number, day, value, source in [*events, *numbers]),
        key=str,
    )


def _support(votes: Iterable[Vote]) -> dict[Hashable, dict[Hashable, list[int]]]:
    """The sources of each value of each fact on which at least two vote."""
    found: defaultdict[Hashable, defaultdict[Hashable, set[int]]] = defaultdict(lambda: defaultdict(set))
    for fact, value, source in votes:
        found[fact][value].add(source)
    return {
        fact: {value: sorted(sources) for value, sources in values.items()}
        for fact, values in found.items()
        if len(set().union(*values.values())) > 1
    }


def _shares(belief: dict[Hashable, float]) -> dict[Hashable, float]:
    whole = sum(belief.values())
    return {value: part / whole for value, part in belief.items()}
