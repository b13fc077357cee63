"""Fading counts, partners of partners, and who is looked at closely."""

from __future__ import annotations

from math import inf

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from countermove.response.ranking.decay import NEVER, DecayedCounts, spread
from countermove.response.ranking.partners import Partners
from countermove.response.ranking.shortlist import _best


def test_counts_are_halved_in_their_half_life_and_unseen_keys_are_unknown() -> None:
    counts = DecayedCounts(np.array([7, 7, 9]), (1, inf))
    counts.take(0, 2, day=0)
    counts.take(2, 2, day=1)
    place = counts.find(np.array([7, 9, 8]))
    assert place.tolist() == [0, -1, -1]
    assert counts.at(place).tolist() == [[0.5, 2], [0, 0], [0, 0]]
    assert counts.age(place, 2).tolist() == [2, NEVER, NEVER]
    assert counts.number_of_days(place).tolist() == [1, 0, 0]
    counts.take(2, 3, day=2)
    assert counts.find(np.array([9])).tolist() == [1]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=6))
def test_spread_lists_every_number_of_every_range(ranges: list[tuple[int, int]]) -> None:
    start = np.array([first for first, _ in ranges], np.int64)
    owner, value = spread(start, start + np.array([length for _, length in ranges], np.int64))
    told = [(number, first + i) for number, (first, length) in enumerate(ranges) for i in range(length)]
    assert list(zip(owner.tolist(), value.tolist(), strict=True)) == told


def test_partners_lead_on_to_their_partners() -> None:
    actors, both = 4, [(0, 1), (1, 0), (1, 2), (2, 1)]
    counts = DecayedCounts(np.array([a * actors + b for a, b in both]), (inf,))
    counts.take(0, 4, day=0)
    partners = Partners(actors, (1.0,))
    partners.refresh(counts)
    _, reached, closeness = partners.of_partners(np.array([0]))
    assert set(reached.tolist()) == {0, 2}
    assert (closeness > 0).all()
    assert len(partners.of_partners(np.array([3]))[0]) == 0


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20), st.integers(1, 25))
def test_the_best_are_in_order_and_equals_by_number(row: list[int], length: int) -> None:
    found = _best(np.array([row], np.float32), length)[0].tolist()
    assert found == sorted(range(len(row)), key=lambda column: (-row[column], column))[:length]
