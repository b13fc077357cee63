"""A first ranking of all actors, by a fixed mixture; its best are looked at closely.

Every part is a share among all actors, so the mixture is the interpolation of language models (Jelinek and Mercer
1980): from what is specific and rare (the same act) to what is general (who is active at all). With few events to
learn from, this mixture is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.families import CANDIDATE_FAMILIES, Family
from countermove.response.ranking.history import History
from countermove.response.ranking.quadruples import Integers

Scores = NDArray[np.float32]

MIXTURE = {
    "same act": 2.0,
    "announced": 1.5,
    "pair": 1.0,
    "act's target": 0.5,
    "place's act": 0.4,
    "place's target": 0.3,
    "partners of partners": 0.3,
    "latest partners of partners": 0.2,
    "act of the like": 0.3,
    "partners of the like": 0.3,
    "target": 0.1,
}
"""How the parts weigh. Chosen by hand on the last days of a training period."""
_SELF = 0.01
"""What is left of the score of the asker itself: acts on oneself are rare."""
_ALIKE = 20
"""So many of the actors that are most like the asker are looked at."""
_WEIGHTS = {
    "same act": (0.5, 0.5, 1.0, 0.5, 0.2),
    "pair": (2.0, 1.0, 1.0, 0.5, 0.5, 0.1),
    "act's target": (0.5, 0.5, 1.0, 0.5, 0.1),
    "target": (1.0, 1.0, 1.0, 0.3, 0.02),
    "place's act": (1.0, 0.1),
    "place's target": (1.0, 0.5, 0.05),
}
"""How the half-lives of a family are added up."""
_FAMILY = {family.name: family for family in CANDIDATE_FAMILIES}


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What is known of questions after the first look.

    ``score`` and ``parts`` have a row a question and a column an actor; ``candidate`` has the numbers of the best
    actors of each question, best first.
    """

    asker: Integers
    act: Integers
    score: Scores
    parts: dict[str, Scores]
    candidate: Integers


def shortlist(history: History, asker: Integers, act: Integers, length: int) -> Shortlist:
    """Rank all actors for questions ``(asker, act)``.

    Args:
        history: moved to the day that is asked about.
        asker: numbers of actors.
        act: numbers of acts, those seen from the object's side included.
        length: how many candidates are kept of each question.
    """
    parts = {name: _family(history, _FAMILY[name], asker, act) for name in _WEIGHTS}
    parts["announced"], parts["announced, in all"] = _announced(history, asker, act)
    actors, row = np.unique(asker, return_inverse=True)
    alike = _alike(history, actors)
    parts |= {name: part[row] for name, part in alike.parts.items()}
    parts["act of the like"] = _acts_of_the_like(history, act, alike.like[row], alike.likeness[row])
    score: Scores = np.zeros((len(asker), history.keys.actors), np.float32)
    for name, weight in MIXTURE.items():
        score += np.float32(weight) * parts[name]
    score[np.arange(len(asker)), asker] *= np.float32(_SELF)
    return Shortlist(asker, act, score, parts, _best(score, length))


def _family(history: History, family: Family, asker: Integers, act: Integers) -> Scores:
    prefix, row = np.unique(history.keys.prefix(family, asker, act), return_inverse=True)
    width, counts = history.keys.width(family), history.counts(family)
    owner, place = counts.of_range(prefix * width, (prefix + 1) * width)
    value = counts.values[place] @ np.array(_WEIGHTS[family.name])
    found = _shares(owner, counts.keys[place] % width, value, len(prefix), history.keys.actors)[row]
    if family.asker == "place":
        found[history.keys.place[asker] == history.keys.places - 1] = 0
    return found


def _announced(history: History, asker: Integers, act: Integers) -> tuple[Scores, Scores]:
    owner, other, lately, in_all = history.announcing.announced(asker, act)
    rows, columns = len(asker), history.keys.actors
    return _shares(owner, other, lately, rows, columns), _shares(owner, other, in_all, rows, columns)


@dataclass(frozen=True, slots=True)
class _Alike:
    parts: dict[str, Scores]
    like: Integers
    likeness: NDArray[np.float64]


def _alike(history: History, actors: Integers) -> _Alike:
    near, count = history.nearness, history.keys.actors
    parts = {
        name: _shares(*partners.of_partners(actors), len(actors), count)
        for name, partners in (
            ("partners of partners", history.partners),
            ("latest partners of partners", history.latest_partners),
        )
    }
    likeness: Scores = near.position[actors] @ near.position.T
    parts["likeness"] = likeness
    signed: Scores = np.multiply(near.scaled[actors], near.sign, dtype=np.float32)
    expected: Scores = signed @ near.scaled.T
    parts["expected contact"] = expected
    others: Scores = likeness.copy()
    others[np.arange(len(actors)), actors] = -1
    like = _best(others, min(_ALIKE, count))
    squared = np.take_along_axis(others, like, axis=1).astype(np.float64) ** 2
    pairs = history.counts("pair")
    owner, place = pairs.of_range(like.ravel() * count, (like.ravel() + 1) * count)
    weight = squared.ravel()[owner] * np.log1p(pairs.values[place, 3])
    asked = owner // like.shape[1]
    parts["partners of the like"] = _shares(asked, pairs.keys[place] % count, weight, len(actors), count)
    return _Alike(parts, like, squared)


def _acts_of_the_like(history: History, act: Integers, like: Integers, likeness: NDArray[np.float64]) -> Scores:
    acts, count = history.counts("same act"), history.keys.actors
    first = (like * history.keys.acts + act[:, None]).ravel() * count
    owner, place = acts.of_range(first, first + count)
    weight = likeness.ravel()[owner] * np.log1p(acts.values[place, 3])
    return _shares(owner // like.shape[1], acts.keys[place] % count, weight, len(act), count)


def _shares(row: Integers, column: Integers, value: NDArray[np.float64], rows: int, columns: int) -> Scores:
    cells = np.bincount(row * columns + column, value, rows * columns).reshape(rows, columns)
    total = np.bincount(row, value, rows)
    return (cells / np.maximum(total, 1e-9)[:, None]).astype(np.float32)


def _best(score: Scores, length: int) -> Integers:
    """The columns with the highest values of every row, best first, lower numbers first among equals."""
    length = min(length, score.shape[1])
    # Equal values at the edge are settled by number, not by the order in which a partition leaves them.
    edge = np.partition(score, score.shape[1] - length, axis=1)[:, score.shape[1] - length, None]
    above, at_edge = score > edge, score == edge
    room = length - above.sum(axis=1, keepdims=True)
    chosen = above | (at_edge & (np.cumsum(at_edge, axis=1) <= room))
    columns = np.nonzero(chosen)[1].reshape(len(score), length)
    order = np.argsort(-np.take_along_axis(score, columns, axis=1), axis=1, kind="stable")
    return np.take_along_axis(columns, order, axis=1)
