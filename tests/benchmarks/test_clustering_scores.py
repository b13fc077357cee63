"""The scores on cases worked out by hand and on the examples of Luo (2005, table 1) and Bagga and Baldwin (1998)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.clustering_scores import Score, b_cubed, ceaf_e, coref_scores, muc, pairwise


def grouping(*groups: str) -> dict[str, int]:
    return {item: number for number, group in enumerate(groups) for item in group}


TRUTH = grouping("12345", "67", "89ABC")
LUO = {
    "a": grouping("12345", "6789ABC"),
    "b": grouping("1234589ABC", "67"),
    "c": grouping("123456789ABC"),
    "d": grouping(*"123456789ABC"),
}


@pytest.mark.parametrize(
    ("name", "muc_f1", "b_cubed_f1", "ceaf_f1"),
    [("a", 94.7, 86.5, 73.3), ("b", 94.7, 73.7, 66.7), ("c", 90.0, 54.5, 29.4), ("d", 0.0, 40.0, 17.8)],
)
def test_published_examples(name: str, muc_f1: float, b_cubed_f1: float, ceaf_f1: float) -> None:
    scores = coref_scores(TRUTH, LUO[name])
    assert round(100 * scores.muc.f1, 1) == muc_f1
    assert round(100 * scores.b_cubed.f1, 1) == b_cubed_f1
    assert round(100 * scores.ceaf_e.f1, 1) == ceaf_f1
    assert scores.conll == pytest.approx((scores.muc.f1 + scores.b_cubed.f1 + scores.ceaf_e.f1) / 3)


def test_b_cubed_by_hand() -> None:
    # a: 1/2 right, b: 1/2, c: 1/2, d: 1/2, precision 1/2; recall a, b: 1/2, c, d: 1/2
    assert b_cubed(grouping("ab", "cd"), grouping("ac", "bd")) == Score(0.5, 0.5)
    # gold abc d; system ab cd: precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4
    score = b_cubed(grouping("abc", "d"), grouping("ab", "cd"))
    assert score.precision == pytest.approx(3 / 4)
    assert score.recall == pytest.approx(2 / 3)


def test_muc_by_hand() -> None:
    # gold links: 3 of abcd; the system cuts it in two parts: 2 kept. System links: 1 + 2, the second group keeps 1
    score = muc(grouping("abcd", "e"), grouping("ab", "cde"))
    assert score.recall == pytest.approx(2 / 3)
    assert score.precision == pytest.approx(2 / 3)


def test_ceaf_aligns_groups_one_to_one() -> None:
    # abcd may be aligned with ab or with cd (2 * 2 / 6), not with both
    score = ceaf_e(grouping("abcd"), grouping("ab", "cd"))
    assert score.recall == pytest.approx(2 / 3)
    assert score.precision == pytest.approx(1 / 3)


def test_pairwise_by_hand() -> None:
    score = pairwise(grouping("abc", "d"), grouping("ab", "cd"))
    assert (score.precision, score.recall) == (1 / 2, 1 / 3)


def test_different_items_are_named() -> None:
    with pytest.raises(ValueError, match="2 in only one of them, such as 'b'"):
        b_cubed(grouping("ab"), grouping("ac"))


def test_nothing_scores_nothing() -> None:
    assert coref_scores({}, {}).conll == 0.0


groupings = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 4), min_size=1)


@given(gold=groupings, data=st.data())
def test_swapping_the_sides_swaps_precision_and_recall(gold: dict[str, int], data: st.DataObject) -> None:
    system = {item: data.draw(st.integers(0, 4)) for item in gold}
    for measure in (b_cubed, muc, ceaf_e, pairwise):
        forth, back = measure(gold, system), measure(system, gold)
        assert forth.precision == pytest.approx(back.recall)
        assert 0 <= forth.precision <= 1 + 1e-9


@given(gold=groupings)
def test_the_same_grouping_under_other_names_is_perfect(gold: dict[str, int]) -> None:
    renamed = {item: f"group {name}" for item, name in gold.items()}
    assert b_cubed(gold, renamed).f1 == pytest.approx(1)
    assert ceaf_e(gold, renamed).f1 == pytest.approx(1)
