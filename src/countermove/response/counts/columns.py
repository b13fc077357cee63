"""The terms of the expected count, in columns; which of them a level has, and which share one weight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from countermove.response.counts.daily_counts import CLASSES, SERIES, Integers
from countermove.response.counts.settings import CountSettings, Level

THIRD_KINDS = ("others on the target", "the initiator on others", "others on the initiator", "the target on others")
"""Acts of third parties: kinds of columns."""


@dataclass(frozen=True)
class Columns:
    """Places of the terms: prior, means (side, class), own and partner kernels (class, lag), what older dyads add to
    the kernel from a class to itself (stage, side, lag), third parties (kind, lag).

    Side 0 is the pair's own direction, side 1 its partner's.
    """

    settings: CountSettings

    @property
    def lags(self) -> int:
        """Number of bins of lags of own and partner's history."""
        return len(self.settings.lag_edges) - 1

    @property
    def third_lags(self) -> int:
        """Number of bins of lags of third parties."""
        return len(self.settings.third_edges) - 1

    @property
    def kernels(self) -> int:
        """The first kernel column; those before are the base."""
        return 1 + SERIES

    @property
    def stages(self) -> int:
        """The first column of older dyads; those between are the kernels."""
        return self.kernels + SERIES * self.lags

    @property
    def third(self) -> int:
        """The first column of third parties."""
        return self.stages + 2 * self.lags * len(self.settings.stages)

    @property
    def count(self) -> int:
        """Number of columns."""
        return self.third + len(THIRD_KINDS) * self.third_lags

    def kernel(self, side: int, source: int) -> slice:
        """The columns of the acts of class ``source`` of a side."""
        start = self.kernels + (side * CLASSES + source) * self.lags
        return slice(start, start + self.lags)

    def stage(self, number: int, side: int) -> slice:
        """The columns that a stage adds, of a side."""
        start = self.stages + (2 * number + side) * self.lags
        return slice(start, start + self.lags)

    @cached_property
    def widths(self) -> Integers:
        """Days in each bin of lags."""
        return np.diff(np.array(self.settings.lag_edges))

    def ties(self, level: Level, by_class: bool, by_stage: bool) -> Integers:
        """The number of the weight of each target class and column; -1 where the level leaves the column out.

        With ``by_stage`` the acts of older dyads have more weight. With ``by_class`` each pair of classes has a kernel
        of its own; otherwise one kernel from each class to itself serves them all, as one weight per kind and lag of
        third parties does.
        """
        found = np.full((CLASSES, self.count), -1, dtype=np.int64)
        found[:, : self.kernels] = np.arange(CLASSES * self.kernels).reshape(CLASSES, self.kernels)
        following = CLASSES * self.kernels
        sides = {"constant": 0, "own": 1}.get(level, 2)
        for side in range(sides):
            for source in range(CLASSES):
                for target in range(CLASSES):
                    if by_class:
                        found[target, self.kernel(side, source)] = following + np.arange(self.lags)
                        following += self.lags
                    elif source == target:
                        found[target, self.kernel(side, source)] = following + np.arange(self.lags)
            following += 0 if by_class else self.lags
        if by_stage:
            for number in range(len(self.settings.stages)):
                for side in range(sides):
                    for target in range(CLASSES):
                        found[target, self.stage(number, side)] = following + np.arange(self.lags)
                        following += self.lags
        if level == "third_party":
            width = len(THIRD_KINDS) * self.third_lags
            for target in range(CLASSES):
                found[target, self.third :] = following + np.arange(width)
                following += width if by_class else 0
        return found
