"""Chances corrected by how such chances have done at past days of the same data: rolling, and never with later days.

At each past day the map (see :class:`~countermove.response.counts.calibration.Recalibration`) is fitted on the past
forecasts whose outcome was known by then. It is used from the day on which it would have done better so far, by more
than a standard error over past days; where it wouldn't, chances stay as the model gives them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from countermove.response.counts.calibration import Recalibration, fit_recalibration
from countermove.response.forecasting.forecast import QUADS
from countermove.response.forecasting.model import Outlook
from countermove.response.forecasting.settings import ForecastSettings

_LEAST_JUDGED = 3
"""Past days at which a map must have been tried."""
_CLIP = 1e-6
_MOST_HAZARD = 1 - 1e-9
Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Correction:
    """The map for chances of one horizon, and how many past days it is fitted on."""

    map: Recalibration
    origins: int


@dataclass(frozen=True, slots=True)
class Rolling:
    """What would have been told at each past day, and the correction that holds now (None: the past carries none)."""

    told: Chances
    now: Correction | None


def rolling(
    said: Chances, happened: Chances, starts: Sequence[int], days: int, known: int, settings: ForecastSettings
) -> Rolling:
    """Chances of one horizon as they would have been told at past days.

    Args:
        said: the model's chances, the first axis being the past days.
        happened: 1 where there was an act within the horizon, of the same shape.
        starts: days known at each past day, rising.
        days: the horizon.
        known: days known now.
        settings: limits; without ``recalibrate`` nothing is corrected.
    """
    told = said.copy()
    if not settings.recalibrate:
        return Rolling(told, None)
    gains: list[float | None] = []
    for place, start in enumerate(starts):
        past = [one for one in range(place) if starts[one] + days <= start]
        found = _map(said, happened, past, settings)
        if found is None:
            gains.append(None)
            continue
        mapped = found.apply(said[place])
        if _carries([gains[one] for one in past]):
            told[place] = mapped
        gains.append(_loss(said[place], happened[place]) - _loss(mapped, happened[place]))
    past = [place for place, start in enumerate(starts) if start + days <= known]
    found = _map(said, happened, past, settings)
    if found is None or not _carries([gains[one] for one in past]):
        return Rolling(told, None)
    return Rolling(told, Correction(found, len(past)))


def recalibrated(outlook: Outlook, corrections: Sequence[Correction | None], horizons: Sequence[int]) -> Outlook:
    """The outlook with corrected chances; expected numbers stay those of the model.

    The chance of any act is corrected as much as those of the classes together. No chance falls below one of a shorter
    horizon, and that of any act below none of a class.
    """
    if not any(corrections):
        return outlook
    names = ("probability_low", "probability", "probability_high")
    corrected = {name: _corrected(getattr(outlook, name), corrections, horizons) for name in names}
    return replace(outlook, **corrected)


def _corrected(chances: Chances, corrections: Sequence[Correction | None], horizons: Sequence[int]) -> Chances:
    found = chances.copy()
    for place, one in enumerate(corrections):
        if one is not None:
            classes = one.map.apply(chances[:, : len(QUADS), place])
            before, after = (_hazard(part).sum(axis=1) for part in (chances[:, : len(QUADS), place], classes))
            ratio = np.divide(after, before, out=np.ones_like(after), where=before > 0)
            whatever = -np.expm1(-_hazard(chances[:, len(QUADS), place]) * ratio)
            found[:, : len(QUADS), place] = classes
            found[:, len(QUADS), place] = np.maximum(whatever, classes.max(axis=1))
    order = np.argsort(horizons, kind="stable")
    found[..., order] = np.maximum.accumulate(found[..., order], axis=-1)
    return found


def _hazard(chance: Chances) -> Chances:
    return np.asarray(-np.log1p(-np.minimum(chance, _MOST_HAZARD)))


def _map(said: Chances, happened: Chances, past: Sequence[int], settings: ForecastSettings) -> Recalibration | None:
    """The map that past days give, where these are enough."""
    chances, outcomes = said[list(past)].ravel(), happened[list(past)].ravel()
    if len(chances) < settings.least_track or outcomes.sum() < settings.least_happened:
        return None
    return fit_recalibration(chances, outcomes)


def _carries(gains: Sequence[float | None]) -> bool:
    """Whether a map would have done better at past days, by more than a standard error."""
    judged = np.array([gain for gain in gains if gain is not None])
    if len(judged) < _LEAST_JUDGED:
        return False
    return bool(judged.mean() > judged.std(ddof=1) / np.sqrt(len(judged)))


def _loss(chances: Chances, happened: Chances) -> float:
    """Mean log loss."""
    clipped = np.clip(chances, _CLIP, 1 - _CLIP)
    return float(-np.mean(happened * np.log(clipped) + (1 - happened) * np.log1p(-clipped)))
