"""Ranks and measures on cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.response.ranking.measures import RankMeasures, filtered_ranks, interval_over_days


def ranks(score: list[list[float]], answers: list[tuple[int, int]]) -> list[float]:
    question, answer = np.array(answers).T
    return filtered_ranks(np.array(score, float), question, answer).tolist()


def test_the_best_is_first_and_the_worst_last() -> None:
    assert ranks([[3, 2, 1]], [(0, 0)]) == [1]
    assert ranks([[3, 2, 1]], [(0, 2)]) == [3]


def test_ties_take_the_mean_of_the_ranks_they_share() -> None:
    assert ranks([[5, 5, 1]], [(0, 0)]) == [1.5]
    assert ranks([[7, 5, 5, 5]], [(0, 2)]) == [3]


def test_scoring_all_alike_earns_the_middle() -> None:
    assert ranks([[1.0] * 9], [(0, 4)]) == [5]


def test_other_true_answers_of_the_question_are_taken_out_first() -> None:
    assert ranks([[4, 3, 2, 1]], [(0, 1), (0, 2)]) == [2, 2]
    assert ranks([[4, 3, 2, 1], [4, 3, 2, 1]], [(0, 0), (1, 3)]) == [1, 4]


def test_a_tie_with_another_true_answer_costs_nothing() -> None:
    assert ranks([[4, 4, 1]], [(0, 0), (0, 1)]) == [1, 1]


@given(st.lists(st.integers(0, 3), min_size=2, max_size=12), st.data())
def test_the_mean_rank_is_that_over_all_ways_to_break_ties(row: list[int], data: st.DataObject) -> None:
    answer = data.draw(st.integers(0, len(row) - 1))
    worst = sum(value >= row[answer] for value in row)
    best = 1 + sum(value > row[answer] for value in row)
    assert ranks([[float(value) for value in row]], [(0, answer)]) == [(best + worst) / 2]


def test_measures_by_hand() -> None:
    found = RankMeasures.of(np.array([1, 2, 4, 20.0]))
    assert found.mrr == pytest.approx((1 + 0.5 + 0.25 + 0.05) / 4)
    assert (found.hits1, found.hits3, found.hits10) == (0.25, 0.5, 0.75)


def test_measures_of_nothing_are_no_numbers() -> None:
    assert np.isnan(RankMeasures.of(np.array([])).mrr)


def test_the_interval_holds_the_mean_and_is_wider_where_days_differ() -> None:
    day = np.repeat(np.arange(20), 10)
    same, differing = np.full(200, 2.0), np.where(day % 2 == 0, 1.0, 4.0)
    assert interval_over_days(same, day) == (0.5, 0.5)
    low, high = interval_over_days(differing, day)
    assert low < 0.625 < high
