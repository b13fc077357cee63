"""Every limit and default of the counts, by name."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

Level = Literal["constant", "own", "partner", "third_party"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""The nested ladder: each level has what the one before has, and more."""


@dataclass(frozen=True, slots=True)
class CountSettings:
    """How daily counts are fitted; days unless said otherwise."""

    lag_edges: tuple[int, ...] = (1, 2, 3, 5, 8, 15, 31, 91)
    """Bins of lags of own and partner's history: 1, 2, 3-4, 5-7, 8-14, 15-30, 31-90 days."""
    third_edges: tuple[int, ...] = (1, 2, 8, 31)
    """Bins of lags of third parties: 1, 2-7, 8-30 days."""
    stages: tuple[int, ...] = (2, 10, 50)
    """Acts of a dyad so far from which on its acts excite more acts of their own class than those of newer dyads."""
    first_day: int = 30
    """Days at the start of the data that are history alone, so that lags have something behind them; at most a third of
    the data is taken."""
    prior_days: tuple[float, ...] = (3.0, 10.0, 30.0, 100.0)
    """Weights of the pooled rate against the pair's own mean, in days of data, among which the likelihood chooses."""
    share_days: int = 30
    """Shares of a pair in its parties' acts are brought up to date after so many days."""
    share_prior: float = 5.0
    """Acts of others that are added to the shares' denominators."""
    weekday_prior: float = 50.0
    """Acts that are added to the count of each weekday before their ratio to the mean is taken."""
    rounds: int = 400
    """Steps of expectation-maximisation, at most."""
    tolerance: float = 1e-7
    """Gain of the log-likelihood per act below which the steps end."""
    attributions: int = 4
    """Times that the acts are divided into base and excited anew; 0 keeps every act in its pair's mean."""
    attribution_gain: float = 0.005
    """Gain in nats per act from which such a division is kept: on real data smaller ones don't last."""
    events_for_kernels: int = 200
    """Acts in the fitting window below which the rate is constant, whatever level was asked for."""
    events_for_classes: int = 3000
    """Acts in the fitting window below which one kernel, from each class to itself, serves all classes."""
    events_for_stages: int = 10_000
    """Acts in the fitting window below which acts of new and old dyads excite alike."""
    groups: int = 200
    """Groups of pairs that the bootstrap draws, at most."""
    replicates: int = 200
    """Draws of the bootstrap."""
    seed: int = 1
    """Seed of the bootstrap's draws."""
    interval: float = 0.95
    """Probability that intervals are made for."""
    rows_for_estimates: int = 60_000
    """Rows of counts above which counterfactuals use the kernels of forecasts: better ones take memory and time."""
    events_for_counterfactual: int = 5
    """Acts of the pair and class below which no counterfactual is given."""
    most_distribution: int = 64
    """Counts that a distribution tells apart, at most; all larger ones are in the last."""

    def __post_init__(self) -> None:
        """Check the bins.

        Raises:
            ValueError: edges that don't rise from a lag of one day or more.
        """
        for name, edges in (("lag_edges", self.lag_edges), ("third_edges", self.third_edges)):
            if len(edges) < 2 or edges[0] < 1 or any(low >= high for low, high in pairwise(edges)):
                raise ValueError(f"{name}: {edges} doesn't rise from one day or more; give for instance (1, 2, 8, 31)")
