"""The network's arithmetic: its gradient, that it learns, and that it does so the same way each time."""

from __future__ import annotations

import numpy as np
import pytest

from countermove.response.ranking.network import Lessons, NetworkSettings, _forward, _gradient, _start, train

FEATURES, ACTS = 5, 3


def lessons(seed: int = 0, questions: int = 40) -> Lessons:
    random = np.random.default_rng(seed)
    sizes = random.integers(2, 7, questions)
    rows = int(sizes.sum())
    values = random.standard_normal((rows, FEATURES)).astype(np.float32)
    truth = np.zeros(rows, np.float32)
    start = np.cumsum(sizes) - sizes
    for first, size in zip(start, sizes, strict=True):
        truth[first + values[first : first + size, 0].argmax()] = 1  # it is always who has most of feature 0
    weight = np.where(truth == 1, 1, random.integers(1, 4, rows)).astype(np.float32)
    return Lessons(values, np.zeros(rows, np.float32), truth, weight, sizes, random.integers(0, ACTS, questions))


def loss(weights: dict[str, np.ndarray], taught: Lessons) -> float:
    owner = np.repeat(np.arange(len(taught)), taught.sizes)
    score = _forward(weights, taught.values, taught.offset, taught.act[owner])[2].astype(float)
    total = np.bincount(owner, taught.weight * np.exp(score))
    return float((taught.truth * (np.log(total)[owner] - score)).sum() / len(taught))


def test_the_gradient_is_the_slope_of_the_loss() -> None:
    taught, random = lessons(), np.random.default_rng(1)
    weights = {name: value.astype(np.float64) for name, value in _start(FEATURES, ACTS, 6, random).items()}
    weights["last"] += random.standard_normal(3)
    weights["second bias"] += 0.1  # at 0 a unit that hears nothing stands on its kink
    weights["by act"] += random.standard_normal((ACTS, 6)) / 3
    gradient = _gradient(weights, taught, np.arange(len(taught)))  # type: ignore[arg-type]
    for name, value in weights.items():
        place = tuple(random.integers(size) for size in value.shape)
        moved = []
        for step in (1e-5, -1e-5):
            changed = {key: array.copy() for key, array in weights.items()}
            changed[name][place] += step
            moved.append(loss(changed, taught))
        assert gradient[name][place] == pytest.approx((moved[0] - moved[1]) / 2e-5, abs=1e-4), name


def test_it_learns_what_tells_and_the_same_each_time() -> None:
    settings = NetworkSettings(networks=2, hidden=8, epochs=30, batch=10, rate=0.02)
    first, second = (train(lessons(), ACTS, settings) for _ in range(2))
    fresh = lessons(seed=5)
    owner = np.repeat(np.arange(len(fresh)), fresh.sizes)
    score = first.scores(fresh.values, fresh.offset, fresh.act[owner])
    start = np.cumsum(fresh.sizes) - fresh.sizes
    right = [fresh.truth[a + score[a : a + size].argmax()] for a, size in zip(start.tolist(), fresh.sizes, strict=True)]
    assert np.mean(right) > 0.8
    np.testing.assert_array_equal(score, second.scores(fresh.values, fresh.offset, fresh.act[owner]))
