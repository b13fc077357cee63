"""How much more daily counts vary than a Poisson count of the same mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from countermove.response.counts.daily_counts import Floats

_GRID = np.exp(np.linspace(0.0, np.log(6.0), 121))


def dispersions(counts: Sequence[Floats], rates: Sequence[Floats], totals: Floats) -> Floats:
    """Per class, the ratio of variance to mean that makes the counts likeliest, at least 1.

    Negative binomial with variance proportional to the mean (NB1): size mean / (phi - 1). ``counts`` and ``rates``
    are those of the rows with acts, ``totals`` the sum of the rates over all days.
    """
    found = []
    for count, rate, total in zip(counts, rates, totals, strict=True):
        values = [_log_likelihood(phi, count, rate, float(total)) for phi in _GRID]
        found.append(float(_GRID[int(np.argmax(values))]))
    return np.array(found)


def _log_likelihood(phi: float, count: Floats, rate: Floats, total: float) -> float:
    if phi == 1.0:
        return float(count @ np.log(np.maximum(rate, 1e-300))) - total
    size = rate / (phi - 1)
    # log Gamma(y + r) - log Gamma(r) as a sum over the acts of a day, which are few.
    value = -float(np.log(phi)) / (phi - 1) * total
    for step in range(int(count.max(initial=0))):
        value += float(np.log(size[count > step] + step).sum())
    return float(value) + float(count.sum()) * float(np.log((phi - 1) / phi))
