"""What has happened before a day: all counts, moved on day by day, never looking ahead."""

from __future__ import annotations

import numpy as np

from countermove.response.ranking.announcing import Announcing
from countermove.response.ranking.decay import DecayedCounts
from countermove.response.ranking.families import CANDIDATE_FAMILIES, QUESTION_FAMILIES, Family, Keys
from countermove.response.ranking.nearness import Nearness
from countermove.response.ranking.partners import Partners
from countermove.response.ranking.patterns import Patterns
from countermove.response.ranking.placing import Placing, places_of_events
from countermove.response.ranking.quadruples import Floats, Integers, Quadruples

_ALL = (*CANDIDATE_FAMILIES, *QUESTION_FAMILIES)
_PARTNERS, _LATEST_PARTNERS = (0.0, 0.0, 3.0, 1.0, 0.3, 0.0), (1.0, 1.0, 0.0, 0.0, 0.0, 0.0)
"""Weights of the half-lives of "pair" (1, 3, 10, 40, 150 days, all time): partners, and those of the last few days."""
_NOVELTY_LIVES = (30.0, 60.0)
"""Half-lives, in days, of how often actors, and acts, turn to somebody new."""


class History:
    """The state of the world on the morning of a day, made of the events before it.

    Args:
        quadruples: events; only those before the day to which the history has been moved are used.
        refresh: every how many days what is near what is computed anew.
    """

    def __init__(self, quadruples: Quadruples, refresh: int = 5) -> None:
        self.keys = Keys(quadruples.vocabulary)
        self.events = quadruples.both_ways()
        asker, act, other = self.events[:, 0], self.events[:, 1], self.events[:, 2]
        places = places_of_events(self.keys, self.events)
        self._counts = {
            family.name: DecayedCounts(self.keys.key(family, asker, act, other, places), family.half_lives)
            for family in _ALL
        }
        self._placing = Placing(self.keys)
        self.announcing = Announcing(self.keys, self.counts("same act"))
        self.nearness = Nearness(self.keys.actors)
        self.partners = Partners(self.keys.actors, _PARTNERS)
        self.latest_partners = Partners(self.keys.actors, _LATEST_PARTNERS)
        self.patterns = Patterns(self.keys.actors, self.keys.acts)
        self._new_of_actor: Floats = np.zeros((self.keys.actors, 2))
        self._new_of_act: Floats = np.zeros((self.keys.acts, 3))
        self._taken, self._refresh = 0, refresh
        self.day = int(self.events[0, 3]) if len(self.events) else 0
        self._origin = self.day

    def counts(self, family: Family | str) -> DecayedCounts:
        """The counts of a family."""
        return self._counts[family if isinstance(family, str) else family.name]

    def advance(self, day: int) -> None:
        """Take in all events before a day (a day already passed changes nothing)."""
        stale = False
        while self.day < day:
            end = int(np.searchsorted(self.events[:, 3], self.day, side="right"))
            self._take(self._taken, end)
            self._taken = end
            if (self.day - self._origin) % self._refresh == 0:
                self.announcing.refresh()
                self.nearness.refresh(self.counts("pair"))
                self.partners.refresh(self.counts("pair"))
                self.patterns.refresh(self.counts("same act"), self.counts("pair"), self.nearness.position)
            self.day += 1
            stale = True
        if stale:
            self.latest_partners.refresh(self.counts("pair"))

    def novelty_of_actor(self, actor: Integers) -> Floats:
        """The share of an actor's recent events that were with somebody known to it, drawn towards one half."""
        seen = self._new_of_actor[actor]
        return (seen[:, 0] + 1) / (seen[:, 1] + 2)

    def novelty_of_act(self, act: Integers) -> Floats:
        """The shares of recent events with an act that were between a known pair, and the same as before."""
        seen = self._new_of_act[act]
        return (seen[:, :2] + 1) / (seen[:, 2:] + 2)

    def _take(self, start: int, end: int) -> None:
        if end > start:
            asker, act, other = self.events[start:end, 0], self.events[start:end, 1], self.events[start:end, 2]
            self.announcing.take(asker, act, other)
            known = self.counts("pair").find(asker * self.keys.actors + other) >= 0
            same = self.counts("same act").find((asker * self.keys.acts + act) * self.keys.actors + other) >= 0
            ones = np.ones(end - start)
            np.add.at(self._new_of_actor, asker, np.stack([known, ones], axis=1))
            np.add.at(self._new_of_act, act, np.stack([known, same, ones], axis=1))
        for counts in self._counts.values():
            counts.take(start, end, self.day)
        self._placing.take(self.events[start:end, 0], self.events[start:end, 2])
        self.announcing.pass_day()
        self._new_of_actor *= 0.5 ** (1 / _NOVELTY_LIVES[0])
        self._new_of_act *= 0.5 ** (1 / _NOVELTY_LIVES[1])
