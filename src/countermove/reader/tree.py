"""From head scores to a tree: the maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds 1967).

Only the few sentences whose best heads form no tree come here. Cycles are contracted one by one without recursion.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.intp]

_NEVER = -1e18
_MOST_ROOTS = 6  # tried one by one
_LONGEST_EXACT = 150  # words; no sentence of the treebanks' news is as long, and exact decoding takes cubic time


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads (of words 1, 2, …; 0 is the root) form a tree in which one word hangs from the root."""
    count = len(heads)
    seen = [0] * (count + 1)
    roots = 0
    for word in range(1, count + 1):
        if not heads[word - 1]:
            roots += 1
            if roots > 1:
                return False
        at = word
        while at and not seen[at]:
            seen[at] = word
            at = heads[at - 1]
        if at and seen[at] == word:
            return False
    return roots == 1


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The heads of the best tree with one root.

    Words are tried as the root in the order of what the rest could score at most, until no other can do better.

    Args:
        scores: row i holds the scores of the heads of word i + 1; column 0 is the root, column j word j.
    """
    count = len(scores)
    if count == 1:
        return [0]
    matrix = np.full((count + 1, count + 1), _NEVER)
    matrix[1:] = np.clip(np.nan_to_num(scores.astype(np.float64)), -1e6, 1e6)
    np.fill_diagonal(matrix, _NEVER)
    if count > _LONGEST_EXACT:
        return _mended(matrix)
    best_heads = matrix[1:, 1:].max(1)
    bounds = best_heads.sum() + matrix[1:, 0] - best_heads
    best, best_value = None, -np.inf
    for trial, root in enumerate(np.argsort(-bounds, kind="stable")):
        if bounds[root] <= best_value:
            break
        if trial == _MOST_ROOTS:
            return _any_root(matrix)
        rooted = matrix.copy()
        rooted[1:, 0] = _NEVER
        rooted[root + 1] = _NEVER
        rooted[root + 1, 0] = matrix[root + 1, 0]
        heads = _arborescence(rooted)
        value = matrix[np.arange(1, count + 1), heads[1:]].sum()
        if value > best_value:
            best, best_value = heads, value
    assert best is not None
    result: list[int] = best[1:].tolist()
    return result


def _mended(matrix: Scores) -> list[int]:
    """Each word's best head, with cycles and further roots hung from one root word: quick, and good for junk."""
    root = int(matrix[1:, 0].argmax()) + 1
    heads: list[int] = matrix.argmax(1).tolist()
    heads[0], heads[root] = 0, 0
    for word in range(1, len(heads)):
        if not heads[word] and word != root:
            heads[word] = root
    while (cycle := _find_cycle(heads)) is not None:
        losses = [matrix[word, heads[word]] - matrix[word, root] for word in cycle]
        heads[cycle[int(np.argmin(losses))]] = root
    return heads[1:]


def _any_root(matrix: Scores) -> list[int]:
    """All roots at once: an arc from the root costs more than other arcs can gain, so the best tree has only one."""
    charged = matrix.copy()
    charged[1:, 0] -= 4e6 * len(matrix)
    heads: list[int] = _arborescence(charged)[1:].tolist()
    return heads


def _arborescence(matrix: Scores) -> Heads:
    levels: list[tuple[Heads, Heads, Heads, Heads, Heads]] = []
    while True:
        heads: Heads = matrix.argmax(1)
        heads[0] = 0
        cycle = _find_cycle(heads.tolist())
        if cycle is None:
            break
        inside = np.array(cycle, np.intp)
        outside = np.setdiff1d(np.arange(len(matrix)), inside)
        into = matrix[np.ix_(inside, outside)] - matrix[inside, heads[inside]][:, None]
        out = matrix[np.ix_(outside, inside)]
        enters, leaves = into.argmax(0), out.argmax(1)
        levels.append((outside, inside, heads, enters, leaves))
        size = len(outside)
        smaller = np.full((size + 1, size + 1), _NEVER)
        smaller[:size, :size] = matrix[np.ix_(outside, outside)]
        smaller[size, :size] = into.max(0)
        smaller[1:size, size] = out.max(1)[1:]
        matrix = smaller
    for outside, inside, before, enters, leaves in reversed(levels):
        heads = _expand(heads, outside, inside, before, enters, leaves)
    return heads


def _expand(heads: Heads, outside: Heads, inside: Heads, before: Heads, enters: Heads, leaves: Heads) -> Heads:
    """Open a contracted cycle again: it is broken where the tree enters it."""
    size = len(outside)
    expanded = before.copy()
    for place in range(1, size):
        head = heads[place]
        expanded[outside[place]] = inside[leaves[place]] if head == size else outside[head]
    entry = heads[size]
    expanded[inside[enters[entry]]] = outside[entry]
    return expanded


def _find_cycle(heads: Sequence[int]) -> list[int] | None:
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = heads[at]
        if at and seen[at] == start:
            cycle = [at]
            following = heads[at]
            while following != at:
                cycle.append(following)
                following = heads[following]
            return cycle
    return None
