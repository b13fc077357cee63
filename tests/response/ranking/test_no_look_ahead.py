"""What happens on a day or later never shows in what is said of that day."""

from __future__ import annotations

import numpy as np
import pytest

from countermove.response.ranking.history import History
from countermove.response.ranking.quadruples import Quadruples
from countermove.response.ranking.ranker import Ranker, fit
from tests.response.ranking.world import ACTORS, ACTS, DAYS, SETTINGS, events, vocabulary


def scores(rows: np.ndarray, ranker: Ranker, day: int) -> np.ndarray:
    moved = ranker.over(Quadruples.of(rows, vocabulary()))
    moved.advance(day)
    asker, act = np.arange(ACTORS), np.arange(ACTORS) % (2 * ACTS)
    return moved.answers(asker, act).score


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return fit(Quadruples.of(events(1), vocabulary()), SETTINGS)


def test_scores_of_a_day_do_not_change_with_what_comes_from_that_day_on(ranker: Ranker) -> None:
    assert ranker.learned is not None
    past = events(2, 0, 30)
    told = [scores(np.concatenate([past, events(seed, 30, DAYS)]), ranker, 30) for seed in (3, 4)]
    np.testing.assert_array_equal(told[0], told[1])
    np.testing.assert_array_equal(told[0], scores(past, ranker, 30))


def test_scores_of_a_day_do_change_with_what_came_the_day_before(ranker: Ranker) -> None:
    past = events(2, 0, 29)
    told = [scores(np.concatenate([past, events(seed, 29, 30)]), ranker, 30) for seed in (3, 4)]
    assert not np.array_equal(told[0], told[1])


def test_the_same_events_teach_the_same() -> None:
    known = events(5, 0, 30)
    first = fit(Quadruples.of(known, vocabulary()), SETTINGS)
    second = fit(Quadruples.of(known, vocabulary()), SETTINGS)
    np.testing.assert_array_equal(scores(known, first, 30), scores(known, second, 30))


def test_the_order_of_lines_does_not_matter(ranker: Ranker) -> None:
    rows = events(6)
    shuffled = np.random.default_rng(0).permutation(rows)
    np.testing.assert_array_equal(scores(rows, ranker, DAYS), scores(shuffled, ranker, DAYS))
    again = fit(Quadruples.of(np.random.default_rng(1).permutation(events(1)), vocabulary()), SETTINGS)
    np.testing.assert_array_equal(scores(rows, ranker, DAYS), scores(rows, again, DAYS))


def test_a_history_moved_in_steps_is_the_same_as_in_one_go() -> None:
    quadruples = Quadruples.of(events(7), vocabulary())
    steps, leap = History(quadruples), History(quadruples)
    for day in range(DAYS + 5):
        steps.advance(day)
    leap.advance(DAYS + 4)
    np.testing.assert_array_equal(steps.counts("pair").values, leap.counts("pair").values)
    np.testing.assert_array_equal(steps.nearness.position, leap.nearness.position)
