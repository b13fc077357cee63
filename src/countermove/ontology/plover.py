"""PLOVER's event types, modes, contexts, quad classes and scores, from ``data/plover.yaml``.

Source: PLOVER manual, draft 2.0 (2021), openeventdata/PLOVER, CC BY-SA 4.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast, get_args

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml
from countermove.schema import EventType, Quad

EVENT_TYPES: tuple[str, ...] = get_args(EventType)
SYMMETRIC_TYPES = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types whose parties mostly act on one another."""

_QUADS: tuple[str, ...] = get_args(Quad)


@dataclass(frozen=True, slots=True)
class Folding:
    """What an act becomes that is only planned, promised, asked for, refused or threatened.

    ``planned`` maps the type of a future act to the type of its announcement; ``asked`` and ``threatened`` map the type
    of an act (or ``TYPE mode``) to the mode of the REQUEST or REJECT, or of the THREATEN, that has it as content.
    """

    planned: MappingProxyType[str, EventType]
    asked: MappingProxyType[str, str]
    threatened: MappingProxyType[str, str]


@dataclass(frozen=True, slots=True)
class Plover:
    """The ontology's tables. Scores run from -10 (most hostile) to +10 (most helpful)."""

    scores: MappingProxyType[tuple[str, str], float]
    modes: MappingProxyType[str, frozenset[str]]
    quads: MappingProxyType[str, Quad]
    contexts: tuple[str, ...]
    folding: Folding

    def score(self, event_type: str, mode: str | None) -> float | None:
        """The score of a type and mode; a mode without a score of its own has its type's."""
        exact = self.scores.get((event_type, mode or ""))
        return self.scores.get((event_type, "")) if exact is None else exact

    def quad(self, event_type: str) -> Quad:
        """The quad class of a type.

        Raises:
            KeyError: not one of the 16 types.
        """
        return self.quads[event_type]

    def allows(self, event_type: str, mode: str | None) -> bool:
        """Whether the type has this mode (no mode is always allowed)."""
        return mode is None or mode in self.modes[event_type]


def load_plover(path: Path) -> Plover:
    """Load ``plover.yaml``.

    Raises:
        LexiconError: an unknown type, mode or quad, a missing type, or a score outside -10..10.
    """
    data: Any = load_yaml(path)
    scores: dict[tuple[str, str], float] = {}
    modes: dict[str, frozenset[str]] = {}
    quads: dict[str, Quad] = {}
    for name, entry in data["types"].items():
        if name not in EVENT_TYPES:
            raise LexiconError(path, entry.line, f"{name!r} is not a PLOVER event type")
        if entry["quad"] not in _QUADS:
            raise LexiconError(path, entry.line, f"quad {entry['quad']!r} is none of {', '.join(_QUADS)}")
        quads[name] = cast("Quad", entry["quad"])
        modes[name] = frozenset(entry.get("modes") or ())
        for mode, score in {"": entry["score"], **(entry.get("modes") or {})}.items():
            if score is None:
                continue
            if not -10 <= score <= 10:
                raise LexiconError(path, entry.line, f"score {score} of {name} {mode} lies outside -10..10")
            scores[name, mode] = float(score)
    missing = [name for name in EVENT_TYPES if name not in quads]
    if missing:
        raise LexiconError(path, None, f"types without an entry: {', '.join(missing)}")
    return Plover(
        MappingProxyType(scores),
        MappingProxyType(modes),
        MappingProxyType(quads),
        tuple(data["contexts"]),
        _folding(path, data["folding"], modes),
    )


def _folding(path: Path, data: Any, modes: dict[str, frozenset[str]]) -> Folding:
    for section, target in (("planned", EVENT_TYPES), ("asked", modes["REQUEST"]), ("threatened", modes["THREATEN"])):
        for key, value in data[section].items():
            if key.split(" ")[0] not in EVENT_TYPES or value not in target:
                raise LexiconError(path, data[section].line, f"folding {section}: {key}: {value} is not possible")
    return Folding(*(MappingProxyType(dict(data[name])) for name in ("planned", "asked", "threatened")))
