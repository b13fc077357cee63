"""Acts that are removed: what is refused, and what simulated data with known descendants say."""

from __future__ import annotations

import pytest

from benchmarks.count_simulation import removal, settings, simulate
from countermove.response.counts.counterfactual import (
    Act,
    Counterfactual,
    Interval,
    PartnerGain,
    Refusal,
    partner_gain,
    without,
)
from countermove.response.counts.fitting import fit
from countermove.response.counts.origin import History

FOUND = PartnerGain(Interval(0.05, 0.02, 0.08), 1000.0)
NONE = PartnerGain(Interval(0.001, -0.002, 0.004), 1000.0)


@pytest.fixture(scope="module")
def data():
    return simulate(4, 40, 150, mean=0.1, marked_day=120)


@pytest.fixture(scope="module")
def history(data):
    return History(fit(data.counts, settings(), "partner", draws=True), data.counts)


def test_acts_of_the_pair_are_put_down_to_the_removed_one(history, data):
    removed = {act: without(history, [act], 149, 10, FOUND) for act in data.marked}
    told = [found for found in removed.values() if isinstance(found, Counterfactual)]
    assert told and all(0 <= found.answers.low <= found.answers.high for found in told)
    assert sum(found.answers.mean for found in told) > 0.1
    found = told[0]
    assert found.observed[0][0].mean >= 0 and found.ahead[1][0].mean > 0
    assert "conditional on the model" in found.condition


def test_simulated_descendants_are_estimated():
    pairs = [removal(seed, 40, 100) for seed in range(3)]
    true, estimated = (sum(pair[side] for pair in pairs) for side in (0, 1))
    assert true > 5
    assert estimated == pytest.approx(true, rel=0.6)


@pytest.mark.parametrize(
    ("act", "evidence", "words"),
    [
        (Act(0, 1, 0, 7777), FOUND, "no act"),
        (Act(10_000, 10_001, 0, 5), FOUND, "no act"),
    ],
)
def test_acts_that_are_not_there_are_refused(history, act, evidence, words):
    found = without(history, [act], 149, 10, evidence)
    assert isinstance(found, Refusal) and words in found.reason


def test_an_undetectable_effect_is_refused(history, data):
    found = without(history, data.marked[:1], 149, 10, NONE)
    assert isinstance(found, Refusal) and "detectable" in found.reason


def test_a_model_without_reaction_is_refused(data):
    own = History(fit(data.counts, settings(), "own"), data.counts)
    found = without(own, data.marked[:1], 149, 10, FOUND)
    assert isinstance(found, Refusal) and "own" in found.reason


def test_acts_of_two_pairs_are_an_error(history):
    with pytest.raises(ValueError):
        without(history, [Act(0, 1, 0, 1), Act(2, 3, 0, 1)], 149, 10, FOUND)


def test_partner_gain_is_found_where_partners_excite_and_not_where_they_do_not():
    assert partner_gain(simulate(1, 60, 200, partner=0.25, mean=0.05).counts, settings()).detectable
    assert not partner_gain(simulate(1, 60, 200, partner=0.0, mean=0.05).counts, settings()).detectable
