"""How likely two reports tell one event, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from countermove.record.pair_features import PAIR_FEATURES, PreparedReport, pair_features
from countermove.record.pair_model import PairModel, load_pair_model
from countermove.record.reports import WordTables

_MUCH = 0.5
_REASONS = (
    ("same_word", "same word"), ("same_type", "same type"), ("actor", "same actor"), ("recipient", "same recipient"),
    ("same_day", "same day"), ("place", "same place"), ("number", "same number"), ("names", "same names"),
    ("words", "same words around it"), ("same_story", "same story"), ("article", "articles much alike"),
)  # fmt: skip


class PairScorer:
    """Scores pairs of reports."""

    def __init__(self, model: PairModel, tables: WordTables) -> None:
        self.tables = tables
        self._model = model

    @classmethod
    def load(cls, tables: WordTables, path: Path | None = None) -> PairScorer:
        """Load the shipped model, or another.

        Raises:
            LexiconError: see :func:`load_pair_model`.
        """
        return cls(load_pair_model(path), tables)

    def score(self, left: PreparedReport, others: Sequence[PreparedReport]) -> list[float]:
        """The probability, for each of the others, that it tells the same event as the first."""
        if not others:
            return []
        rows = [pair_features(left, other, self.tables) for other in others]
        probabilities: list[float] = self._model.probabilities(np.array(rows, dtype=np.float64)).tolist()
        return probabilities

    def reason(self, left: PreparedReport, right: PreparedReport) -> str:
        """What two reports have in common, in words."""
        found = dict(zip(PAIR_FEATURES, pair_features(left, right, self.tables), strict=True))
        said = [words for name, words in _REASONS if found[name] >= _MUCH]
        if not found["same_word"] and max(found["likeness"], found["meaning"], found["other_words"]) >= _MUCH:
            said.insert(0, f"{left.report.shown!r} ~ {right.report.shown!r}")
        return ", ".join(said) or "alike in all"
