"""Events as quadruples (subject, relation, object, day): what the ranker learns from and is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.response.ranking.errors import RankingError

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the numbers of entities and relations stand for.

    ``places`` and ``roles`` tell of each entity, by number, which country (or other whole) it belongs to and what it is
    there ("Police"), -1 where that isn't known. ``groups`` and ``quads`` put relations into coarser classes, by number
    from 0: CAMEO roots or PLOVER types, and quad classes.
    """

    entities: tuple[str, ...]
    relations: tuple[str, ...]
    places: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    quads: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Fill in what isn't given: nothing is known of entities, and every relation is a class of its own.

        Raises:
            RankingError: a list has another length than what it describes, or a number is out of range.
        """
        entities, relations = len(self.entities), len(self.relations)
        for field, length, default, lowest in (
            ("places", entities, (-1,) * entities, -1),
            ("roles", entities, (-1,) * entities, -1),
            ("groups", relations, tuple(range(relations)), 0),
            ("quads", relations, (0,) * relations, 0),
        ):
            given = getattr(self, field) or default
            if len(given) != length:
                raise RankingError(f"{field}: {len(given)} values for {length} names; give one for each")
            if min(given, default=0) < lowest:
                raise RankingError(f"{field}: {min(given)} is below {lowest}")
            object.__setattr__(self, field, tuple(given))


@dataclass(frozen=True, slots=True)
class Quadruples:
    """Events in order of day, subject, relation and object, whatever order they were given in.

    All four arrays have one value an event; days are whole numbers from any origin. Events that occur several times on
    one day stay as often as they are given.
    """

    subject: Integers
    relation: Integers
    object: Integers
    day: Integers
    vocabulary: Vocabulary

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]] | Integers, vocabulary: Vocabulary) -> Quadruples:
        """Quadruples of rows ``subject, relation, object, day``.

        Raises:
            RankingError: a row hasn't four numbers, or names an entity or relation that the vocabulary lacks.
        """
        table = np.asarray(rows if len(rows) else np.zeros((0, 4)), dtype=np.int64)
        if table.ndim != 2 or table.shape[1] != 4:
            raise RankingError(f"rows must be subject, relation, object, day; these have the shape {table.shape}")
        for column, names, what in (
            (0, vocabulary.entities, "subject"),
            (1, vocabulary.relations, "relation"),
            (2, vocabulary.entities, "object"),
        ):
            wrong = np.flatnonzero((table[:, column] < 0) | (table[:, column] >= len(names)))
            if len(wrong):
                row = int(wrong[0])
                raise RankingError(f"row {row + 1}: {what} {table[row, column]} isn't among the {len(names)} names")
        table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0], table[:, 3]))]
        columns = [np.ascontiguousarray(table[:, column]) for column in range(4)]
        return cls(columns[0], columns[1], columns[2], columns[3], vocabulary)

    def __len__(self) -> int:
        return len(self.day)

    def joined(self, later: Quadruples) -> Quadruples:
        """These and others, in order.

        Raises:
            RankingError: the two have different vocabularies.
        """
        if later.vocabulary != self.vocabulary:
            raise RankingError("the two sets of events number their entities or relations differently")
        return Quadruples.of(np.concatenate([self.rows(), later.rows()]), self.vocabulary)

    def rows(self) -> Integers:
        """The events as rows of subject, relation, object, day."""
        return np.stack([self.subject, self.relation, self.object, self.day], axis=1)

    def both_ways(self) -> Integers:
        """Every event from both sides, in order of day: rows of asker, relation, other, day.

        Seen from its object, an event has the relation's number plus the number of relations: ``(?, r, o)`` is asked as
        ``(o, r + R, ?)``, so that one ranker serves both directions.
        """
        rows = self.rows()
        turned = np.stack([self.object, self.relation + len(self.vocabulary.relations), self.subject, self.day], axis=1)
        both = np.concatenate([rows, turned])
        return both[np.lexsort((both[:, 2], both[:, 1], both[:, 0], both[:, 3]))]

    def before(self, day: int) -> Quadruples:
        """The events before a day."""
        end = int(np.searchsorted(self.day, day))
        return Quadruples(self.subject[:end], self.relation[:end], self.object[:end], self.day[:end], self.vocabulary)
