"""Grouping a few dozen items by how similar they are to one another and to their own neighbourhoods.

A similarity of 0.3 is much between two long analyses and little between two short agency reports of one happening.
Similarities are therefore divided by what is usual in both items' neighbourhoods (local scaling: Zelnik-Manor and
Perona 2004, Self-Tuning Spectral Clustering), then groups are joined by average linkage (Sokal and Michener 1958).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def scale_locally(similarity: Matrix, neighbours: int, floor: float) -> Matrix:
    """Each similarity over the geometric mean of what is usual for its two items; 1 is as similar as near ones are.

    Args:
        similarity: symmetric, between 0 and 1; the diagonal is not read and is 0 in the result.
        neighbours: what is usual for an item is the mean over this many of its most similar items ...
        floor: ... each of which counts at least this much: an item without near ones doesn't make far ones near.
    """
    scaled = similarity.copy()
    np.fill_diagonal(scaled, 0.0)
    usual = np.full((len(scaled), neighbours), floor)
    nearest = -np.sort(-np.maximum(scaled, floor), axis=1)[:, :neighbours]
    usual[:, : nearest.shape[1]] = nearest
    means = usual.mean(axis=1)
    result: Matrix = scaled / np.sqrt(np.outer(means, means))
    return result


def average_linkage(similarity: Matrix, least: float) -> list[list[int]]:
    """Join the two most similar groups, by the mean over their pairs, until no two reach ``least``.

    Ties are broken by the order of the items. Returns groups of item numbers, each sorted, in the order of their first.
    """
    count = len(similarity)
    means: Any = similarity.astype(np.float64, copy=True)
    np.fill_diagonal(means, -1.0)
    sizes = np.ones(count)
    groups: list[list[int]] = [[item] for item in range(count)]
    while count > 1:
        first, second = divmod(int(means.argmax()), count)
        if means[first, second] < least:
            break
        total = sizes[first] + sizes[second]
        joined = (means[first] * sizes[first] + means[second] * sizes[second]) / total
        gone = means[first] < 0  # groups joined before, and the group itself
        joined[gone] = -1.0
        means[first], means[:, first] = joined, joined
        means[first, second] = means[second, first] = -1.0
        means[second], means[:, second] = -1.0, -1.0
        sizes[first] = total
        groups[first] += groups[second]
        groups[second] = []
    return sorted(sorted(group) for group in groups if group)
