"""How well one grouping of items agrees with another: B-cubed, MUC, CEAF-e, and their CoNLL average.

A grouping is a mapping from item to the name of its group. Both groupings must hold the same items: articles grouped
into stories, or given mentions grouped into events. Scores are fractions between 0 and 1. Singletons count.

Sources: B-cubed, Bagga and Baldwin (1998); MUC, Vilain et al. (1995); CEAF, Luo (2005), with its similarity phi-4;
the average of the three F1 is that of the CoNLL-2012 shared task (Pradhan et al. 2012).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

Grouping = Mapping[str, Hashable]


@dataclass(frozen=True)
class Score:
    """Precision and recall as fractions; ``f1`` is their harmonic mean, 0 where both are 0."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"P {100 * self.precision:5.1f}  R {100 * self.recall:5.1f}  F1 {100 * self.f1:5.1f}"


@dataclass(frozen=True)
class CorefScores:
    """The three scores of the CoNLL-2012 shared task; ``conll`` is the mean of their F1."""

    muc: Score
    b_cubed: Score
    ceaf_e: Score

    @property
    def conll(self) -> float:
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def b_cubed(gold: Grouping, system: Grouping) -> Score:
    """Mean over items of the share of the item's system group (precision) or gold group (recall) that is right.

    Raises:
        ValueError: the groupings hold different items.
    """
    _check(gold, system)
    if not gold:
        return Score(0.0, 0.0)
    gold_sizes, system_sizes = Counter(gold.values()), Counter(system.values())
    shared = Counter((gold[item], system[item]) for item in gold)
    # Every item of one overlap has the same share, so overlaps are summed instead of items.
    precision = sum(count * count / system_sizes[right] for (_, right), count in shared.items())
    recall = sum(count * count / gold_sizes[left] for (left, _), count in shared.items())
    return Score(precision / len(gold), recall / len(gold))


def muc(gold: Grouping, system: Grouping) -> Score:
    """Share of links kept: each group of n items has n - 1 links, less one for every part that the other cuts it into.

    A side without any link (all singletons) scores 0, as in the reference scorer.

    Raises:
        ValueError: the groupings hold different items.
    """
    _check(gold, system)
    return Score(_kept_links(system, gold), _kept_links(gold, system))


def ceaf_e(gold: Grouping, system: Grouping) -> Score:
    """Similarity of groups under the best one-to-one alignment, group similarity being phi-4 (Dice).

    Raises:
        ValueError: the groupings hold different items.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    _check(gold, system)
    if not gold:
        return Score(0.0, 0.0)
    gold_sizes, system_sizes = Counter(gold.values()), Counter(system.values())
    row = {name: number for number, name in enumerate(gold_sizes)}
    column = {name: number for number, name in enumerate(system_sizes)}
    similarity = np.zeros((len(row), len(column)))
    for (left, right), count in Counter((gold[item], system[item]) for item in gold).items():
        similarity[row[left], column[right]] = 2 * count / (gold_sizes[left] + system_sizes[right])
    rows, columns = linear_sum_assignment(similarity, maximize=True)
    total = float(similarity[rows, columns].sum())
    return Score(total / len(column), total / len(row))


def coref_scores(gold: Grouping, system: Grouping) -> CorefScores:
    """All three scores; ``.conll`` is their average.

    Raises:
        ValueError: the groupings hold different items.
    """
    return CorefScores(muc(gold, system), b_cubed(gold, system), ceaf_e(gold, system))


def pairwise(gold: Grouping, system: Grouping) -> Score:
    """Share of pairs of items joined by the system that gold joins (precision), and the reverse (recall).

    Raises:
        ValueError: the groupings hold different items.
    """
    _check(gold, system)
    right = _pairs(Counter((gold[item], system[item]) for item in gold))
    joined, wanted = _pairs(Counter(system.values())), _pairs(Counter(gold.values()))
    return Score(right / joined if joined else 0.0, right / wanted if wanted else 0.0)


def _pairs(sizes: Mapping[Hashable, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _kept_links(whole: Grouping, cutter: Grouping) -> float:
    parts: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for item, name in whole.items():
        parts[name].add(cutter[item])
    sizes = Counter(whole.values())
    links = sum(size - 1 for size in sizes.values())
    kept = sum(size - len(parts[name]) for name, size in sizes.items())
    return kept / links if links else 0.0


def _check(gold: Grouping, system: Grouping) -> None:
    if gold.keys() != system.keys():
        odd = sorted(gold.keys() ^ system.keys())
        raise ValueError(f"the groupings hold different items: {len(odd)} in only one of them, such as {odd[0]!r}")
