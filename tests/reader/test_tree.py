import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.reader.tree import best_tree, is_tree


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0], True),
        ([2, 0], True),
        ([0, 0], False),
        ([2, 1], False),
        ([0, 3, 2], False),
        ([1], False),
        ([3, 3, 0, 2], True),
    ],
)
def test_trees_are_recognised(heads, expected):
    assert is_tree(heads) is expected


def scores_of(size, seed):
    scores = np.random.default_rng(seed).normal(scale=8, size=(size, size + 1)).astype(np.float32)
    scores[np.arange(size), np.arange(1, size + 1)] = -1e4
    return scores


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_decoding_always_gives_a_tree_with_one_root(size, seed):
    assert is_tree(best_tree(scores_of(size, seed)))


@given(st.integers(151, 260), st.integers(0, 2**32 - 1))
def test_very_long_sentences_get_a_tree_too(size, seed):
    assert is_tree(best_tree(scores_of(size, seed)))


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_tree_is_the_best_there_is(size, seed):
    scores = scores_of(size, seed)

    def total(heads):
        return sum(float(scores[word, head]) for word, head in enumerate(heads))

    best = max(total(heads) for heads in itertools.product(range(size + 1), repeat=size) if is_tree(heads))
    assert total(best_tree(scores)) == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf, -np.inf, -1e4])
def test_useless_scores_still_give_a_tree(value):
    assert is_tree(best_tree(np.full((300, 301), value, np.float32)))
