from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from countermove.response.forecasting.constant import ConstantRates
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.track import first_origin, origins, track_record
from tests.response.forecasting.building import counts_of, steady_acts

SETTINGS = ForecastSettings(origins=5, least_track=10, least_happened=1)


class Oracle:
    """Says one number of everything."""

    def __init__(self, said: float) -> None:
        self.said = said

    def seen(self, acts):
        return self

    def probabilities(self, pairs, horizons, known):
        return np.full((len(pairs), 4, len(horizons)), self.said)


def test_what_is_said_is_compared_with_what_happened():
    acts = counts_of(steady_acts(days=400), 400)
    pairs = range(len(acts.pairs))
    found = track_record(acts, pairs, lambda known: Oracle(0.3), replace(SETTINGS, recalibrate=False)).record
    assert found.too_short is None and found.pairs == 12 and len(found.origins) == 5
    for place, one in enumerate(found.horizons):
        assert one.days == SETTINGS.days[place] and one.forecasts == 5 * 12 * 4
        happened = sum(int((acts.totals(start, start + one.days) > 0).sum()) for start in origins(acts.days, SETTINGS))
        assert one.happened == happened
        share = happened / one.forecasts
        assert one.brier == pytest.approx(share * 0.7**2 + (1 - share) * 0.3**2, abs=1e-6)
        assert one.calibration_error == pytest.approx(abs(share - 0.3), abs=1e-5)
        [only] = one.bins
        assert (only.low, only.high, only.forecasts) == (0.2, 0.4, one.forecasts)


def test_steady_acts_are_forecast_well_by_their_rates():
    acts = counts_of(steady_acts(days=700), 700)
    found = track_record(acts, range(len(acts.pairs)), ConstantRates.fit, replace(SETTINGS, origins=12)).record
    for one in found.horizons:
        assert one.brier == pytest.approx(one.constant_brier, rel=0.01) and one.brier < one.same_brier
        assert one.calibration_error < 0.08
        assert sum(part.forecasts for part in one.bins) == one.forecasts


@limits(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(40, 300))
def test_nothing_later_than_a_past_day_is_seen(seed, changed):
    """Acts from some day on are replaced: forecasts made before that day stay the same."""
    days = 300
    acts = counts_of(steady_acts(3, days), days)
    other = [act for act in steady_acts(3, days) if act[3] < changed]
    other += [act for act in steady_acts(seed, days) if act[3] >= changed]
    mixed = counts_of(other, days, acts.pairs)
    said = []
    for one in (acts, mixed):
        seen = []
        model = _Recording(seen)
        track_record(one, range(len(acts.pairs)), model.fit, SETTINGS)
        said.append(seen)
    for start, before, after in zip(origins(days, SETTINGS), *said, strict=True):
        if start <= changed:
            np.testing.assert_array_equal(before, after)


class _Recording:
    def __init__(self, seen) -> None:
        self._seen = seen

    def fit(self, known):
        self._model = ConstantRates.fit(known)
        return self

    def seen(self, acts):
        self._acts = self._model.seen(acts)
        return self

    def probabilities(self, pairs, horizons, known):
        self._seen.append(self._acts.probabilities(pairs, horizons, known))
        return self._seen[-1]


@pytest.mark.parametrize("days", [1, 5, 40, 80])
def test_too_few_days_are_said_to_be_too_few(days):
    acts = counts_of(steady_acts(days=days), days, [("A", "B")])
    found = track_record(acts, range(len(acts.pairs)), ConstantRates.fit, ForecastSettings()).record
    assert found.too_short and not found.horizons


def test_past_days_leave_the_longest_horizon_behind_them():
    for days in range(1, 500, 7):
        starts = origins(days, SETTINGS)
        assert all(first_origin(days, SETTINGS) <= start <= days - 30 for start in starts)
        assert list(starts) == sorted(set(starts))
