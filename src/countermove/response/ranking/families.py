"""What is counted of past events: families of keys, each with its half-lives.

A family looks at one side of an event as the actor itself, its place or its role, and at the act as the relation, its
group, its quad class or only its way (done or suffered). "Same act" is actor, relation, actor: recurrency, the baseline
that is hard to beat (Gastinger et al. 2024); "place act" is what actors of one country do to whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

import numpy as np

from countermove.response.ranking.quadruples import Integers, Vocabulary

Side = Literal["any", "actor", "place", "role"]
Deed = Literal["any", "relation", "group", "quad", "way"]


@dataclass(frozen=True, slots=True)
class Family:
    """Which parts of an event make the key, with which half-lives in days it fades, and what is told of it.

    ``shares``: also as a share among a question's candidates. ``ages``: also days since the last time, and number of
    days with it.
    """

    name: str
    asker: Side
    deed: Deed
    other: Side
    half_lives: tuple[float, ...]
    shares: bool = False
    ages: bool = False


CANDIDATE_FAMILIES = (
    Family("same act", "actor", "relation", "actor", (2, 7, 30, 120, inf), shares=True, ages=True),
    Family("same group of acts", "actor", "group", "actor", (7, 60, inf), ages=True),
    Family("same class of acts", "actor", "quad", "actor", (30, inf), ages=True),
    Family("pair", "actor", "any", "actor", (1, 3, 10, 40, 150, inf), shares=True, ages=True),
    Family("pair, same way", "actor", "way", "actor", (15, inf), ages=True),
    Family("act's target", "any", "relation", "actor", (2, 7, 30, 120, inf), shares=True, ages=True),
    Family("group's target", "any", "group", "actor", (7, inf)),
    Family("target", "any", "way", "actor", (1, 3, 10, 40, inf), ages=True),
    Family("place's act", "place", "relation", "actor", (15, inf), shares=True, ages=True),
    Family("place's target", "place", "any", "actor", (5, 30, inf), shares=True, ages=True),
    Family("actor, place", "actor", "any", "place", (20, inf), shares=True),
    Family("actor, act, place", "actor", "relation", "place", (60, inf), shares=True),
    Family("place, place", "place", "any", "place", (30, inf), shares=True),
    Family("place, act, place", "place", "relation", "place", (60, inf), shares=True),
    Family("role, act, role", "role", "relation", "role", (inf,), shares=True),
    Family("act, role", "any", "relation", "role", (60, inf), shares=True),
    Family("actor, role", "actor", "any", "role", (60, inf), shares=True),
    Family("place, act, role", "place", "relation", "role", (90,)),
    Family("role, act, place", "role", "relation", "place", (90,)),
)
"""Of a question and a candidate."""

QUESTION_FAMILIES = (
    Family("asker", "actor", "any", "any", (3, 40, inf)),
    Family("asker's act", "actor", "relation", "any", (30, inf)),
    Family("act", "any", "relation", "any", (inf,)),
)
"""Of a question alone: how much is known."""


class Keys:
    """Numbers for the parts of events: acts are those seen from both sides (the turned ones follow the others)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        actors, acts = len(vocabulary.entities), len(vocabulary.relations)
        self.actors, self.acts = actors, 2 * acts
        self.places = max(vocabulary.places, default=-1) + 2
        self.roles = max(vocabulary.roles, default=-1) + 2
        self.place = _known(vocabulary.places, self.places - 1)
        self.role = _known(vocabulary.roles, self.roles - 1)
        self.place_told = self.place < self.places - 1
        groups, quads = np.array(vocabulary.groups, np.int64), np.array(vocabulary.quads, np.int64)
        group_count, quad_count = int(groups.max(initial=0)) + 1, int(quads.max(initial=0)) + 1
        self.group = np.concatenate([groups, groups + group_count])
        self.quad = np.concatenate([quads, quads + quad_count])
        self.way = np.repeat(np.arange(2), acts)
        self.turned = np.roll(np.arange(2 * acts), acts)
        self._sides = {
            "any": (np.zeros(actors, np.int64), 1),
            "actor": (np.arange(actors), actors),
            "place": (self.place, self.places),
            "role": (self.role, self.roles),
        }
        self._deeds = {
            "any": (np.zeros(2 * acts, np.int64), 1),
            "relation": (np.arange(2 * acts), 2 * acts),
            "group": (self.group, 2 * group_count),
            "quad": (self.quad, 2 * quad_count),
            "way": (self.way, 2),
        }

    def prefix(self, family: Family, asker: Integers, act: Integers, places: Integers | None = None) -> Integers:
        """The part of a family's key that a question gives; times :meth:`width` plus the other's gives the key."""
        deeds, deed_count = self._deeds[family.deed]
        prefix: Integers = self._side(family.asker, asker, places) * deed_count + deeds[act]
        return prefix

    def width(self, family: Family) -> int:
        """How many keys share a prefix."""
        return self._sides[family.other][1]

    def key(
        self,
        family: Family,
        asker: Integers,
        act: Integers,
        other: Integers,
        places: tuple[Integers, Integers] | None = None,
    ) -> Integers:
        """The family's key of events or of questions with candidates.

        ``places``: of askers and others, where they aren't the present ones.
        """
        of_asker, of_other = places or (None, None)
        prefix = self.prefix(family, asker, act, of_asker)
        return prefix * self.width(family) + self._side(family.other, other, of_other)

    def _side(self, side: Side, actor: Integers, places: Integers | None) -> Integers:
        return places if side == "place" and places is not None else self._sides[side][0][actor]


def _known(values: tuple[int, ...], unknown: int) -> Integers:
    numbers = np.array(values, np.int64)
    return np.where(numbers < 0, unknown, numbers)
