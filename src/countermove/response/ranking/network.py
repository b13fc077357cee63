"""The learned ranker: a small network that scores candidates, taught by which of them it was.

A conditional logit (McFadden 1974; listwise softmax, Cao et al. 2007) over the candidates of a question: two hidden
layers of rectified units, a linear part, the logarithm of the first score as offset, and for every act a shift of the
first layer, so that what counts may differ by act. Trained with Adam (Kingma and Ba 2015) in numpy; several networks
with different starts are averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.decay import spread
from countermove.response.ranking.quadruples import Integers

Array = NDArray[np.float32]
Weights = dict[str, Array]


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """How networks are built and trained."""

    networks: int = 3
    """Networks whose answers are averaged."""
    hidden: int = 64
    """Units of the hidden layer."""
    epochs: int = 3
    """Passes over the lessons."""
    batch: int = 256
    """Questions to a step."""
    rate: float = 0.002
    """Learning rate at the start; it falls to 0 over all epochs like a cosine."""
    decay: float = 0.01
    """Weight decay (decoupled: Loshchilov and Hutter 2019)."""
    act_decay: float = 0.1
    """The same for the shifts by act, of which many are seen rarely."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Candidates of questions, question after question, with what is known of them and whether it was them.

    ``sizes`` has the number of rows of each question and ``act`` its act; ``weight`` tells how many candidates a row
    stands for (rare ones among many left out); ``offset`` is the logarithm of the first score.
    """

    values: Array
    offset: Array
    truth: Array
    weight: Array
    sizes: Integers
    act: Integers

    def __len__(self) -> int:
        return len(self.sizes)


@dataclass(frozen=True, slots=True)
class Networks:
    """Trained networks; equal weights give equal scores on any machine with the same arithmetic."""

    weights: tuple[Weights, ...]

    def scores(self, values: Array, offset: Array, act: Integers) -> NDArray[np.float64]:
        """Scores of candidates, a row each, comparable within a question: log-odds up to a constant."""
        total = np.zeros(len(values))
        for weights in self.weights:
            total += _forward(weights, values, offset, act)[2]
        return total / len(self.weights)


def train(
    lessons: Lessons, acts: int, settings: NetworkSettings, progress: Callable[[str], None] = lambda _: None
) -> Networks:
    """Train networks.

    Args:
        lessons: at least one question.
        acts: how many acts there are.
        settings: see :class:`NetworkSettings`.
        progress: is told what is being done.
    """
    trained = []
    for seed in range(settings.networks):
        progress(f"training network {seed + 1} of {settings.networks}")
        trained.append(_train_one(lessons, acts, settings, seed))
    return Networks(tuple(trained))


def _train_one(lessons: Lessons, acts: int, settings: NetworkSettings, seed: int) -> Weights:
    random = np.random.default_rng(seed)
    weights = _start(lessons.values.shape[1], acts, settings.hidden, random)
    optimizer = _Adam(weights, settings)
    steps = settings.epochs * max(1, -(-len(lessons) // settings.batch))
    for step, chosen in enumerate(_batches(len(lessons), settings, random)):
        optimizer.step(_gradient(weights, lessons, chosen), 0.5 * (1 + np.cos(np.pi * step / steps)))
    return weights


def _start(features: int, acts: int, hidden: int, random: np.random.Generator) -> Weights:
    half = max(1, hidden // 2)
    first = random.standard_normal((features, hidden)) * (1 / features) ** 0.5
    second = random.standard_normal((hidden, half)) * (2 / hidden) ** 0.5
    return {
        "first": first.astype(np.float32),
        "first bias": np.zeros(hidden, np.float32),
        "by act": np.zeros((acts, hidden), np.float32),
        "second": second.astype(np.float32),
        "second bias": np.zeros(half, np.float32),
        "last": np.zeros(half, np.float32),
        "linear": np.zeros(features, np.float32),
        "offset": np.ones(1, np.float32),
    }


def _batches(questions: int, settings: NetworkSettings, random: np.random.Generator) -> Iterator[Integers]:
    for _ in range(settings.epochs):
        order = random.permutation(questions)
        for start in range(0, questions, settings.batch):
            yield order[start : start + settings.batch]


def _forward(weights: Weights, values: Array, offset: Array, act: Integers) -> tuple[Array, Array, Array]:
    first: Array = values @ weights["first"] + weights["by act"][act]
    first += weights["first bias"]
    np.maximum(first, 0, out=first)
    second: Array = first @ weights["second"] + weights["second bias"]
    np.maximum(second, 0, out=second)
    score: Array = second @ weights["last"] + values @ weights["linear"] + weights["offset"][0] * offset
    return first, second, score


def _gradient(weights: Weights, lessons: Lessons, chosen: Integers) -> Weights:
    """Of the mean, over questions, of minus the log-probability of every true answer."""
    sizes = lessons.sizes[chosen]
    ends = np.cumsum(lessons.sizes)[chosen] if len(chosen) else chosen
    owner, row = spread(ends - sizes, ends)
    values, offset, act = lessons.values[row], lessons.offset[row], lessons.act[chosen][owner]
    first, second, score = _forward(weights, values, offset, act)
    start = np.cumsum(sizes) - sizes
    odds = lessons.weight[row] * np.exp(score - np.maximum.reduceat(score, start)[owner])
    truth = lessons.truth[row]
    expected = (odds / np.add.reduceat(odds, start)[owner]) * np.add.reduceat(truth, start)[owner]
    error = ((expected - truth) / len(chosen)).astype(np.float32)
    at_second = error[:, None] * weights["last"] * (second > 0)
    at_first = (at_second @ weights["second"].T) * (first > 0)
    by_act = np.zeros_like(weights["by act"])
    np.add.at(by_act, lessons.act[chosen], np.add.reduceat(at_first, start, axis=0))
    return {
        "first": values.T @ at_first,
        "first bias": at_first.sum(axis=0),
        "by act": by_act,
        "second": first.T @ at_second,
        "second bias": at_second.sum(axis=0),
        "last": error @ second,
        "linear": error @ values,
        "offset": np.array([error @ offset], np.float32),
    }


class _Adam:
    _FIRST, _SECOND = 0.9, 0.99

    def __init__(self, weights: Weights, settings: NetworkSettings) -> None:
        self._weights, self._settings = weights, settings
        self._mean = {name: np.zeros_like(value) for name, value in weights.items()}
        self._square = {name: np.zeros_like(value) for name, value in weights.items()}
        self._steps = 0

    def step(self, gradient: Weights, share: float) -> None:
        """Move the weights, at a share of the full rate."""
        self._steps += 1
        rate = self._settings.rate * share
        for name, value in self._weights.items():
            mean, square = self._mean[name], self._square[name]
            mean += (1 - self._FIRST) * (gradient[name] - mean)
            square += (1 - self._SECOND) * (gradient[name] ** 2 - square)
            move = mean / (1 - self._FIRST**self._steps)
            move /= np.sqrt(square / (1 - self._SECOND**self._steps)) + 1e-8
            decay = {"by act": self._settings.act_decay, "offset": 0.0}.get(name, self._settings.decay)
            value -= (rate * (move + decay * value)).astype(np.float32)
