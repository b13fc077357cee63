"""The track record: the same method asked at past days, and what then happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from countermove.response.forecasting.constant import ConstantRates
from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.forecast import QUADS, CorrectedBy, TrackBin, TrackHorizon, TrackRecord
from countermove.response.forecasting.model import CountModel
from countermove.response.forecasting.recalibrated import Correction, rolling
from countermove.response.forecasting.settings import ForecastSettings

EDGES = (0.0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Borders of the bins of said probabilities; a bin holds its lower border."""
_WINDOWS = 52
"""Windows of a horizon's length, the latest ones, that one chance for all is taken from."""
Fit = Callable[[DailyActs], CountModel]


def first_origin(days: int, settings: ForecastSettings) -> int:
    """How many days are known at the first past day that is forecast from."""
    return days - int(days * settings.track_share)


def origins(days: int, settings: ForecastSettings) -> tuple[int, ...]:
    """Numbers of known days at which is forecast, evenly spaced, each with the longest horizon behind it."""
    first, last = first_origin(days, settings), days - max(settings.days)
    if last < first:
        return ()
    wanted = min(settings.origins, last - first + 1)
    if wanted == 1:
        return (last,)
    return tuple(sorted({first + round(place * (last - first) / (wanted - 1)) for place in range(wanted)}))


@dataclass(frozen=True, slots=True)
class Tracked:
    """The track record, and the corrections of chances that it carries, by horizon."""

    record: TrackRecord
    corrections: tuple[Correction | None, ...]


def track_record(acts: DailyActs, pairs: Sequence[int], fit: Fit, settings: ForecastSettings) -> Tracked:
    """Forecast again at past days and compare.

    What is learned over all pairs is learned from the days before the first origin alone; each forecast sees the acts
    up to its origin and nothing later.

    Args:
        acts: all known acts.
        pairs: those that are forecast: chosen by what was known at the first origin.
        fit: the method.
    """
    starts = origins(acts.days, settings)
    if not starts or not len(pairs):
        return _short(f"{acts.days:,} known days leave no past days to forecast from", acts, starts)
    model = fit(acts.until(starts[0])).seen(acts)
    said, constant, same, happened = [], [], [], []
    for start in starts:
        known = acts.until(start)
        rates = ConstantRates.fit(known)
        said.append(model.probabilities(pairs, settings.days, start))
        constant.append(rates.seen(known).probabilities(pairs, settings.days, start))
        happened.append(_happened(acts, pairs, start, settings.days))
        same.append(_same_for_all(known, pairs, settings.days))
    found, corrections = [], []
    for place, days in enumerate(settings.days):
        model_says, rates_say, all_say, was = (np.stack(part)[..., place] for part in (said, constant, same, happened))
        rolled = rolling(model_says, was, starts, days, acts.days, settings)
        horizon = _horizon(days, rolled.told, rates_say, all_say, was)
        found.append(_corrected(horizon, rolled.now, _horizon(days, model_says, rates_say, all_say, was)))
        corrections.append(rolled.now)
    longest = found[-1]
    if longest.forecasts < settings.least_track or longest.happened < settings.least_happened:
        return _short(
            f"{longest.forecasts:,} past forecasts, of which {longest.happened:,} came true, are too few to judge by",
            acts,
            starts,
        )
    past = tuple(acts.day_of(start - 1) for start in starts)
    record = TrackRecord(None, past, len(pairs), acts.day_of(starts[0] - 1), tuple(found))
    return Tracked(record, tuple(corrections))


def _corrected(told: TrackHorizon, correction: Correction | None, said: TrackHorizon) -> TrackHorizon:
    by = None
    if correction is not None:
        by = CorrectedBy(round(correction.map.shift, 6), round(correction.map.slope, 6), correction.origins)
    return replace(told, corrected=by, uncorrected_brier=said.brier, uncorrected_error=said.calibration_error)


def _short(why: str, acts: DailyActs, starts: Sequence[int]) -> Tracked:
    days = tuple(acts.day_of(start - 1) for start in starts)
    return Tracked(TrackRecord(f"The record is too short for a track record: {why}.", days, 0, None, ()), ())


def _happened(acts: DailyActs, pairs: Sequence[int], start: int, horizons: Sequence[int]) -> NDArray[np.float64]:
    """1 where there was an act; shape (pairs, classes, horizons)."""
    return np.stack([acts.totals(start, start + days)[list(pairs)] > 0 for days in horizons], axis=-1).astype(float)


def _same_for_all(known: DailyActs, pairs: Sequence[int], horizons: Sequence[int]) -> NDArray[np.float64]:
    """One probability for all pairs of a class: the share with an act in windows of that length in the known days."""
    shares = np.zeros((len(QUADS), len(horizons)))
    asked = np.isin(known.pair, np.asarray(pairs))
    pair, quad, ago = known.pair[asked], known.quad[asked], known.days - 1 - known.day[asked]
    for place, days in enumerate(horizons):
        windows = min(known.days // days, _WINDOWS)
        inside = ago // days < windows
        if windows and inside.any():
            cells = np.unique(np.stack([quad[inside], pair[inside], ago[inside] // days]), axis=1)
            shares[:, place] = np.bincount(cells[0], minlength=len(QUADS)) / (windows * len(pairs))
    return np.broadcast_to(shares, (len(pairs), *shares.shape))


def _horizon(
    days: int,
    said: NDArray[np.float64],
    constant: NDArray[np.float64],
    same: NDArray[np.float64],
    happened: NDArray[np.float64],
) -> TrackHorizon:
    flat, was = said.ravel(), happened.ravel()
    numbers = np.clip(np.searchsorted(EDGES, flat, side="right") - 1, 0, len(EDGES) - 2)
    bins = []
    for number in np.unique(numbers):
        inside = numbers == number
        bins.append(
            TrackBin(
                EDGES[number],
                EDGES[number + 1],
                int(inside.sum()),
                round(float(flat[inside].mean()), 6),
                round(float(was[inside].mean()), 6),
            )
        )
    brier = _brier(flat, was)
    error = sum(one.forecasts * abs(one.said - one.happened) for one in bins) / max(len(flat), 1)
    return TrackHorizon(
        days=days,
        forecasts=len(flat),
        happened=int(was.sum()),
        brier=brier,
        constant_brier=_brier(constant.ravel(), was),
        same_brier=_brier(same.ravel(), was),
        calibration_error=round(error, 6),
        bins=tuple(bins),
        corrected=None,
        uncorrected_brier=brier,
        uncorrected_error=round(error, 6),
    )


def _brier(said: NDArray[np.float64], happened: NDArray[np.float64]) -> float:
    return round(float(np.mean((said - happened) ** 2)), 6)
