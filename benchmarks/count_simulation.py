"""Counts simulated with known kernels: are these found within their intervals, and removed acts put down rightly?

python -m benchmarks.count_simulation [--draws 100] [--dyads 300] [--days 365]
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass

import numpy as np

from countermove.response.counts.counterfactual import Act, descent_of
from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats
from countermove.response.counts.fitting import fit
from countermove.response.counts.kernel_estimates import estimate_kernels
from countermove.response.counts.origin import History
from countermove.response.counts.settings import CountSettings
from countermove.response.forecasting.removing import with_estimated_kernels

LAG_EDGES = (1, 2, 3, 5, 8, 15, 31)
PROFILE = (0.45, 0.2, 0.1, 0.05, 0.02, 0.006)
"""Shape of the kernels by bin of lags."""


@dataclass(frozen=True)
class Simulated:
    """Counts, the kernels they come from (per lag bin and day), and acts that descend from marked ones."""

    counts: DailyCounts
    own: Floats
    partner: Floats
    marked: list[Act]
    descendants: float


def simulate(
    seed: int, dyads: int, days: int, own: float = 0.25, partner: float = 0.1, mean: float = 0.01, marked_day: int = -1
) -> Simulated:
    """Poisson counts of dyads: gamma bases, kernels from each class to itself with the masses ``own`` and ``partner``.

    Acts of class 0 of the lower actor on ``marked_day`` are marked; their descendants are drawn apart, so that their
    number is known.
    """
    generator = np.random.default_rng(seed)
    widths = np.diff(np.array(LAG_EDGES))
    shape = np.array(PROFILE) / (np.array(PROFILE) @ widths)
    by_day = np.repeat(shape, widths)
    base = generator.gamma(0.5, mean / 0.5, (dyads, SERIES))
    swapped = (np.arange(SERIES) + CLASSES) % SERIES
    plain, born = np.zeros((days, dyads, SERIES)), np.zeros((days, dyads, SERIES))
    roots = np.zeros((dyads, SERIES))
    for day in range(days):
        for process, start in ((plain, base), (born, 0 * base)):
            past = process[max(day - 30, 0) : day][::-1].copy()
            if process is born and 0 < day - marked_day <= 30 and marked_day >= 0:
                past[day - marked_day - 1] += roots
            felt = np.tensordot(by_day[: len(past)], past, axes=1) if len(past) else np.zeros_like(base)
            process[day] = generator.poisson(start + own * felt + partner * felt[:, swapped])
        if day == marked_day:
            roots[:, 0] = plain[day, :, 0]
            plain[day, :, 0] = 0
    total = plain + born
    if marked_day >= 0:
        total[marked_day] += roots
    day, dyad, series = np.nonzero(total)
    number = total[day, dyad, series].astype(int)
    low, high = 2 * dyad, 2 * dyad + 1
    direction = series // CLASSES
    one, other = np.where(direction == 0, low, high), np.where(direction == 0, high, low)
    counts = DailyCounts.from_events(*(np.repeat(x, number) for x in (one, other, series % CLASSES, day)), days=days)
    marked = [
        Act(2 * int(place), 2 * int(place) + 1, 0, marked_day)
        for place in np.flatnonzero(roots[:, 0])
        for _ in range(int(roots[place, 0]))
    ]
    return Simulated(counts, own * shape, partner * shape, marked, float(born.sum()))


def settings() -> CountSettings:
    """The lags that the data have, one kernel for all classes, and none that differs by stage: as they are made."""
    return CountSettings(lag_edges=LAG_EDGES, stages=(), events_for_classes=10**9, attribution_gain=0.0)


def recovered(seed: int, dyads: int, days: int) -> tuple[Floats, Floats]:
    """Whether each bin's own and partner weight lies in its interval, and the two masses; and the estimates."""
    data = simulate(seed, dyads, days)
    model = fit(data.counts, settings(), "partner")
    found = estimate_kernels(model, data.counts)
    truth = np.concatenate([data.own, data.partner])
    widths = model.columns.widths
    bins = len(widths)

    def kernels(weights: Floats) -> Floats:
        return np.concatenate([model.kernel(weights)[0, side, 0] for side in range(2)])

    drawn = np.stack([kernels(one) for one in found.draws])
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    inside = (low - 1e-9 <= truth) & (truth <= high + 1e-9)
    masses = np.stack([drawn[:, :bins] @ widths, drawn[:, bins:] @ widths], axis=1)
    low, high = np.quantile(masses, [0.025, 0.975], axis=0)
    mass = np.array([data.own @ widths, data.partner @ widths])
    return np.concatenate([inside, (low <= mass) & (mass <= high)]), kernels(found.weights)


def removal(seed: int, dyads: int, days: int) -> tuple[float, float]:
    """True and estimated number of acts that descend from acts of one day."""
    data = simulate(seed, dyads, days, mean=0.2, marked_day=days - 60)
    history = with_estimated_kernels(History(fit(data.counts, settings(), "partner"), data.counts))
    pairs = sorted({(act.initiator, act.target) for act in data.marked})
    estimated = 0.0
    for pair in pairs:
        acts = [act for act in data.marked if (act.initiator, act.target) == pair]
        estimated += float(descent_of(history, acts, days - 1).observed(data.counts)[0].sum())
    return data.descendants, estimated


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--dyads", type=int, default=300)
    parser.add_argument("--days", type=int, default=365)
    options = parser.parse_args()
    began = time.perf_counter()
    results = [recovered(seed, options.dyads, options.days) for seed in range(options.draws)]
    inside = 100 * np.stack([one for one, _ in results]).mean(axis=0)
    means = np.stack([two for _, two in results]).mean(axis=0)
    data = simulate(0, options.dyads, options.days)
    edges, truth = LAG_EDGES, np.concatenate([data.own, data.partner])
    print(
        f"{options.draws} draws of {options.dyads} dyads over {options.days} days; {data.counts.count.sum():.0f} acts"
    )
    for place, share in enumerate(inside[:-2]):
        side, lag = divmod(place, len(edges) - 1)
        name = ("own", "partner")[side]
        print(f"{name:<8} lags {edges[lag]:>2}-{edges[lag + 1] - 1:<2} true {truth[place]:.4f}, mean estimate "
              f"{means[place]:.4f}, in its 95 % interval in {share:.0f} % of draws")  # fmt: skip
    print(f"mass of own kernel in {inside[-2]:.0f} %, of partner's in {inside[-1]:.0f} %")
    pairs = np.array([removal(seed, 60, 200) for seed in range(min(options.draws, 20))])
    print(f"acts that descend from removed ones, {len(pairs)} simulations: true {pairs[:, 0].mean():.1f}, estimated "
          f"{pairs[:, 1].mean():.1f}, correlation {np.corrcoef(pairs.T)[0, 1]:.2f}")  # fmt: skip
    print(f"{time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
