from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.linkage import average_linkage, scale_locally


def symmetric(values: list[list[float]]) -> np.ndarray:
    table = np.array(values)
    return (table + table.T) / 2


def test_a_loose_and_a_tight_pair_are_alike_after_scaling() -> None:
    table = np.zeros((4, 4))
    table[0, 1] = table[1, 0] = 0.9
    table[2, 3] = table[3, 2] = 0.4
    scaled = scale_locally(table, neighbours=1, floor=0.1)
    assert scaled[0, 1] == scaled[2, 3] == 1.0


def test_the_floor_keeps_far_items_far() -> None:
    table = np.array([[0.0, 0.05], [0.05, 0.0]])
    assert scale_locally(table, neighbours=2, floor=0.25)[0, 1] == 0.2


def test_groups_join_by_their_mean() -> None:
    # 2 is near to 1 but not to 0: the mean over both pairs, 0.45, decides
    table = symmetric([[0, 0.9, 0.1], [0.9, 0, 0.8], [0.1, 0.8, 0]])
    assert average_linkage(table, 0.44) == [[0, 1, 2]]
    assert average_linkage(table, 0.46) == [[0, 1], [2]]


def test_nothing_and_one_item() -> None:
    assert average_linkage(np.zeros((0, 0)), 0.5) == []
    assert average_linkage(np.zeros((1, 1)), 0.5) == [[0]]


def by_hand(table: np.ndarray, least: float) -> list[list[int]]:
    """The definition, word by word."""
    groups = [[item] for item in range(len(table))]
    while len(groups) > 1:
        means = [
            (float(np.mean([[table[i, j] for j in right] for i in left])), left, right)
            for number, left in enumerate(groups)
            for right in groups[number + 1 :]
        ]
        best, left, right = max(means, key=lambda item: item[0])
        if best < least:
            break
        groups = [group for group in groups if group not in (left, right)] + [left + right]
    return sorted(sorted(group) for group in groups)


@given(st.integers(0, 9), st.integers(0, 2**32 - 1), st.floats(0.05, 0.95))
def test_linkage_is_as_defined(count: int, seed: int, least: float) -> None:
    table = symmetric(np.random.default_rng(seed).random((count, count)).tolist()) if count else np.zeros((0, 0))
    assert average_linkage(table, least) == by_hand(table, least)
