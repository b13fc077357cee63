"""When and how many: the ladder of models of daily counts, how well probabilities keep their promise, and CRPS.

python -m benchmarks.forecast_counts --data DIR [--test FILE] [--mode single|multi]

DIR holds train.txt, valid.txt, entity2id.txt, relation2id.txt. Without --test it fits on train.txt and scores
valid.txt; with it, it fits on both and scores FILE. ``single``: the days before each scored day are known; ``multi``:
the history stops where the scored days begin.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.count_files import read_counts
from countermove.response.counts.calibration import (
    Cases,
    answer_cases,
    calibration_error,
    calibration_table,
    event_cases,
    fit_recalibration,
)
from countermove.response.counts.counterfactual import mean_interval
from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats, Integers
from countermove.response.counts.fitting import fit_ladder
from countermove.response.counts.model import CountModel
from countermove.response.counts.origin import History, Origin
from countermove.response.counts.predict import distribution, expected, series_mask
from countermove.response.counts.score import Score, score
from countermove.response.counts.settings import CountSettings

HORIZONS = (1, 7, 30)
RECALIBRATION_DAYS = 60
"""Days of origin whose outcomes are known, on which the monotone map is fitted anew for each day."""
CHUNK = 2048
CLASS_NAMES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def run(data: Path, test: Path | None, mode: str) -> dict[str, Any]:
    """Fit, score, and return all figures."""
    began = time.perf_counter()
    counts, split = read_counts(data, test)
    settings = CountSettings()
    _tell(f"{counts.count.sum():.0f} acts, {counts.dyads} dyads, {split} days to fit, {counts.days - split} to score")
    models = fit_ladder(counts, settings, until=split)
    fitted = time.perf_counter()
    _tell(f"fitted in {fitted - began:.0f} s")
    groups = np.random.default_rng(settings.seed).permutation(counts.dyads) % min(1000, counts.dyads)
    scorer = _score_ahead if mode == "multi" else score
    scores = [scorer(model, counts, split, counts.days, groups) for model in models]
    found: dict[str, Any] = {
        "acts_scored": float(counts.count[counts.day >= split].sum()),
        "acts_at_risk": float(scores[0].events.sum()),
        "fit_log_likelihood": {model.level: model.log_likelihood / model.events for model in models},
        "ladder": _ladder(models, scores, settings),
        "placebo": _placebo(counts, split, groups, settings, mode) if mode == "single" else None,
        "branching_ratio": models[-1].branching_ratio(),
        "dispersion": models[-1].dispersion.tolist(),
    }
    _tell(f"ladder and placebo after {time.perf_counter() - began:.0f} s")
    history = History(models[-1], counts)
    # A horizon that ends after the last scored day would count acts that nobody has recorded yet as acts that weren't.
    horizons = [k for k in HORIZONS if k <= counts.days - split]
    if mode == "single":
        found["answers"] = {str(k): _answers(history, counts, split, k) for k in horizons}
        _tell(f"answers after {time.perf_counter() - began:.0f} s")
    found["any_act"] = {str(k): _any_act(history, counts, split, k, mode) for k in horizons}
    found["crps"] = _crps(models, counts, split)
    found["seconds_to_fit"] = fitted - began
    found["seconds"] = time.perf_counter() - began
    found["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def _tell(text: str) -> None:
    print(f"  counts: {text}", file=sys.stderr, flush=True)


def _ladder(models: Sequence[CountModel], scores: Sequence[Score], settings: CountSettings) -> list[dict[str, Any]]:
    """Each level's log-likelihood per act and its gain over the level below and over the constant rate."""
    rows = []
    events = scores[0].events
    for number, (model, one) in enumerate(zip(models, scores, strict=True)):
        below = scores[max(number - 1, 0)]
        step = mean_interval((one.log_likelihood - below.log_likelihood).sum(axis=1), events.sum(axis=1), settings)
        whole = mean_interval((one.log_likelihood - scores[0].log_likelihood).sum(axis=1), events.sum(axis=1), settings)
        per_class = (one.log_likelihood - below.log_likelihood).sum(axis=0) / np.maximum(events.sum(axis=0), 1)
        rows.append(
            {
                "level": model.level,
                "log_likelihood": float(one.log_likelihood.sum() / events.sum()),
                "gain": vars(step),
                "gain_over_constant": vars(whole),
                "gain_by_class": dict(zip(CLASS_NAMES, per_class.tolist(), strict=True)),
                "expected_over_observed": float(one.expected.sum() / events.sum()),
            }
        )
    return rows


def _score_ahead(model: CountModel, counts: DailyCounts, start: int, end: int, groups: Integers) -> Score:
    """As ``score``, with the history stopped at ``start``: marginal means of all days ahead, dyads known by then."""
    history = History(model, counts.until(start))
    shape = (int(groups.max()) + 1, CLASSES)
    gained, events, total = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    known = np.flatnonzero(counts.first < start)
    kinds = np.arange(SERIES) % CLASSES
    for place in range(0, len(known), CHUNK):
        dyads = known[place : place + CHUNK]
        means = expected(Origin(history, start - 1, dyads, end - start))
        np.add.at(total, (groups[dyads][:, None], kinds[None, :]), means.sum(axis=1))
        rows = np.flatnonzero((counts.day >= start) & (counts.day < end) & np.isin(counts.series // SERIES, dyads))
        series, day = counts.series[rows], counts.day[rows]
        rate = means[np.searchsorted(dyads, series // SERIES), day - start, series % SERIES]
        cell = groups[series // SERIES], series % CLASSES
        np.add.at(gained, cell, counts.count[rows] * np.log(np.maximum(rate, 1e-300)))
        np.add.at(events, cell, counts.count[rows])
    return Score(gained - total, events, total)


def _placebo(counts: DailyCounts, split: int, groups: Integers, settings: CountSettings, mode: str) -> dict[str, Any]:
    """The gain of the partner's history where each dyad's two directions are of different dyads."""
    shuffled = shuffle_partners(counts, settings.seed)
    own, partner = fit_ladder(shuffled, settings, "partner", split)[1:]
    number = np.random.default_rng(settings.seed).permutation(shuffled.dyads) % min(1000, shuffled.dyads)
    one, two = (score(model, shuffled, split, shuffled.days, number) for model in (own, partner))
    gains = (two.log_likelihood - one.log_likelihood).sum(axis=1)
    return vars(mean_interval(gains, one.events.sum(axis=1), settings))


def shuffle_partners(counts: DailyCounts, seed: int) -> DailyCounts:
    """Give each dyad, as its direction 1, that of another dyad with about as many acts in it.

    Only dyads that have acts in both directions take part: for the others nothing would be shuffled but emptiness.
    """
    pair = counts.series // CLASSES
    totals = np.bincount(pair, counts.count, 2 * counts.dyads).reshape(-1, 2)
    both = np.flatnonzero((totals > 0).all(axis=1))
    order = both[np.lexsort((both, totals[both, 1]))]
    generator = np.random.default_rng(seed)
    target = np.arange(counts.dyads)
    # Within a window of twenty of like size the directions go round, so that no dyad keeps its own.
    for start in range(0, len(order), 20):
        window = generator.permutation(order[start : start + 20])
        target[window] = np.roll(window, 1)
    dyad, direction = counts.series // SERIES, pair % 2
    moved = np.where(direction == 1, target[dyad], dyad)
    series = moved * SERIES + counts.series % SERIES
    rows = np.lexsort((counts.day, series))
    return DailyCounts(
        counts.low, counts.high, series[rows], counts.day[rows], counts.count[rows], counts.days, counts.dropped
    )


def _answers(history: History, counts: DailyCounts, split: int, horizon: int) -> dict[str, Any]:
    """Answers after acts of the scored days; where these are too few for the horizon, after earlier acts too.

    The scored period has as many days as the horizon or a few more: for the longest, the acts of the last 30 days
    before it are scored with what came of them, by weights that were fitted on data up to the split.
    """
    last = counts.days - horizon
    first = split - 1 if last - (split - 1) > horizon else split - 1 - horizon
    days = range(max(first - horizon - RECALIBRATION_DAYS, 1), last)
    cases = [answer_cases(history, counts, [day], horizon) for day in days]
    mapped = _rolling(cases, days, first, horizon)
    scored = _join([case for day, case in zip(days, cases, strict=True) if day >= first])
    return {**_measures(scored.probability, scored.outcome, "raw"), **_measures(mapped, scored.outcome, "recalibrated"),
            "first_day": first, "days": last - first, "noise_floor": _noise_floor(mapped)}  # fmt: skip


def _rolling(cases: Sequence[Cases], days: Sequence[int], first: int, horizon: int) -> Floats:
    """Each day's probabilities by the map that was fitted on days whose outcomes were known by then."""
    found = []
    for day, case in zip(days, cases, strict=True):
        if day >= first:
            since = day - horizon - RECALIBRATION_DAYS
            known = _join([one for when, one in zip(days, cases, strict=True) if since < when <= day - horizon])
            found.append(fit_recalibration(known.probability, known.outcome).apply(case.probability))
    return np.concatenate(found)


def _join(parts: Sequence[Cases]) -> Cases:
    return Cases(*(np.concatenate([getattr(part, name) for part in parts]) for name in vars(parts[0])))


def _any_act(history: History, counts: DailyCounts, split: int, horizon: int, mode: str) -> dict[str, Any]:
    """Any act of a directed pair whose dyad is known, on every tenth day of origin."""
    last = counts.days - horizon
    days = [split - 1] if mode == "multi" else list(range(min(split - 1, last - 1), last, 10))
    cases = event_cases(history, counts, days, horizon)
    return _measures(cases.probability, cases.outcome, "raw")


def _measures(probability: Floats, outcome: Floats, name: str) -> dict[str, Any]:
    clipped = np.clip(probability, 1e-9, 1 - 1e-9)
    logs = outcome * np.log(clipped) + (1 - outcome) * np.log1p(-clipped)
    return {
        "cases": len(outcome),
        "observed": float(outcome.mean()),
        name: {
            "mean": float(probability.mean()),
            "ece": calibration_error(probability, outcome),
            "brier": float(((probability - outcome) ** 2).mean()),
            "log_likelihood": float(logs.mean()),
            "table": [vars(one) for one in calibration_table(probability, outcome)],
        },
    }


def _noise_floor(probability: Floats) -> float:
    """The calibration error that perfect probabilities would show on average with as many independent cases."""
    generator = np.random.default_rng(1)
    draws = [
        calibration_error(probability, (generator.random(len(probability)) < probability) * 1.0) for _ in range(50)
    ]
    return float(np.mean(draws))


def _crps(models: Sequence[CountModel], counts: DailyCounts, split: int) -> dict[str, float]:
    """Mean CRPS of the acts of a directed pair within seven days of the split, dyads of 5 acts by then, per level."""
    from scoringrules import crps_ensemble

    horizon = min(7, counts.days - split)
    within = (counts.day >= split) & (counts.day < split + horizon)
    acts = np.bincount(counts.series[within] // CLASSES, counts.count[within], 2 * counts.dyads)
    active = np.flatnonzero(
        np.bincount(counts.series // SERIES, counts.count * (counts.day < split), counts.dyads) >= 5
    )
    quantiles = (np.arange(99) + 0.5) / 99
    found = {}
    for model in models:
        history, values = History(model, counts.until(split)), []
        for place in range(0, len(active), CHUNK):
            dyads = active[place : place + CHUNK]
            origin = Origin(history, split - 1, dyads, horizon)
            rates = origin.rates()
            for direction in range(2):
                sums = np.cumsum(distribution(origin, series_mask(direction), horizon, rates=rates), axis=1)
                ensemble = (sums[:, None, :] < quantiles[None, :, None]).sum(axis=2).astype(float)
                values.append(crps_ensemble(acts[2 * dyads + direction], ensemble))
        found[model.level] = float(np.concatenate(values).mean()) if values else 0.0
    return found


def show(found: Mapping[str, Any]) -> None:
    """Print the tables."""
    print(
        f"\nWhen and how many: {found['acts_at_risk']:.0f} of {found['acts_scored']:.0f} acts are of pairs seen before"
    )
    print(f"{'level':<17}{'log L / act':>12}{'gain':>9}{'95 % interval':>22}{'over constant':>15}{'expected/seen':>15}")
    for row in found["ladder"]:
        print(
            f"{row['level']:<17}{row['log_likelihood']:12.4f}{_gain(row['gain'])}"
            f"{row['gain_over_constant']['mean']:+15.4f}{row['expected_over_observed']:15.3f}"
        )
    if found["placebo"]:
        print(f"{'shuffled partner':<17}{'':>12}{_gain(found['placebo'])}")
    for name in ("answers", "any_act"):
        for days, row in found.get(name, {}).items():
            _show_probabilities(f"{name} within {days} days", row)
    print("CRPS, acts of a pair within 7 days: " + ", ".join(f"{k} {v:.4f}" for k, v in found["crps"].items()))
    print(f"{found['seconds_to_fit']:.0f} s to fit, {found['seconds']:.0f} s in all, {found['peak_memory_mb']:.0f} MB")


def _gain(gain: Mapping[str, float]) -> str:
    bounds = f"[{gain['low']:+.4f}, {gain['high']:+.4f}]"
    return f"{gain['mean']:+9.4f}{bounds:>22}"


def _show_probabilities(name: str, row: Mapping[str, Any]) -> None:
    for kind in ("raw", "recalibrated"):
        if kind in row:
            one = row[kind]
            print(
                f"{name}, {kind}: {row['cases']} cases, observed {row['observed']:.4f}, announced {one['mean']:.4f}, "
                f"ECE {one['ece']:.4f}, Brier {one['brier']:.4f}, log L {one['log_likelihood']:.4f}"
            )
    if "noise_floor" in row:
        print(f"    ECE of perfect probabilities with as many cases: {row['noise_floor']:.4f}")
        for one in row["recalibrated"]["table"]:
            print(f"    {one['cases']:7d} {one['mean_probability']:.3f} {one['observed']:.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--test", type=Path, metavar="FILE")
    parser.add_argument("--mode", choices=("single", "multi"), default="single")
    parser.add_argument("--json", type=Path, metavar="OUT")
    options = parser.parse_args()
    try:
        found = run(options.data, options.test, options.mode)
    except ValueError as problem:
        print(f"forecast_counts: {problem}", file=sys.stderr)
        return 1
    show(found)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
