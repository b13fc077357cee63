"""Counts that excite one another, asked by pair."""

import numpy as np
import pytest

from countermove.response.forecasting.exciting import ExcitingCounts
from countermove.response.forecasting.forecast import QUADS
from countermove.response.forecasting.model import RemovedActs
from tests.response.forecasting.building import counts_of, steady_acts

DAYS = 300


@pytest.fixture(scope="module")
def acts():
    echoes = [(b, a, 3, day + 1) for a, b, quad, day in steady_acts(5, DAYS - 1) if quad == 3 and day % 2]
    return counts_of(steady_acts(5, DAYS) + echoes, DAYS, [("X", "Y")])


@pytest.fixture(scope="module")
def model(acts):
    return ExcitingCounts.fit(acts, "third_party", draws=10)


def test_parts_add_up_to_the_expected_number(acts, model):
    seen = model.seen(acts)
    pairs = range(len(acts.pairs))
    found = seen.outlook(pairs, (1, 7, 30), 0.8, DAYS)
    for pair in pairs:
        for quad in range(len(QUADS)):
            carried = seen.carried(pair, quad, 30, DAYS)
            total = carried.base + carried.others + sum(one.contribution for one in carried.carriers)
            assert total == pytest.approx(found.expected[pair, quad, 2], rel=1e-3)


def test_numbers_grow_with_the_horizon_and_lie_in_their_intervals(acts, model):
    found = model.seen(acts).outlook(range(len(acts.pairs)), (1, 7, 30), 0.8, DAYS)
    assert (np.diff(found.probability, axis=-1) >= -1e-9).all() and (np.diff(found.expected, axis=-1) >= 0).all()
    assert (found.expected_low <= found.expected).all() and (found.expected <= found.expected_high).all()
    assert (found.probability_low <= found.probability).all() and (found.probability <= found.probability_high).all()


def test_later_acts_change_nothing_before_them(acts, model):
    known = 200
    changed = counts_of(
        [act for act in steady_acts(5, DAYS) if act[3] < known] + [("A", "B", 3, day) for day in range(known, DAYS)],
        DAYS,
        acts.pairs,
    )
    before = counts_of([act for act in steady_acts(5, DAYS) if act[3] < known], DAYS, acts.pairs)
    pairs = range(len(acts.pairs))
    first, second = (model.seen(one).probabilities(pairs, (1, 7, 30), known) for one in (before, changed))
    np.testing.assert_allclose(first, second, atol=1e-9)


def test_without_an_act_no_number_rises(acts, model):
    row = int(np.flatnonzero(acts.quad == 3)[-1])
    removed = RemovedActs(((int(acts.pair[row]), 3, int(acts.day[row]), 1),))
    found = model.seen(acts).without(removed, range(len(acts.pairs)), (1, 7, 30), 0.8, DAYS)
    if isinstance(found, str):
        assert found.endswith(".")
    else:
        assert (found.difference <= 0).all() and (found.difference_low <= found.difference).all()
        assert (found.difference <= found.difference_high).all() and (found.difference_high <= 0).all()


def test_who_never_met_is_left_to_constant_rates(acts, model):
    place = acts.number_of(("X", "Y"))
    seen = model.seen(acts)
    assert 0 < seen.outlook([place], (30,), 0.8, DAYS).probability[0, 4, 0] < 0.2
    assert not seen.carried(place, 0, 30, DAYS).carriers
