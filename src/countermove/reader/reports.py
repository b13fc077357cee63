"""Reading the event heads: which words may report an event, of which type, and what the other words are to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from countermove.reader.model import WindowOutput
from countermove.reader.parse import Report
from countermove.schema import EventType, Factuality, Tense

LEAST_PROBABILITY = 0.02
"""Words that report an event with less than this are left out."""

LEAST_ROLE = 0.05
"""Arguments less likely than this are left out."""

Floats = NDArray[np.float32]
Label = TypeVar("Label", bound=str)


class ReportDecoder:
    """Turns the log probabilities of the event heads into reports; holds the model's labels."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        self._types = cast("list[EventType]", list(labels["event"])[1:])
        self._factuality = cast("list[Factuality]", list(labels["factuality"]))
        self._tense = cast("list[Tense]", list(labels["tense"]))
        self._roles = list(labels["role"])
        modes = list(labels["mode"])
        self._modes = {
            kind: [(at, label.partition(" ")[2]) for at, label in enumerate(modes) if label.split(" ")[0] == kind]
            for kind in self._types
        }
        self._cuts = np.cumsum([len(labels[head]) for head in ("event", "mode", "factuality", "tense")])[:-1]

    def find(self, output: WindowOutput, begin: int, end: int, offset: int) -> dict[int, Report]:
        """The reports of a sentence, words ``begin`` to ``end`` of a window that starts at word ``offset``."""
        scores = output.event_scores[begin + 1 : end + 1]
        nothing = np.exp(scores[:, 0])
        found: dict[int, Report] = {}
        for place in np.flatnonzero(nothing < 1 - LEAST_PROBABILITY).tolist():
            row = begin + place + 1
            event, mode, factuality, tense = np.split(scores[place], self._cuts)
            types = np.exp(event[1:])
            found[offset + row - 1] = Report(
                types={kind: float(value) for kind, value in zip(self._types, types, strict=True)},
                modes={
                    kind: self._mode(mode, kind)
                    for kind, value in zip(self._types, types, strict=True)
                    if value >= LEAST_PROBABILITY
                },
                factuality=_probabilities(self._factuality, factuality),
                tense=_probabilities(self._tense, tense),
                roles=self._arguments(output.role_scores(row)[begin + 1 : end + 1], offset + begin),
            )
        return found

    def _mode(self, scores: Floats, kind: EventType) -> dict[str, float]:
        """The modes of a type, given that type."""
        places = [at for at, _ in self._modes[kind]]
        return _probabilities([name for _, name in self._modes[kind]], scores[places])

    def _arguments(self, scores: Floats, first: int) -> dict[int, dict[str, float]]:
        odds = np.exp(scores - scores.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        return {
            first + place: {role: float(value) for role, value in zip(self._roles[1:], odds[place, 1:], strict=True)}
            for place in np.flatnonzero(1 - odds[:, 0] >= LEAST_ROLE).tolist()
        }


def _probabilities(names: Sequence[Label], scores: Floats) -> dict[Label, float]:
    odds = np.exp(scores - scores.max())
    odds /= odds.sum()
    return {name: float(value) for name, value in zip(names, odds, strict=True)}
