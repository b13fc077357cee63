"""Articles' vectors by term, so that the dot products of one article with all others cost only what they share."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_WEIGHT_BITS = 11
_WEIGHT = (1 << _WEIGHT_BITS) - 1
_PIECE = 96


class Postings:
    """Rows of term weights (whole numbers from 1 to 2047), numbered in the order in which they were added."""

    def __init__(self) -> None:
        self._postings: dict[int, array[int]] = {}
        self._rows: list[tuple[NDArray[np.int64], NDArray[np.int16]]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, vector: Mapping[int, int]) -> int:
        """Add a row; returns its number.

        Raises:
            ValueError: a weight is out of range.
        """
        row = len(self._rows)
        for term, weight in vector.items():
            if not 0 < weight <= _WEIGHT:
                raise ValueError(f"term {term}: weight {weight} isn't between 1 and {_WEIGHT}")
        terms = np.array(sorted(vector), dtype=np.int64)
        weights = np.array([vector[int(term)] for term in terms], dtype=np.int16)
        for term, weight in vector.items():
            found = self._postings.get(term)
            if found is None:
                found = self._postings[term] = array("q")
            found.append(row << _WEIGHT_BITS | weight)
        self._rows.append((terms, weights))
        return row

    def only(self, rows: list[int]) -> Postings:
        """These rows alone, numbered anew in this order."""
        result = Postings()
        result._rows = [self._rows[row] for row in rows]
        if not any(len(terms) for terms, _ in result._rows):
            return result
        terms = np.concatenate([terms for terms, _ in result._rows])
        weights = np.concatenate([weights for _, weights in result._rows]).astype(np.int64)
        numbers = np.repeat(np.arange(len(rows), dtype=np.int64), [len(part) for part, _ in result._rows])
        order = np.argsort(terms, kind="stable")
        packed = (numbers << _WEIGHT_BITS | weights)[order]
        unique, starts = np.unique(terms[order], return_index=True)
        ends = [*starts.tolist()[1:], len(packed)]
        for term, start, end in zip(unique.tolist(), starts.tolist(), ends, strict=True):
            result._postings[term] = array("q", packed[start:end].tobytes())
        return result

    def products(self, vector: Mapping[int, int]) -> NDArray[np.int64]:
        """The dot product of a vector with every row."""
        found = [(self._postings[term], weight) for term, weight in vector.items() if term in self._postings]
        if not found:
            return np.zeros(len(self._rows), dtype=np.int64)
        packed = np.concatenate([np.frombuffer(postings, dtype=np.int64) for postings, _ in found])
        factors = np.repeat([weight for _, weight in found], [len(postings) for postings, _ in found])
        # Sums of whole numbers below 2**53 are exact in floating point, whatever their order.
        sums = np.bincount(packed >> _WEIGHT_BITS, (packed & _WEIGHT) * factors, minlength=len(self._rows))
        return sums.astype(np.int64)

    def table(self, rows: list[int], vector: Mapping[int, int]) -> NDArray[np.int64]:
        """The dot products of some rows and a vector, which comes last, with one another (not with itself)."""
        own = np.array(sorted(vector), dtype=np.int64)
        terms = [self._rows[row][0] for row in rows] + [own]
        weights = [self._rows[row][1] for row in rows] + [np.array([vector[int(term)] for term in own], dtype=np.int16)]
        _, columns, counts = np.unique(np.concatenate(terms), return_inverse=True, return_counts=True)
        numbers = np.repeat(np.arange(len(terms)), [len(part) for part in terms])
        # A term of one row alone adds nothing but to the row's product with itself.
        shared = np.flatnonzero(counts > 1)
        places = np.zeros(len(counts), dtype=np.int64)
        places[shared] = np.arange(len(shared))
        taken = counts[columns] > 1
        dense = np.zeros((len(terms), len(shared)))
        dense[numbers[taken], places[columns[taken]]] = np.concatenate(weights)[taken]
        return _products_of_rows(dense).astype(np.int64)


def _products_of_rows(dense: NDArray[np.float64]) -> NDArray[np.float64]:
    """``dense @ dense.T`` in pieces so small that the library doesn't start threads, which cost more than they save."""
    result = np.zeros((len(dense), len(dense)))
    for start in range(0, dense.shape[1], _PIECE):
        piece = dense[:, start : start + _PIECE]
        result += piece @ piece.T.copy()
    return result
