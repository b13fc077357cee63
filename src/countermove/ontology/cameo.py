"""CAMEO codes for PLOVER events, from ``data/cameo.yaml``: a default per type and mode, refined by what is known.

Codes: CAMEO codebook 1.1b3 (Schrodt 2012). The translation loses detail where CAMEO is finer than PLOVER.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES
from countermove.ontology.yaml_lines import load_yaml

_ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "GOV"})
"""Sectors that fight with arms; a state or government does so through its forces."""
_KEYS = frozenset({"type", "mode", "code", "contexts", "frames", "armed", "because"})


@dataclass(frozen=True, slots=True)
class Refinement:
    """A finer code for events of a type (and mode) that fulfil a condition.

    ``contexts``: one of these; ``frames``: the frame's id starts with one of these; ``armed``: whether an actor of an
    armed sector takes part on both sides (True), or none acts (False).
    """

    event_type: str
    mode: str
    code: str
    contexts: frozenset[str]
    frames: tuple[str, ...]
    armed: bool | None

    def holds(
        self, frame: str, contexts: Collection[str], actors: Collection[str], recipients: Collection[str]
    ) -> bool:
        """Whether the condition is fulfilled by the frame id, the contexts and both sides' sectors."""
        if self.contexts and not self.contexts.intersection(contexts):
            return False
        if self.frames and not frame.startswith(self.frames):
            return False
        if self.armed is True:
            return bool(_ARMED.intersection(actors)) and bool(_ARMED.intersection(recipients))
        if self.armed is False:
            return bool(actors) and not _ARMED.intersection(actors)
        return True


@dataclass(frozen=True, slots=True)
class CameoCodes:
    """The translation table."""

    default: MappingProxyType[tuple[str, str], str]
    refinements: tuple[Refinement, ...]

    def code(
        self,
        event_type: str,
        mode: str | None,
        contexts: Collection[str] = (),
        rule: str = "",
        *,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
    ) -> str | None:
        """The CAMEO code of an event: the first refinement that holds, else the default of type and mode.

        Args:
            event_type: PLOVER type.
            mode: PLOVER mode or None.
            contexts: PLOVER contexts of the event.
            rule: what coded it, such as ``frame:sign.01``.
            actors: sectors of the actors.
            recipients: sectors of the recipients.
        """
        frame = rule.removeprefix("frame:")
        for refinement in self.refinements:
            if (refinement.event_type, refinement.mode) == (event_type, mode or "") and refinement.holds(
                frame, contexts, actors, recipients
            ):
                return refinement.code
        return self.default.get((event_type, mode or ""), self.default.get((event_type, "")))


def load_cameo(path: Path) -> CameoCodes:
    """Load ``cameo.yaml``.

    Raises:
        LexiconError: an unknown type, an unknown key, or a code that isn't digits.
    """
    data: Any = load_yaml(path)
    default: dict[tuple[str, str], str] = {}
    for event_type, modes in data["default"].items():
        _check_type(path, modes.line, event_type)
        for mode, code in modes.items():
            default[event_type, "" if mode == "none" else mode] = _code(path, modes.line, code)
    refinements = tuple(_refinement(path, entry) for entry in data["refinements"])
    return CameoCodes(MappingProxyType(default), refinements)


def _refinement(path: Path, entry: Any) -> Refinement:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise LexiconError(path, entry.line, f"unknown key {unknown[0]!r}; known: {', '.join(sorted(_KEYS))}")
    _check_type(path, entry.line, entry["type"])
    armed = entry.get("armed")
    return Refinement(
        entry["type"],
        entry.get("mode") or "",
        _code(path, entry.line, entry["code"]),
        frozenset(entry.get("contexts") or ()),
        tuple(entry.get("frames") or ()),
        None if armed is None else armed == "both",
    )


def _check_type(path: Path, line: int, event_type: str) -> None:
    if event_type not in EVENT_TYPES:
        raise LexiconError(path, line, f"{event_type!r} is not a PLOVER event type")


def _code(path: Path, line: int, code: object) -> str:
    if not isinstance(code, str) or not code.isdigit():
        raise LexiconError(path, line, f"CAMEO code {code!r} must be digits in quotes")
    return code
