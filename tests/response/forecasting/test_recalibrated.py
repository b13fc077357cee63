from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from countermove.response.counts.calibration import Recalibration
from countermove.response.forecasting.model import Outlook
from countermove.response.forecasting.recalibrated import Correction, recalibrated, rolling
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.track import track_record
from tests.response.forecasting.building import counts_of, steady_acts
from tests.response.forecasting.test_track import Oracle

SETTINGS = ForecastSettings(least_track=50, least_happened=5)
STARTS = [100, 110, 120, 130, 140, 150, 160, 170]
DAYS = 7


def drawn(seed: int, factor: float) -> tuple[np.ndarray, np.ndarray]:
    """Chances that are too high by a factor, and what happened."""
    dice = np.random.default_rng(seed)
    true = dice.uniform(0.05, 0.4, (len(STARTS), 100, 4))
    return np.minimum(true * factor, 0.95), (dice.random(true.shape) < true).astype(float)


def test_chances_that_were_too_high_are_lowered_once_that_has_shown():
    said, happened = drawn(1, 2.0)
    found = rolling(said, happened, STARTS, DAYS, 200, SETTINGS)
    np.testing.assert_array_equal(found.told[:4], said[:4])  # one day gives the first map, three more try it
    assert found.told[5:].mean() == pytest.approx(happened[5:].mean(), abs=0.03)
    assert found.now is not None
    assert found.now.origins == len(STARTS)
    assert found.now.map.apply(np.array([0.4]))[0] == pytest.approx(0.2, abs=0.05)


def test_good_chances_stay_as_they_are_mostly():
    kept = [rolling(*drawn(seed, 1.0), STARTS, DAYS, 200, SETTINGS).now is None for seed in range(10)]
    assert sum(kept) >= 7


def test_outcomes_not_known_yet_teach_nothing():
    said, happened = drawn(1, 2.0)
    found = rolling(said, happened, STARTS, 60, 200, SETTINGS)
    np.testing.assert_array_equal(found.told[:7], said[:7])
    assert rolling(said, happened, STARTS, 60, 171, SETTINGS).now is None


@limits(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.integers(0, len(STARTS) - 1), st.sampled_from([5, 10, 25]))
def test_what_is_told_on_a_day_knows_nothing_later(seed, place, days):
    said, happened = drawn(seed, 2.0)
    other = happened.copy()
    later = [one for one, start in enumerate(STARTS) if start + days > STARTS[place]]
    other[later] = 1 - other[later]
    one, two = (rolling(said, outcomes, STARTS, days, 200, SETTINGS) for outcomes in (happened, other))
    np.testing.assert_array_equal(one.told[: place + 1], two.told[: place + 1])


def test_nothing_is_corrected_where_that_is_not_wanted():
    said, happened = drawn(1, 2.0)
    found = rolling(said, happened, STARTS, DAYS, 200, replace(SETTINGS, recalibrate=False))
    assert found.now is None
    np.testing.assert_array_equal(found.told, said)


@given(st.lists(st.floats(0, 1), min_size=15, max_size=15), st.floats(-2, 2), st.floats(0.3, 3))
def test_corrected_chances_hang_together(values, shift, slope):
    chance = np.sort(np.array(values).reshape(1, 5, 3), axis=-1)
    chance[:, 4] = chance[:, :4].max(axis=1)
    outlook = Outlook(chance * 2, chance, chance * 3, chance, chance * 0.9, np.minimum(chance * 1.1, 1))
    correction = Correction(Recalibration(shift, slope), 12)
    found = recalibrated(outlook, (None, correction, None), (1, 7, 30))
    assert found.expected is outlook.expected
    for part in (found.probability_low, found.probability, found.probability_high):
        assert ((part >= 0) & (part <= 1)).all()
        assert (np.diff(part, axis=-1) >= 0).all()
        assert (part[:, 4] >= part[:, :4].max(axis=1) - 1e-12).all()
    assert (found.probability_low <= found.probability + 1e-12).all()
    assert (found.probability <= found.probability_high + 1e-12).all()
    np.testing.assert_array_equal(found.probability[..., 0], chance[..., 0])


def test_the_track_record_tells_what_was_told_and_what_the_model_said():
    acts = counts_of(steady_acts(days=700), 700)
    tracked = track_record(acts, range(len(acts.pairs)), lambda known: Oracle(0.6), replace(SETTINGS, origins=12))
    for one, correction in zip(tracked.record.horizons[:2], tracked.corrections, strict=False):
        assert correction is not None
        assert one.corrected is not None
        assert one.corrected.origins == 12
        assert one.brier < one.uncorrected_brier
        assert one.calibration_error < one.uncorrected_error
        assert correction.map.apply(np.array([0.6]))[0] == pytest.approx(one.happened / one.forecasts, abs=0.1)
