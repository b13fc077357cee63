"""How likely an act answers a move: a logistic model over named features (``data/response/link_weights.yaml``)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.response.link_features import FEATURES

LINK_WEIGHTS_FILE = "response/link_weights.yaml"


@dataclass(frozen=True, slots=True)
class LinkModel:
    """The weights; what a feature adds to the log odds is its value times its weight."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability of a link, from 0 to 1."""
        odds = self.bias + sum(self.weights[name] * features[name] for name in FEATURES)
        return 1.0 / (1.0 + math.exp(-odds))


def load_link_model(path: Path | None = None) -> LinkModel:
    """Load the weights; without a path, those that are shipped.

    Raises:
        LexiconError: a feature has no weight, is unknown, or its weight is no number; file and line are named.
    """
    path = DATA / LINK_WEIGHTS_FILE if path is None else path
    data: Any = load_yaml(path)
    if not isinstance(data, LineDict) or set(data) != {"bias", "weights"} or not isinstance(data["weights"], LineDict):
        raise LexiconError(path, getattr(data, "line", 1), "must hold exactly: bias, weights")
    weights = data["weights"]
    if set(weights) != set(FEATURES):
        wrong = sorted(set(weights) ^ set(FEATURES))
        raise LexiconError(path, weights.line, f"weights: missing or unknown: {', '.join(wrong)}")
    for name, value in (("bias", data["bias"]), *weights.items()):
        if not isinstance(value, (int, float)):
            raise LexiconError(path, weights.line, f"{name}: {value!r} is no number")
    return LinkModel(float(data["bias"]), {name: float(weights[name]) for name in FEATURES})
