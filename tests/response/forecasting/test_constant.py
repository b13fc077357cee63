import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.response.forecasting.constant import ConstantRates
from tests.response.forecasting.building import counts_of, steady_acts

acts_of_few = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("DEF"), st.integers(0, 3), st.integers(0, 59)),
    min_size=1,
    max_size=60,
)


@settings(max_examples=20, deadline=None)
@given(acts_of_few)
def test_chances_grow_with_the_horizon_and_intervals_hold_the_estimate(drawn):
    acts = counts_of(drawn, 60, [("A", "B")])
    found = ConstantRates.fit(acts).seen(acts).outlook(range(len(acts.pairs)), (1, 7, 30), 0.8, acts.days)
    for low, middle, high in (
        (found.expected_low, found.expected, found.expected_high),
        (found.probability_low, found.probability, found.probability_high),
    ):
        assert (low <= middle).all() and (middle <= high).all()
        assert (np.diff(middle, axis=-1) >= 0).all()
    assert (found.probability >= 0).all() and (found.probability_high <= 1).all()


@settings(max_examples=20, deadline=None)
@given(acts_of_few)
def test_any_act_is_at_least_as_likely_as_one_of_a_class(drawn):
    acts = counts_of(drawn, 60)
    found = ConstantRates.fit(acts).seen(acts).outlook(range(len(acts.pairs)), (7,), 0.8, acts.days)
    totals = acts.totals()
    some = totals.sum(axis=1) > 0
    assert (found.expected[some, 4] > 0).all()
    np.testing.assert_allclose(
        ConstantRates.fit(acts).seen(acts).probabilities(range(len(acts.pairs)), (7,), acts.days),
        found.probability[:, :4],
    )


def test_rates_are_near_the_counts_where_there_are_many():
    acts = counts_of(steady_acts(days=400), 400)
    found = ConstantRates.fit(acts).seen(acts).outlook(range(len(acts.pairs)), (30,), 0.8, acts.days)
    expected = 30 * acts.totals() / 400
    many = acts.totals() >= 20
    np.testing.assert_allclose(found.expected[:, :4, 0][many], expected[many], rtol=0.15)


def test_a_pair_without_acts_is_given_a_small_chance_and_not_none():
    acts = counts_of(steady_acts(days=200), 200, [("Q", "R")])
    place = acts.number_of(("Q", "R"))
    found = ConstantRates.fit(acts).seen(acts).outlook([place], (30,), 0.8, acts.days)
    assert 0 < found.probability[0, 4, 0] < 0.1


def test_nothing_is_told_without_an_act():
    acts = counts_of(steady_acts(days=60), 60)
    reason = ConstantRates.fit(acts).seen(acts).without(None, [0], (7,), 0.8, acts.days)
    assert "constant rates" in reason
