"""What kind of answer an act is: form, ICB response, MID hostility, stance (``data/response/forms.yaml``).

Sources: Brecher and Wilkenfeld, International Crisis Behavior, variable MAJRES; Maoz and others, Militarized Interstate
Disputes, hostility level.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import EVENT_TYPES, Plover, load_plover
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.response.answer import Act, Direction, Form

FORMS_FILE = "response/forms.yaml"
_RESPONSES, _HOSTILITY = range(2, 10), range(1, 6)
_STANCES = ("for", "against", "neutral")
_KEYS = frozenset({"response", "hostility", "stance", "contexts"})


@dataclass(frozen=True, slots=True)
class Kind:
    """ICB response (2 to 9), MID hostility level (1 to 5), what the act says about whom it is aimed at."""

    response: int
    hostility: int
    stance: Direction
    contexts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Forms:
    """The kinds by type and mode (no mode: empty), the kind of a reply, and which types carry out an announcement."""

    kinds: Mapping[tuple[str, str], Kind]
    reply: Kind
    announcements: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]

    def kind(self, event_type: str | None, mode: str | None) -> Kind:
        """The kind of an act; without a type, of a reply."""
        if event_type is None:
            return self.reply
        return self.kinds.get((event_type, mode or "")) or self.kinds[event_type, ""]

    def response(self, event_type: str | None, mode: str | None, contexts: Collection[str] = ()) -> int:
        """The response category of International Crisis Behavior (MAJRES)."""
        kind = self.kind(event_type, mode)
        return next((value for context, value in kind.contexts.items() if context in contexts), kind.response)

    def carries_out(self, announced: Act, act: Act) -> bool:
        """Whether an act is of a kind that carries out what was announced, whoever did them."""
        if announced.event_type is None or act.event_type is None:
            return False
        if announced.announced and (announced.event_type, announced.mode) == (act.event_type, act.mode):
            return not act.announced
        exact = self.announcements.get((announced.event_type, announced.mode or ""))
        wanted = exact or self.announcements.get((announced.event_type, ""), ())
        return (act.event_type, "") in wanted or (act.event_type, act.mode or "") in wanted


def form_of(quad: str | None) -> Form:
    """The form of a quad class; without one, a reply."""
    return cast("Form", quad) if quad is not None else "reply"


def load_forms(path: Path | None = None, plover: Plover | None = None) -> Forms:
    """Load the table; without a path, the one that is shipped.

    Raises:
        LexiconError: a type is missing, or a type, mode, context or value is unknown; file and line are named.
    """
    path = DATA / FORMS_FILE if path is None else path
    plover = load_plover(DATA / "plover.yaml") if plover is None else plover
    data: Any = load_yaml(path)
    if not isinstance(data, LineDict) or set(data) != {"reply", "types", "announcements"}:
        raise LexiconError(path, getattr(data, "line", 1), "must hold exactly: announcements, reply, types")
    for name in ("reply", "types", "announcements"):
        if not isinstance(data[name], LineDict):
            raise LexiconError(path, data.line, f"{name} must be a mapping")
    missing = [name for name in EVENT_TYPES if name not in data["types"]]
    if missing:
        raise LexiconError(path, data["types"].line, f"types without an entry: {', '.join(missing)}")
    kinds: dict[tuple[str, str], Kind] = {}
    for name, entry in data["types"].items():
        _known(path, data["types"], name, "", plover)
        kinds.update(_kinds(path, data["types"], name, entry, plover))
    return Forms(
        MappingProxyType(kinds),
        _kind(path, "reply", data["reply"], None, plover),
        MappingProxyType(_announcements(path, data["announcements"], plover)),
    )


def _kinds(path: Path, parent: Any, name: str, entry: Any, plover: Plover) -> dict[tuple[str, str], Kind]:
    if not isinstance(entry, LineDict):
        raise LexiconError(path, parent.line, f"{name} must be a mapping")
    modes = entry.get("modes") or {}
    own = LineDict({key: value for key, value in entry.items() if key != "modes"})
    own.line = entry.line
    base = _kind(path, name, own, None, plover)
    kinds = {(name, ""): base}
    for mode, changed in modes.items():
        _known(path, entry, name, mode, plover)
        if not isinstance(changed, LineDict):
            raise LexiconError(path, entry.line, f"{name} {mode} must be a mapping")
        kinds[name, mode] = _kind(path, f"{name} {mode}", changed, base, plover)
    return kinds


def _kind(path: Path, name: str, entry: LineDict, base: Kind | None, plover: Plover) -> Kind:
    unknown = set(entry) - _KEYS
    if unknown:
        raise LexiconError(path, entry.line, f"{name}: unknown: {', '.join(sorted(unknown))}")
    response = entry.get("response", base.response if base else None)
    hostility = entry.get("hostility", base.hostility if base else None)
    stance = entry.get("stance", base.stance if base else None)
    contexts = entry.get("contexts", dict(base.contexts) if base and "response" not in entry else {})
    for what, value, allowed in (("response", response, _RESPONSES), ("hostility", hostility, _HOSTILITY)):
        if not isinstance(value, int) or value not in allowed:
            raise LexiconError(path, entry.line, f"{name}: {what} {value!r} is none of {allowed[0]} to {allowed[-1]}")
    if stance not in _STANCES:
        raise LexiconError(path, entry.line, f"{name}: stance {stance!r} is none of {', '.join(_STANCES)}")
    for context, value in contexts.items():
        if context not in plover.contexts or value not in _RESPONSES:
            raise LexiconError(path, entry.line, f"{name}: contexts: {context}: {value!r} is not possible")
    return Kind(cast("int", response), cast("int", hostility), cast("Direction", stance), MappingProxyType(contexts))


def _announcements(path: Path, data: LineDict, plover: Plover) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for key, values in data.items():
        name, _, mode = key.partition(" ")
        _known(path, data, name, mode, plover)
        if not isinstance(values, list) or not values:
            raise LexiconError(path, data.line, f"{key} must be a list of types")
        pairs = [(value.partition(" ")[0], value.partition(" ")[2]) for value in map(str, values)]
        for pair in pairs:
            _known(path, data, *pair, plover)
        found[name, mode] = tuple(pairs)
    return found


def _known(path: Path, entry: Any, name: str, mode: str, plover: Plover) -> None:
    if name not in EVENT_TYPES or not plover.allows(name, mode or None):
        raise LexiconError(path, entry.line, f"{(name + ' ' + mode).strip()!r} is not a PLOVER event type")
