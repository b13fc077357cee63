"""What is told of every candidate of a question, in numbers with names that a reader understands."""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.decay import NEVER
from countermove.response.ranking.families import CANDIDATE_FAMILIES, Family
from countermove.response.ranking.history import History
from countermove.response.ranking.quadruples import Integers
from countermove.response.ranking.shortlist import Shortlist

Table = NDArray[np.float32]
Kind = Literal["share", "count", "plain"]
"""share: of a whole, best seen in logarithms; count: 0 or more, the same; plain: as it is."""

_PARTS = (
    "announced",
    "announced, in all",
    "partners of partners",
    "latest partners of partners",
    "likeness",
    "expected contact",
    "act of the like",
    "partners of the like",
)
_SIGNED = frozenset({"likeness", "expected contact"})
_ONE_MEETING = 300
"""The gap, in days, that stands for what has happened on one day only."""


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """A row a candidate, question after question (all have equally many), a column a feature."""

    names: tuple[str, ...]
    kinds: tuple[Kind, ...]
    values: Table


class _Columns:
    def __init__(self, rows: int, candidates: int) -> None:
        self._names: list[str] = []
        self._kinds: list[Kind] = []
        self._columns: list[NDArray[np.float32]] = []
        self._rows, self._candidates = rows, candidates

    def add(self, name: str, column: NDArray[np.generic], kind: Kind = "count") -> None:
        self._names.append(name)
        self._kinds.append(kind)
        self._columns.append(np.asarray(column, dtype=np.float32))

    def add_share(self, name: str, column: NDArray[np.float64]) -> None:
        by_question = column.reshape(-1, self._candidates)
        total = np.maximum(by_question.sum(axis=1, keepdims=True), 1e-9)
        self.add(f"{name}, share", (by_question / total).ravel(), "share")

    def table(self) -> FeatureTable:
        return FeatureTable(tuple(self._names), tuple(self._kinds), np.stack(self._columns, axis=1))


def feature_table(history: History, found: Shortlist, day: int) -> FeatureTable:
    """The features of all candidates of a shortlist.

    Args:
        history: as the shortlist was made with.
        found: questions and their candidates.
        day: the day asked about; it may lie later than the history reaches (several steps ahead).
    """
    questions, candidates = found.candidate.shape
    question = np.repeat(np.arange(questions), candidates)
    asker, act, other = found.asker[question], found.act[question], found.candidate.ravel()
    columns = _Columns(len(other), candidates)
    columns.add("first score", found.score[question, other], "share")
    columns.add("first rank", np.tile(np.arange(candidates), questions))
    for name in _PARTS:
        columns.add(name, found.parts[name][question, other], "plain" if name in _SIGNED else "share")
    for name, fits in history.patterns.fit(found.asker, found.act, found.candidate).items():
        columns.add(name, fits.ravel(), "plain")
        columns.add(f"{name}, against the others", (fits - fits.mean(axis=1, keepdims=True)).ravel(), "plain")
    for family in CANDIDATE_FAMILIES:
        _add_family(columns, history, family, (asker, act, other), day)
    _add_reverse(columns, history, (asker, act, other), day)
    _add_kinds(columns, history, (asker, act, other))
    _add_question(columns, history, (asker, act, other), day - history.day)
    return columns.table()


Triple = tuple[Integers, Integers, Integers]


def _add_family(columns: _Columns, history: History, family: Family, triple: Triple, day: int) -> None:
    counts = history.counts(family)
    place = counts.find(history.keys.key(family, *triple))
    values = counts.at(place)
    for column, life in enumerate(family.half_lives):
        name = f"{family.name}, all time" if isinf(life) else f"{family.name}, {life:g} days"
        columns.add(name, values[:, column])
        if family.shares:
            columns.add_share(name, values[:, column])
    if family.ages:
        age, times = counts.age(place, day), counts.number_of_days(place)
        columns.add(f"{family.name}, days since", age)
        columns.add(f"{family.name}, number of days", times)
        if family.name == "same act":
            lasted = np.where(place >= 0, counts.last[place] - counts.first[place], 0)
            gap = np.where(times > 1, lasted / np.maximum(times - 1, 1), np.where(times == 1, _ONE_MEETING, NEVER))
            columns.add("same act, usual gap", gap)
            columns.add("same act, days since in usual gaps", age / np.maximum(gap, 0.5))


def _add_reverse(columns: _Columns, history: History, triple: Triple, day: int) -> None:
    asker, act, other = triple
    keys, same, way = history.keys, history.counts("same act"), history.counts("pair, same way")
    place = same.find((asker * keys.acts + keys.turned[act]) * keys.actors + other)
    values = same.at(place)
    columns.add("same act returned, 7 days", values[:, 1])
    columns.add("same act returned, all time", values[:, 4])
    columns.add("same act returned, days since", same.age(place, day))
    place = way.find((asker * 2 + 1 - keys.way[act]) * keys.actors + other)
    values = way.at(place)
    columns.add("pair, other way, 15 days", values[:, 0])
    columns.add("pair, other way, all time", values[:, 1])
    columns.add("pair, other way, days since", way.age(place, day))


def _add_kinds(columns: _Columns, history: History, triple: Triple) -> None:
    asker, _, other = triple
    place, role, unknown = history.keys.place, history.keys.role, history.keys.places - 1
    known = (place[asker] < unknown) & (place[other] < unknown)
    told = history.keys.place_told
    columns.add("same place", np.where(known, place[asker] == place[other], -1), "plain")
    columns.add("asker's place is told", told[asker], "plain")
    columns.add("candidate's place is told", told[other], "plain")
    columns.add("both places are told", told[asker] & told[other], "plain")
    columns.add("itself", asker == other, "plain")
    columns.add("candidate is a state", role[other] == 0, "plain")
    columns.add("asker is a state", role[asker] == 0, "plain")


def _add_question(columns: _Columns, history: History, triple: Triple, ahead: int) -> None:
    asker, act, other = triple
    keys = history.keys
    for name, key, lives in (
        ("asker", asker, ("3 days", "40 days", "all time")),
        ("asker's act", asker * keys.acts + act, ("30 days", "all time")),
        ("act", act, ("all time",)),
    ):
        counts = history.counts(name)
        values = counts.at(counts.find(key))
        for column, life in enumerate(lives):
            columns.add(f"{name}, {life}", values[:, column])
    columns.add("asker keeps to the known", history.novelty_of_actor(asker), "plain")
    columns.add("candidate keeps to the known", history.novelty_of_actor(other), "plain")
    novelty = history.novelty_of_act(act)
    columns.add("act is among the known", novelty[:, 0], "plain")
    columns.add("act is repeated", novelty[:, 1], "plain")

    columns.add("days ahead", np.full(len(asker), ahead))
