"""Fitting daily counts: nesting, steps that never lower the likelihood, mass, order, what lies ahead."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.count_simulation import simulate
from countermove.response.counts.daily_counts import DailyCounts
from countermove.response.counts.em import Problem, bounded_steps, maximise
from countermove.response.counts.fitting import fit, fit_ladder, groups_of
from countermove.response.counts.score import score
from countermove.response.counts.settings import CountSettings

SMALL = CountSettings(groups=20, replicates=20, attributions=1)


@pytest.fixture(scope="module")
def counts() -> DailyCounts:
    return simulate(3, 25, 120, mean=0.03).counts


def test_no_level_is_less_likely_than_the_one_below(counts):
    ladder = fit_ladder(counts, SMALL)
    assert [model.level for model in ladder] == ["constant", "own", "partner", "third_party"]
    values = [model.log_likelihood for model in ladder]
    assert values == sorted(values)
    assert values[1] > values[0] + 20, "own history matters in these data"


def test_the_model_expects_as_many_acts_as_there_were(counts):
    """At the maximum the expected acts of the fitting window are the observed ones."""
    model = fit(counts, SMALL, "partner")
    found = score(model, counts, model.start, model.until, groups_of(counts.dyads, SMALL))
    assert found.expected.sum() == pytest.approx(found.events.sum(), rel=1e-3)
    assert found.expected.sum(axis=0) == pytest.approx(found.events.sum(axis=0), rel=0.05)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_no_step_lowers_the_likelihood(seed):
    dice = np.random.default_rng(seed)
    terms = tuple(dice.gamma(0.5, size=(12, 3)) for _ in range(4))
    observed = tuple(dice.integers(1, 4, 12).astype(float) for _ in range(4))
    problem = Problem(
        terms,
        observed,
        dice.gamma(2.0, 5.0, size=(4, 2, 3)),
        tuple(dice.integers(0, 2, 12) for _ in range(4)),
        np.arange(12).reshape(4, 3),
    )
    weights, path = maximise(problem, np.full(12, 0.1), 100, 1e-9)
    assert all(later >= earlier - 1e-7 * abs(earlier) for earlier, later in pairwise(path))
    assert (weights >= 0).all()


def test_bounded_steps_stop_at_zero():
    steps = bounded_steps(np.eye(2), np.array([[-3.0, 0.5]]), np.array([1.0, 1.0]))
    assert steps.tolist() == [[-1.0, 0.5]]


def test_the_order_of_acts_does_not_matter(counts):
    dice = np.random.default_rng(0)
    number = counts.count.astype(int)
    acts = np.stack(
        [np.repeat(column, number) for column in (counts.initiator, counts.target, counts.series % 4, counts.day)]
    )
    one = fit(DailyCounts.from_events(*acts, days=counts.days), SMALL, "partner", draws=True)
    other = fit(
        DailyCounts.from_events(*acts[:, dice.permutation(acts.shape[1])], days=counts.days),
        SMALL,
        "partner",
        draws=True,
    )
    assert np.array_equal(one.weights, other.weights)
    assert np.array_equal(one.draws, other.draws)


def test_days_after_the_fitting_window_are_not_looked_at(counts):
    changed = counts.only((counts.day < 100) | (counts.day % 2 == 0))
    for level in ("own", "third_party"):
        assert np.array_equal(
            fit(counts, SMALL, level, until=100).weights, fit(changed, SMALL, level, until=100).weights
        )


def test_few_acts_give_a_constant_rate_and_say_so():
    few = DailyCounts.from_events([0, 1, 0], [1, 0, 2], [0, 0, 3], [3, 40, 60], days=90)
    model = fit(few, SMALL)
    assert model.level == "constant"
    assert model.notice is not None and "events_for_kernels" in model.notice


def test_no_acts_at_all_give_a_model():
    model = fit(DailyCounts.from_events([], [], [], [], days=10), SMALL)
    assert model.level == "constant" and np.isfinite(model.weights).all()


def test_the_branching_ratio_is_below_one(counts):
    assert 0 < fit(counts, SMALL, "partner").branching_ratio() < 1


def test_kernels_are_found_within_their_intervals():
    from benchmarks.count_simulation import recovered

    inside, _ = recovered(1, 50, 150)
    assert inside.mean() >= 0.7
