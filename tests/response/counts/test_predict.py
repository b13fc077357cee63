"""Days ahead: the recursion against simulation, and nothing of the future in what is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.count_simulation import simulate
from countermove.response.counts.calibration import calibration_error, fit_recalibration
from countermove.response.counts.design import Design
from countermove.response.counts.fitting import fit
from countermove.response.counts.origin import History, Origin
from countermove.response.counts.predict import distribution, expected, probability_any, series_mask
from countermove.response.counts.settings import CountSettings

SMALL = CountSettings(groups=20, attributions=1)


@pytest.fixture(scope="module")
def counts():
    return simulate(5, 40, 150, mean=0.04).counts


@pytest.fixture(scope="module")
def model(counts):
    return fit(counts, SMALL, "third_party", until=120)


def test_the_next_days_rate_is_that_of_the_rows_terms(counts, model):
    rows = np.flatnonzero((counts.day == 120) & (counts.day > counts.first[counts.series // 8]))
    history = History(model, counts)
    terms = Design(counts, model.columns, model.calendar, True).rows(rows, model.prior_days, history.attributed)
    direct = (terms * model.weights[counts.series[rows] % 4]).sum(axis=1)
    dyads = counts.series[rows] // 8
    rates = Origin(history, 119, dyads, 3).rates()
    assert rates[np.arange(len(rows)), 0, counts.series[rows] % 8] == pytest.approx(direct, rel=1e-4)


def test_recursion_agrees_with_simulation(counts, model):
    """Poisson days drawn from the same kernels: mean, and chance of none, within sampling error."""
    plain = replace(model, dispersion=np.ones(4))
    origin = Origin(History(plain, counts), 119, np.array([0]), 10)
    known, kernel = origin.rates()[0], plain.daily_kernel(stage=0)
    origin.stage[:] = 0
    dice, runs = np.random.default_rng(0), 6000
    drawn = np.zeros((runs, 10, 8))
    for ahead in range(10):
        rate = np.repeat(known[None, ahead], runs, axis=0)
        for lag in range(1, ahead + 1):
            rate = rate + drawn[:, ahead - lag] @ kernel[lag - 1]
        drawn[:, ahead] = dice.poisson(origin.weekday[ahead] * rate)
    mask = series_mask(0)
    sums = drawn[:, :, mask].sum(axis=(1, 2))
    assert expected(origin)[0][:, mask].sum() == pytest.approx(sums.mean(), abs=4 * sums.std() / runs**0.5)
    assert probability_any(origin, mask, 10)[0] == pytest.approx((sums > 0).mean(), abs=0.03)
    spread = distribution(origin, mask, 10)[0]
    assert spread[:3] == pytest.approx([(sums == number).mean() for number in range(3)], abs=0.03)


def test_a_distribution_has_the_expected_mean_and_chance_of_none(counts, model):
    origin = Origin(History(model, counts), 119, np.arange(10), 7)
    spread = distribution(origin, series_mask(1), 7)
    assert spread.sum(axis=1) == pytest.approx(np.ones(10))
    assert 1 - spread[:, 0] == pytest.approx(probability_any(origin, series_mask(1), 7), abs=1e-6)
    assert spread @ np.arange(64) == pytest.approx(expected(origin)[:, :, 4:].sum(axis=(1, 2)), rel=1e-3)


def test_what_comes_after_the_origin_is_not_looked_at(counts, model):
    dyads = np.arange(counts.dyads)
    whole = Origin(History(model, counts), 119, dyads, 7)
    known = Origin(History(model, counts.until(120)), 119, dyads, 7)
    assert whole.rates() == pytest.approx(known.rates(), abs=1e-7)


def test_longer_horizons_are_likelier(counts, model):
    origin = Origin(History(model, counts), 119, np.arange(20), 30)
    one, seven, thirty = (probability_any(origin, series_mask(0), days) for days in (1, 7, 30))
    assert (one <= seven + 1e-12).all() and (seven <= thirty + 1e-12).all()
    with pytest.raises(ValueError):
        probability_any(origin, series_mask(0), 31)


def test_a_map_corrects_probabilities_that_are_too_high():
    dice = np.random.default_rng(0)
    truth = dice.random(20_000) ** 3
    outcome = (dice.random(20_000) < truth).astype(float)
    announced = np.minimum(1.5 * truth, 0.999)
    fitted = fit_recalibration(announced, outcome)
    corrected = fitted.apply(announced)
    assert calibration_error(corrected, outcome) < calibration_error(announced, outcome) / 3
    assert (np.diff(fitted.apply(np.linspace(0, 1, 50))) > 0).all()
