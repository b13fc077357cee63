"""Cutting an article's words into the windows that the model reads, and grouping windows into batches.

Everything is decided from the article alone, so its parse doesn't depend on what else is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from countermove.reader.boundaries import END, NO_END

TARGET_SUBWORDS = 128
LARGEST_SUBWORDS = 400
BATCH_SUBWORDS = 512
_SPECIAL_SUBWORDS = 2  # [CLS] and [SEP]
_WEAK_ENDS = frozenset('.!?;:,…—–)”"')


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words of one article, ``first`` up to but not including ``last``; ``size`` counts subwords."""

    first: int
    last: int
    size: int


def cut_windows(words: Sequence[str], sizes: Iterable[int], boundaries: Sequence[int]) -> list[Window]:
    """Cut a text into windows of about ``TARGET_SUBWORDS``.

    Cuts are made after words whose boundary is ``END``. Where none comes within ``LARGEST_SUBWORDS``, the cut is made
    after the last punctuation mark or, failing that, wherever the window is full.
    """
    totals = [0, *accumulate(sizes)]
    count = len(words)
    ends = [i + 1 for i in range(count) if boundaries[i] == END]
    if not ends or ends[-1] != count:
        ends.append(count)
    windows: list[Window] = []
    first = 0
    best = 0
    for end in ends:
        while totals[end] - totals[first] + _SPECIAL_SUBWORDS > TARGET_SUBWORDS:
            if best > first:
                cut = best
            elif totals[end] - totals[first] + _SPECIAL_SUBWORDS > LARGEST_SUBWORDS:
                cut = _hard_cut(words, totals, first, boundaries)
            else:
                break
            windows.append(Window(first, cut, totals[cut] - totals[first] + _SPECIAL_SUBWORDS))
            first = cut
        best = end
    if first < count:
        windows.append(Window(first, count, totals[count] - totals[first] + _SPECIAL_SUBWORDS))
    return windows


def _hard_cut(words: Sequence[str], totals: Sequence[int], first: int, boundaries: Sequence[int]) -> int:
    """The place to cut a run of words without any certain end: never further than the window may reach."""
    limit = totals[first] + LARGEST_SUBWORDS - _SPECIAL_SUBWORDS
    last = first + 1
    while last < len(words) and totals[last + 1] <= limit:
        last += 1
    for cut in range(last, first + (last - first) // 2, -1):
        if words[cut - 1][-1] in _WEAK_ENDS and boundaries[cut - 1] != NO_END:
            return cut
    return last


def batch_windows(windows: Sequence[Window]) -> list[list[int]]:
    """Group windows (by number) of like length into batches of about ``BATCH_SUBWORDS`` padded subwords."""
    order = sorted(range(len(windows)), key=lambda number: (windows[number].size, number))
    batches: list[list[int]] = []
    for number in reversed(order):
        if batches and (len(batches[-1]) + 1) * windows[batches[-1][0]].size <= BATCH_SUBWORDS:
            batches[-1].append(number)
        else:
            batches.append([number])
    return batches
