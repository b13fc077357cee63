"""What a forecast asks of a model of counts, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.forecast import Source


@dataclass(frozen=True, slots=True)
class Outlook:
    """Arrays of shape (pairs, classes + 1, horizons): after the classes stands any act of whatever class.

    Expected numbers and probabilities of at least one act within each horizon, with the bounds of their intervals.
    """

    expected: NDArray[np.float64]
    expected_low: NDArray[np.float64]
    expected_high: NDArray[np.float64]
    probability: NDArray[np.float64]
    probability_low: NDArray[np.float64]
    probability_high: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Carrier:
    """Expected acts that past acts (of a pair and class, on one day) account for."""

    pair: int
    quad: int
    day: int
    source: Source
    contribution: float


@dataclass(frozen=True, slots=True)
class Carried:
    """What the expected number of a pair and class rests on, as expected acts.

    ``base`` is the steady rate; ``others`` what third parties account for beyond their named acts; ``carriers`` are
    past acts, those that account for most first.
    """

    base: float
    others: float
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class RemovedActs:
    """Acts that are thought away: pair, class, day, how many of that day."""

    acts: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """How expected numbers change without some acts, and the interval of that; shape (pairs, classes, horizons)."""

    difference: NDArray[np.float64]
    difference_low: NDArray[np.float64]
    difference_high: NDArray[np.float64]


class CountModel(Protocol):
    """A fitted model of how many acts of each class each pair has per day."""

    @property
    def words(self) -> str:
        """What it is, in a few words."""

    def seen(self, acts: DailyActs) -> SeenActs:
        """The model with acts to forecast from."""


class SeenActs(Protocol):
    """Forecasts from acts. ``known``: only so many of their days, from the first, are looked at."""

    def probabilities(self, pairs: Sequence[int], horizons: Sequence[int], known: int) -> NDArray[np.float64]:
        """How likely at least one act is after the last known day; shape (pairs, classes, horizons)."""

    def outlook(self, pairs: Sequence[int], horizons: Sequence[int], interval: float, known: int) -> Outlook:
        """Forecasts, with intervals, for the days after the last known one."""

    def carried(self, pair: int, quad: int, horizon: int, known: int) -> Carried:
        """What the expected number of acts within ``horizon`` days rests on."""

    def without(
        self, removed: RemovedActs, pairs: Sequence[int], horizons: Sequence[int], interval: float, known: int
    ) -> Removal | str:
        """The forecasts of some pairs without some acts and what they brought; or in words why the data can't tell."""
