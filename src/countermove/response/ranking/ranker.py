"""The ranker: fitted on past events, asked who will be on the other side of an act.

A question is an asker and an act, seen from either side: ``(s, r, ?)`` is ``(s, r)``, ``(?, r, o)`` is ``(o, r + R)``
with R relations. Answers rest on events before the day alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from countermove.response.ranking.errors import RankingError
from countermove.response.ranking.features import feature_table
from countermove.response.ranking.history import History
from countermove.response.ranking.lessons import Day, Sampling, Scale, gather, offset_of
from countermove.response.ranking.network import Networks, NetworkSettings, train
from countermove.response.ranking.quadruples import Floats, Integers, Quadruples
from countermove.response.ranking.shortlist import Shortlist, shortlist

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RankerSettings:
    """How a ranker is fitted."""

    learn_days: int = 200
    """From the questions of so many last days it learns what counts; what comes before is history only."""
    most_questions: int = 60_000
    """Of more questions, as many are drawn."""
    fewest_questions: int = 500
    """With fewer, nothing is learned: the fixed mixture of :mod:`countermove.response.ranking.shortlist` ranks
    alone."""
    horizon: int = 0
    """0 to answer about the day after the events; else so many days ahead, for which it learns from frozen pasts."""
    refresh: int = 5
    """Every so many days it is computed anew who is near whom."""
    sampling: Sampling = field(default_factory=Sampling)
    """How many candidates a question has, and which of them are learned from."""
    network: NetworkSettings = field(default_factory=NetworkSettings)
    """How the networks are built and trained."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Scores of all actors for some questions: a row a question, a column an actor; higher is likelier.

    ``candidate`` and ``probability`` have the actors looked at closely, likeliest first, and how likely each is to be
    the other side of such an act on such a day, if there is one. Those of a question add up to how often the answer was
    among the candidates when the ranker was fitted (to 1 where nothing was learned); the rest is for somebody else.
    """

    score: Floats
    candidate: Integers
    probability: Floats


@dataclass(frozen=True, slots=True)
class Learned:
    """What fitting gave: networks, the scale of their input, and how often the answer was among the candidates."""

    networks: Networks
    scale: Scale
    coverage: float


class Ranker:
    """A fitted ranker and the history that it answers from.

    Args:
        history: what has happened; :meth:`advance` moves it on.
        settings: as it was fitted with.
        learned: what fitting gave; None if there was too little to learn from.
    """

    def __init__(self, history: History, settings: RankerSettings, learned: Learned | None) -> None:
        self.history, self.settings, self.learned = history, settings, learned

    def advance(self, day: int) -> None:
        """Take in the events before a day."""
        self.history.advance(day)

    def over(self, quadruples: Quadruples) -> Ranker:
        """The same ranker over other events, from their beginning (to be moved on by :meth:`advance`).

        Raises:
            RankingError: actors or acts are numbered otherwise than where it was fitted.
        """
        history = History(quadruples, self.settings.refresh)
        if (history.keys.actors, history.keys.acts) != (self.history.keys.actors, self.history.keys.acts):
            raise RankingError("these events number other actors or acts than those that the ranker was fitted on")
        return Ranker(history, self.settings, self.learned)

    def look(self, asker: Integers, act: Integers) -> Shortlist:
        """The first look at questions: parts and sum of the fixed mixture, for all actors.

        Args:
            asker: numbers of actors.
            act: numbers of relations, plus the number of relations where the asker suffers the act.
        """
        return shortlist(self.history, asker, act, self.settings.sampling.candidates)

    def answers(self, asker: Integers, act: Integers, day: int | None = None) -> Answers:
        """Rank all actors for questions; arguments as for :meth:`look` and :meth:`rank`."""
        return self.rank(self.look(asker, act), day)

    def rank(self, found: Shortlist, day: int | None = None) -> Answers:
        """Rank all actors after a first look.

        Args:
            found: what :meth:`look` gave, the history not moved since.
            day: the day asked about, the morning that the history has been moved to if not given.

        Raises:
            RankingError: the day lies before that morning.
        """
        day = self.history.day if day is None else day
        if day < self.history.day:
            raise RankingError(f"day {day} is past: the history already reaches day {self.history.day}")
        offset = offset_of(found)
        close: Floats = offset.astype(np.float64)
        if self.learned is not None:
            table = feature_table(self.history, found, day)
            values = self.learned.scale.scaled(table.values)
            close = self.learned.networks.scores(values, offset, np.repeat(found.act, found.candidate.shape[1]))
        close = close.reshape(found.candidate.shape)
        score = found.score.astype(np.float64)
        # Whoever was looked at closely stands above whoever wasn't.
        lifted = close - close.min(initial=0.0) + score.max(initial=0.0) + 1
        np.put_along_axis(score, found.candidate, lifted, axis=1)
        odds = np.exp(close - close.max(axis=1, keepdims=True))
        coverage = 1.0 if self.learned is None else self.learned.coverage
        probability = coverage * odds / odds.sum(axis=1, keepdims=True)
        order = np.lexsort((found.candidate, -probability), axis=1)
        return Answers(
            score, np.take_along_axis(found.candidate, order, axis=1), np.take_along_axis(probability, order, axis=1)
        )


def fit(quadruples: Quadruples, settings: RankerSettings | None = None, progress: Progress = lambda _: None) -> Ranker:
    """Fit a ranker on events; its history then reaches to the day after the last.

    Args:
        quadruples: at least one event.
        settings: see :class:`RankerSettings`.
        progress: is told what is being done.

    Raises:
        RankingError: there are no events.
    """
    settings = settings or RankerSettings()
    if not len(quadruples):
        raise RankingError("there are no events to learn from")
    history = History(quadruples, settings.refresh)
    last = int(quadruples.day[-1])
    days = _days_to_learn_from(quadruples, settings)
    learned = None
    questions = sum(len(Day.of(history, day).asker) for _, day in days)
    if questions >= settings.fewest_questions:
        share = min(1.0, settings.most_questions / questions)
        gathered = gather(history, days, settings.sampling, share, progress)
        if gathered is not None:
            networks = train(gathered.lessons, history.keys.acts, settings.network, progress)
            learned = Learned(networks, gathered.scale, gathered.coverage)
    history.advance(last + 1)
    return Ranker(history, settings, learned)


def _days_to_learn_from(quadruples: Quadruples, settings: RankerSettings) -> list[tuple[int, int]]:
    """What is known and what is asked: the day's own morning, or a morning up to a horizon before.

    The first fifth of the time is history alone: there is little to tell from before.
    """
    first, last = int(quadruples.day[0]), int(quadruples.day[-1])
    from_day = max(last + 1 - settings.learn_days, first + (last + 1 - first) // 5)
    days = [int(day) for day in np.unique(quadruples.day) if day >= from_day]
    if settings.horizon == 0:
        return [(day, day) for day in days]
    frozen = {day: last + 1 - settings.horizon * (1 + (last - day) // settings.horizon) for day in days}
    return [(frozen[day], day) for day in days if frozen[day] >= from_day]
