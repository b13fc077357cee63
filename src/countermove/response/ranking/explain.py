"""Why somebody is ranked where it is: what speaks for it, and the past events behind that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from countermove.response.ranking.errors import RankingError
from countermove.response.ranking.features import FeatureTable, feature_table
from countermove.response.ranking.lessons import FLOOR, offset_of
from countermove.response.ranking.network import Networks
from countermove.response.ranking.ranker import Ranker
from countermove.response.ranking.shortlist import MIXTURE, Shortlist

_KINDS = {
    "the same act, or its like, between the two": ("same ",),
    "the two sides' dealings": ("pair",),
    "earlier acts that announce this one": ("announced",),
    "whom such acts come from or go to": ("act's target", "group's target"),
    "how active it is": ("target", "candidate keeps"),
    "what others of the same place do": (
        "place",
        "actor, place",
        "actor, act, place",
        "both places",
        "candidate's place",
    ),
    "what others of the same role do": ("role", "act, role", "actor, role", "candidate is", "asker is"),
    "third parties, and actors alike": (
        "partners",
        "likeness",
        "expected contact",
        "act of the like",
        "fits",
        "like the",
    ),
}
_FIRST_LOOK = ("first score", "first rank")


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An earlier event between asker and candidate; ``act`` as the asker sees it."""

    act: int
    day: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What speaks for a candidate.

    ``reasons`` tell by how much its log-odds against the average candidate would fall without each kind of knowledge,
    strongest first; they needn't add up, for kinds overlap. ``events`` are the latest between the two, latest first.
    """

    candidate: int
    probability: float
    reasons: tuple[tuple[str, float], ...]
    events: tuple[PastEvent, ...]


def explain(
    ranker: Ranker, asker: int, act: int, candidate: int, day: int | None = None, most_events: int = 10
) -> Explanation:
    """Explain one candidate of one question; arguments as for :meth:`Ranker.answers`.

    Raises:
        RankingError: the candidate isn't among those that the ranker looks at closely.
    """
    found = ranker.look(np.array([asker]), np.array([act]))
    answers = ranker.rank(found, day)
    if candidate not in found.candidate[0]:
        raise RankingError(
            f"actor {candidate} isn't among the {found.candidate.shape[1]} likeliest; nothing known speaks for it"
        )
    row = int(np.flatnonzero(found.candidate[0] == candidate)[0])
    if ranker.learned is None:
        losses = _first_look(found, row)
    else:
        table = feature_table(ranker.history, found, ranker.history.day if day is None else day)
        scaled = FeatureTable(table.names, table.kinds, ranker.learned.scale.scaled(table.values))
        losses = _losses(ranker.learned.networks, scaled, found, row)
    reasons = sorted(((kind, round(loss, 3)) for kind, loss in losses.items()), key=lambda item: (-item[1], item[0]))
    probability = float(answers.probability[0][answers.candidate[0] == candidate][0])
    events = _events(ranker, asker, candidate)[:most_events]
    return Explanation(candidate, probability, tuple(item for item in reasons if item[1] > 0), events)


def _losses(networks: Networks, table: FeatureTable, found: Shortlist, row: int) -> dict[str, float]:
    """By kind: the candidate's score less what it would be were its features of that kind those of the average."""
    offset, act = offset_of(found), int(found.act[0])
    kind_of = [_kind(name) for name in table.names]
    kinds = sorted({kind for kind in kind_of if kind})
    average = table.values.mean(axis=0)
    values = np.repeat(table.values[row : row + 1], len(kinds) + 2, axis=0)
    offsets = np.full(len(values), offset[row], np.float32)
    for number, kind in enumerate(kinds):
        columns = np.array([name == kind for name in kind_of])
        values[number, columns] = average[columns]
    first = np.array([name in _FIRST_LOOK for name in table.names])
    values[-2, first], offsets[-2] = average[first], offset.mean()
    scores = networks.scores(values, offsets, np.full(len(values), act))
    losses = {kind: float(scores[-1] - scores[number]) for number, kind in enumerate(kinds)}
    by_first_look = float(scores[-1] - scores[-2])
    for kind, share in _first_look(found, row).items():
        losses[kind] = losses.get(kind, 0.0) + share * by_first_look
    return losses


def _first_look(found: Shortlist, row: int) -> dict[str, float]:
    """The share of each kind of knowledge in the first score of a candidate."""
    column = int(found.candidate[0, row])
    parts: dict[str, float] = {}
    for name, weight in MIXTURE.items():
        kind = _kind(name) or name
        parts[kind] = parts.get(kind, 0.0) + weight * float(found.parts[name][0, column])
    total = sum(parts.values()) + FLOOR
    return {kind: part / total for kind, part in parts.items()}


def _kind(name: str) -> str | None:
    for kind, beginnings in _KINDS.items():
        if name.startswith(beginnings):
            return kind
    return None


def _events(ranker: Ranker, asker: int, candidate: int) -> tuple[PastEvent, ...]:
    history = ranker.history
    events = history.events[: int(np.searchsorted(history.events[:, 3], history.day))]
    between = events[(events[:, 0] == asker) & (events[:, 2] == candidate)][::-1]
    return tuple(PastEvent(int(act), int(day)) for act, day in between[:, [1, 3]])
