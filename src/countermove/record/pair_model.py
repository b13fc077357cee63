"""The model of pairs: small decision trees that are added up, from a readable file (``data/record/same_event.yaml``).

A tree is a number, or ``[feature, threshold, tree where the feature is at most that, tree where it is above]``. The sum
of what all trees say, and of the bias, is a log odds; ``calibration`` turns it into that of the probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml
from countermove.record.pair_features import PAIR_FEATURES

_SECTIONS = ("bias", "calibration", "trees")
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class PairModel:
    """Trees in one table: of each node the feature, the threshold, and the rows to go on with.

    A leaf goes on with itself, whatever the feature; ``values`` is what it says. ``roots`` are the
    rows the trees begin at, ``depth`` the most steps to a leaf, ``slope`` and ``offset`` the calibration.
    """

    bias: float
    slope: float
    offset: float
    features: NDArray[np.int32]
    thresholds: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    values: NDArray[np.float64]
    roots: NDArray[np.int32]
    depth: int

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability for each row of features."""
        nodes = np.repeat(self.roots[None, :], len(rows), axis=0)
        which = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            above = rows[which, self.features[nodes]] > self.thresholds[nodes]
            nodes = np.where(above, self.right[nodes], self.left[nodes])
        odds = self.bias + self.values[nodes].sum(axis=1)
        result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(self.slope * odds + self.offset)))
        return result


def load_pair_model(path: Path | None = None) -> PairModel:
    """Read the model; without a path, the shipped one.

    Raises:
        LexiconError: a section is missing or unknown, or a tree isn't one; file, line and tree are named.
    """
    if path is None:
        path = Path(str(files("countermove"))) / "data" / "record" / "same_event.yaml"
    data: Any = load_yaml(path)
    if not isinstance(data, dict) or set(data) != set(_SECTIONS):
        raise LexiconError(path, getattr(data, "line", None), f"must give {', '.join(_SECTIONS)}, no more")
    calibration = data["calibration"]
    if not isinstance(calibration, dict) or set(calibration) != {"slope", "offset"}:
        raise LexiconError(path, getattr(calibration, "line", None), "calibration must give slope and offset")
    numbers = [data["bias"], calibration["slope"], calibration["offset"]]
    if not all(_is_number(number) for number in numbers):
        raise LexiconError(path, getattr(data, "line", None), "bias, slope and offset must be numbers")
    table = _Table(path)
    roots = [table.add(tree, number) for number, tree in enumerate(data["trees"], 1)]
    return table.model(roots, *map(float, numbers))


class _Table:
    """Collects the nodes of trees."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._numbers = {name: number for number, name in enumerate(PAIR_FEATURES)}
        self._nodes: list[tuple[int, float, int, int, float]] = []
        self._deepest = 1

    def add(self, tree: Any, number: int, depth: int = 0) -> int:
        """Add a tree; returns its row."""
        row = len(self._nodes)
        self._deepest = max(self._deepest, depth)
        if _is_number(tree):
            self._nodes.append((0, np.inf, row, row, float(tree)))
            return row
        if not isinstance(tree, list) or len(tree) != 4 or depth >= _DEEPEST:
            raise LexiconError(self._path, None, f"tree {number}: {tree!r:.60} is no [feature, threshold, tree, tree]")
        name, threshold, low, high = tree
        if name not in self._numbers or not _is_number(threshold):
            raise LexiconError(self._path, None, f"tree {number}: {name!r}, {threshold!r}: no feature with a threshold")
        self._nodes.append((0, 0.0, row, row, 0.0))
        left, right = self.add(low, number, depth + 1), self.add(high, number, depth + 1)
        self._nodes[row] = (self._numbers[name], float(threshold), left, right, 0.0)
        return row

    def model(self, roots: Sequence[int], bias: float, slope: float, offset: float) -> PairModel:
        """The table as arrays."""
        features, thresholds, left, right, values = zip(*self._nodes, strict=True) if self._nodes else ((),) * 5
        return PairModel(
            bias,
            slope,
            offset,
            np.array(features, dtype=np.int32),
            np.array(thresholds, dtype=np.float64),
            np.array(left, dtype=np.int32),
            np.array(right, dtype=np.int32),
            np.array(values, dtype=np.float64),
            np.array(roots, dtype=np.int32),
            self._deepest,
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
