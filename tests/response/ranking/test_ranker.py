"""Fitting and asking: what is learned, what is said where little is known, and why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from countermove.response.ranking.errors import RankingError
from countermove.response.ranking.explain import explain
from countermove.response.ranking.quadruples import Quadruples, Vocabulary
from countermove.response.ranking.ranker import Ranker, fit
from tests.response.ranking.world import ACTORS, ACTS, DAYS, SETTINGS, events, vocabulary


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return fit(Quadruples.of(events(1), vocabulary()), SETTINGS)


def test_a_fitted_ranker_answers_about_the_day_after_the_last(ranker: Ranker) -> None:
    assert ranker.history.day == DAYS
    answers = ranker.answers(np.array([3, 4]), np.array([0, ACTS]))
    assert answers.score.shape == (2, ACTORS)
    assert ranker.learned is not None
    np.testing.assert_allclose(answers.probability.sum(axis=1), ranker.learned.coverage)
    assert 0.9 < ranker.learned.coverage <= 1
    assert (np.diff(answers.probability, axis=1) <= 0).all()


def test_those_it_deals_with_are_ranked_above_strangers(ranker: Ranker) -> None:
    answers = ranker.answers(np.array([10]), np.array([2]))
    assert set(answers.candidate[0, :3]) == {11, 12, 13}
    turned = ranker.answers(np.array([10]), np.array([ACTS + 2]))
    assert set(turned.candidate[0, :3]) == {7, 8, 9}


def test_the_past_is_not_asked_about(ranker: Ranker) -> None:
    with pytest.raises(RankingError, match="day 3 is past"):
        ranker.answers(np.array([1]), np.array([1]), day=3)


def test_with_few_events_the_fixed_mixture_ranks_alone() -> None:
    few = Quadruples.of([(0, 0, 1, 0), (0, 0, 1, 3), (0, 1, 2, 5)], vocabulary())
    ranker = fit(few)
    assert ranker.learned is None
    answers = ranker.answers(np.array([0]), np.array([0]))
    assert answers.candidate[0, :2].tolist() == [1, 2]
    told = explain(ranker, 0, 0, 1)
    assert told.reasons[0][0] == "the same act, or its like, between the two"
    assert [(event.act, event.day) for event in told.events] == [(0, 3), (0, 0)]


def test_one_event_and_one_actor_are_enough() -> None:
    alone = Vocabulary(("Norland",), ("Consult",))
    ranker = fit(Quadruples.of([(0, 0, 0, 7)], alone))
    assert ranker.answers(np.array([0]), np.array([0])).probability.tolist() == [[1.0]]


def test_without_events_there_is_nothing_to_learn_from() -> None:
    with pytest.raises(RankingError, match="no events"):
        fit(Quadruples.of([], vocabulary()))


def test_many_days_ahead_is_learned_from_frozen_pasts() -> None:
    ranker = fit(Quadruples.of(events(1), vocabulary()), replace(SETTINGS, horizon=10))
    assert ranker.learned is not None
    near, far = (ranker.answers(np.array([10]), np.array([2]), day=day) for day in (DAYS, DAYS + 9))
    assert set(far.candidate[0, :3]) == {11, 12, 13}
    assert not np.array_equal(near.probability, far.probability)


def test_an_explanation_names_reasons_and_events(ranker: Ranker) -> None:
    told = explain(ranker, 10, 2, 11, most_events=3)
    assert 0 < told.probability <= 1
    assert told.reasons
    assert all(weight > 0 for _, weight in told.reasons)
    days = [event.day for event in told.events]
    assert len(days) == 3
    assert days == sorted(days, reverse=True)


def test_who_is_not_looked_at_closely_is_not_explained(ranker: Ranker) -> None:
    outside = set(range(ACTORS)) - set(ranker.look(np.array([10]), np.array([2])).candidate[0].tolist())
    with pytest.raises(RankingError, match="isn't among the 12 likeliest"):
        explain(ranker, 10, 2, min(outside))


def test_numbers_that_the_vocabulary_lacks_are_refused() -> None:
    with pytest.raises(RankingError, match="row 1: relation 9"):
        Quadruples.of([(0, 9, 1, 0)], vocabulary())
    with pytest.raises(RankingError, match="places: 2 values for 1 names"):
        Vocabulary(("Norland",), ("Consult",), places=(0, 1))


def test_other_actors_are_not_taken(ranker: Ranker) -> None:
    with pytest.raises(RankingError, match="number"):
        ranker.over(Quadruples.of([(0, 0, 0, 7)], Vocabulary(("Norland",), ("Consult",))))
