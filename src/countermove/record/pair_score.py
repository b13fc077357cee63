"""How likely two reports tell one event, and why in words: a model over the features, from a readable file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml
from countermove.record.pair_features import PAIR_FEATURES, PreparedReport, pair_features
from countermove.record.reports import WordTables


@dataclass(frozen=True, slots=True)
class PairModel:
    """A logistic model over :data:`PAIR_FEATURES`."""

    bias: float
    weights: tuple[float, ...]


class PairScorer:
    """Scores pairs of reports."""

    def __init__(self, model: PairModel, tables: WordTables) -> None:
        self.tables = tables
        self._model = model

    @classmethod
    def load(cls, tables: WordTables, path: Path | None = None) -> PairScorer:
        """Load the shipped model, or another."""
        return cls(load_pair_model(path), tables)

    def score(self, left: PreparedReport, others: Sequence[PreparedReport]) -> list[float]:
        """The probability, for each of the others, that it tells the same event as the first."""
        return [self._probability(pair_features(left, other, self.tables)) for other in others]

    def _probability(self, features: Sequence[float]) -> float:
        total = self._model.bias + sum(w * x for w, x in zip(self._model.weights, features, strict=True))
        return 1.0 / (1.0 + math.exp(-total))

    def reason(self, left: PreparedReport, right: PreparedReport) -> str:
        """What two reports have in common, in words."""
        found = dict(zip(PAIR_FEATURES, pair_features(left, right, self.tables), strict=True))
        said = [words for name, words in _REASONS if found[name] >= _MUCH]
        if not found["same_word"] and (found["likeness"] >= _MUCH or found["other_words"]):
            said.insert(0, f"{left.report.shown!r} ~ {right.report.shown!r}")
        return ", ".join(said) or "alike in all"


_MUCH = 0.5
_REASONS = (
    ("same_word", "same word"), ("same_type", "same type"), ("actor", "same actor"), ("recipient", "same recipient"),
    ("same_day", "same day"), ("place", "same place"), ("number", "same number"), ("names", "same names"),
    ("words", "same words around it"), ("same_story", "same story"), ("article", "articles much alike"),
)  # fmt: skip


def load_pair_model(path: Path | None = None) -> PairModel:
    """Read the weights; without a path, the shipped ones (``data/record/same_event.yaml``).

    Raises:
        LexiconError: a weight is missing, unknown or no number; file and line are named.
    """
    if path is None:
        path = Path(str(files("countermove"))) / "data" / "record" / "same_event.yaml"
    data: Any = load_yaml(path)
    weights = data.get("weights") if isinstance(data, dict) else None
    expected = {"bias", *PAIR_FEATURES}
    if not isinstance(weights, dict) or set(weights) != expected:
        raise LexiconError(path, getattr(weights, "line", None), f"weights must give {', '.join(sorted(expected))}")
    for name, value in weights.items():
        if not isinstance(value, int | float):
            raise LexiconError(path, getattr(weights, "line", None), f"weights {name}: {value!r} is no number")
    return PairModel(float(weights["bias"]), tuple(float(weights[name]) for name in PAIR_FEATURES))
