"""Maximum spanning tree with a single root (Chu-Liu-Edmonds), for evaluation."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

LOWEST = -1e9

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.int64]


def best_tree(scores: Floats) -> Integers:
    """Return heads (0 root, else 1-based) for scores [words, words + 1]; greedy heads where they are a tree."""
    greedy = scores.argmax(1).astype(np.int64)
    full_greedy = np.concatenate([[0], greedy])
    if (greedy == 0).sum() == 1 and find_cycle(full_greedy) is None:
        return greedy
    size = scores.shape[0] + 1
    full = np.full((size, size), LOWEST)
    full[1:] = scores
    np.fill_diagonal(full, LOWEST)
    heads = _edmonds(full)
    roots = [i for i in range(1, size) if heads[i] == 0]
    if len(roots) > 1:
        candidates = [_with_root(full, root) for root in roots]
        heads = max(candidates, key=lambda candidate: candidate[0])[1]
    return heads[1:]


def _with_root(full: Floats, root: int) -> tuple[float, Integers]:
    single = full.copy()
    single[1:, 0] = LOWEST
    single[root, 0] = full[root, 0]
    heads = _edmonds(single)
    return float(sum(single[i, heads[i]] for i in range(1, len(heads)))), heads


def find_cycle(heads: Integers) -> list[int] | None:
    """Return the nodes of a cycle, or None; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return None


def _edmonds(scores: Floats) -> Integers:
    heads = scores.argmax(1).astype(np.int64)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    rest = [i for i in range(len(heads)) if i not in set(cycle)]
    merged = len(rest)
    inside = np.array(cycle)
    current = scores[inside, heads[inside]]
    contracted = np.full((merged + 1, merged + 1), LOWEST)
    contracted[:merged, :merged] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(cycle, rest)] - current[:, None]
    leaving = scores[np.ix_(rest, cycle)]
    contracted[merged, :merged] = entering.max(0)
    contracted[:merged, merged] = leaving.max(1)
    contracted[0, merged] = LOWEST
    solved = _edmonds(contracted)
    result = heads.copy()
    for number, node in enumerate(rest[1:], 1):
        head = int(solved[number])
        result[node] = cycle[int(leaving[number].argmax())] if head == merged else rest[head]
    outside = int(solved[merged])
    result[cycle[int(entering[:, outside].argmax())]] = rest[outside]
    return result
