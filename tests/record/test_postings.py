from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.postings import Postings
from countermove.record.vectors import dot

vectors = st.dictionaries(st.integers(0, 2**63 - 1) | st.integers(0, 8), st.integers(1, 1000), max_size=12)


@given(st.lists(vectors, max_size=8), vectors)
def test_products_are_exact(rows: list[dict[int, int]], query: dict[int, int]) -> None:
    postings = Postings()
    for number, row in enumerate(rows):
        assert postings.add(row) == number
    assert postings.products(query).tolist() == [dot(query, row) for row in rows]
    table = postings.table(list(range(len(rows))), query)
    everything = [*rows, query]
    expected = np.array([[dot(left, right) for right in everything] for left in everything])
    np.fill_diagonal(table, 0)
    np.fill_diagonal(expected, 0)
    assert table.tolist() == expected.tolist()


@given(st.lists(vectors, max_size=8), vectors, st.data())
def test_rows_can_be_left_out(rows: list[dict[int, int]], query: dict[int, int], data: st.DataObject) -> None:
    postings = Postings()
    for row in rows:
        postings.add(row)
    kept = data.draw(st.lists(st.sampled_from(range(len(rows))), unique=True)) if rows else []
    fewer = postings.only(kept)
    fewer.add(query)
    assert fewer.products(query).tolist() == [*(dot(query, rows[number]) for number in kept), dot(query, query)]


def test_a_weight_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="weight 5000"):
        Postings().add({1: 5000})
