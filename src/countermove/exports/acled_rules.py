"""How PLOVER events become ACLED's: actor categories, sub-events and rules (``data/exports/acled.yaml``)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from countermove.ontology.actor_types import SECTORS
from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import Plover
from countermove.ontology.yaml_lines import load_yaml

UNKNOWN = "unknown"
Targeting = Literal["always", "civilians", "no"]
_RULE_KEYS = frozenset({"type", "modes", "actor", "recipient", "contexts", "killed", "event", "first"})


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of actor: its number, and the words of names and the sectors (also those of who acts) that tell it."""

    name: str
    number: int
    words: frozenset[str]
    sectors: frozenset[str]
    acting: frozenset[str]


@dataclass(frozen=True, slots=True)
class SubEvent:
    """An ACLED sub-event type with its event type and disorder type, and when it is civilian targeting."""

    name: str
    event_type: str
    disorder_type: str
    targeting: Targeting


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules ask of an event; ``actor`` and ``recipient`` are the categories found on each side."""

    event_type: str
    mode: str | None
    contexts: frozenset[str]
    actor: frozenset[str]
    recipient: frozenset[str]
    killed: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions (empty sets ask for nothing) and the sub-event that they give."""

    event_type: str
    modes: frozenset[str]
    actor: frozenset[str]
    recipient: frozenset[str]
    contexts: frozenset[str]
    killed: bool
    sub_event: SubEvent
    recipient_first: bool

    def holds(self, facts: Facts) -> bool:
        """Whether all conditions are fulfilled."""
        return (
            self.event_type == facts.event_type
            and (not self.modes or (facts.mode or "none") in self.modes)
            and _one_of(self.actor, facts.actor)
            and _one_of(self.recipient, facts.recipient)
            and (not self.contexts or bool(self.contexts & facts.contexts))
            and (facts.killed or not self.killed)
        )


@dataclass(frozen=True, slots=True)
class AcledRules:
    """Categories by name, and the rules in order."""

    categories: Mapping[str, Category]
    rules: tuple[Rule, ...]

    def rule(self, facts: Facts) -> Rule | None:
        """The first rule that holds; None for an event that ACLED doesn't cover."""
        return next((rule for rule in self.rules if rule.holds(facts)), None)


def _one_of(wanted: frozenset[str], found: frozenset[str]) -> bool:
    return not wanted or bool(wanted & (found or {UNKNOWN}))


def load_acled_rules(path: Path, plover: Plover) -> AcledRules:
    """Load ``acled.yaml``.

    Raises:
        LexiconError: an unknown key, type, mode, context, sector, category or sub-event, or a sector told by two
            categories; file and line are named.
    """
    data: Any = load_yaml(path)
    _check(
        path, data, set(data) == {"categories", "sub_events", "groups", "rules"}, "needs its four tables and no others"
    )
    categories = {name: _category(path, name, entry) for name, entry in data["categories"].items()}
    for told in ("sectors", "acting", "words"):
        values = [value for category in categories.values() for value in getattr(category, told)]
        _check(path, data["categories"], len(values) == len(set(values)), f"{told}: one is listed for two categories")
    sub_events = {name: _sub_event(path, name, entry) for name, entry in data["sub_events"].items()}
    groups = {name: (name,) for name in (*categories, UNKNOWN)}
    for name, members in data["groups"].items():
        _check(path, data["groups"], set(members) <= set(categories), f"group {name} holds an unknown category")
        groups[name] = tuple(members)
    rules = tuple(_rule(path, entry, sub_events, groups, plover) for entry in data["rules"])
    return AcledRules(categories, rules)


def _check(path: Path, entry: Any, holds: bool, message: str) -> None:
    if not holds:
        raise LexiconError(path, getattr(entry, "line", None), message)


def _category(path: Path, name: str, entry: Any) -> Category:
    _check(path, entry, set(entry) <= {"number", "words", "sectors", "acting"}, f"{name}: unknown key")
    _check(path, entry, isinstance(entry.get("number"), int), f"{name} needs a number")
    words, sectors, acting = (frozenset(entry.get(key) or ()) for key in ("words", "sectors", "acting"))
    _check(path, entry, sectors | acting <= SECTORS, f"{name}: unknown sector")
    return Category(name, entry["number"], words, sectors, acting)


def _sub_event(path: Path, name: str, entry: Any) -> SubEvent:
    _check(path, entry, {"type", "disorder"} <= set(entry) <= {"type", "disorder", "targeting"}, f"{name}: wrong keys")
    targeting = entry.get("targeting", "no")
    _check(path, entry, targeting in ("always", "civilians", "no"), f"{name}: targeting {targeting!r} is unknown")
    return SubEvent(name, entry["type"], entry["disorder"], cast(Targeting, targeting))


def _rule(
    path: Path, entry: Any, sub_events: Mapping[str, SubEvent], groups: Mapping[str, Collection[str]], plover: Plover
) -> Rule:
    unknown = sorted(set(entry) - _RULE_KEYS)
    _check(path, entry, not unknown, f"unknown key {', '.join(unknown)}; known: {', '.join(sorted(_RULE_KEYS))}")
    event_type = entry.get("type")
    _check(path, entry, event_type in plover.modes, f"{event_type!r} is not a PLOVER event type")
    modes = frozenset(entry.get("modes") or ())
    _check(path, entry, modes <= {"none", *plover.modes[event_type]}, f"{event_type} hasn't all of these modes")
    contexts = frozenset(entry.get("contexts") or ())
    _check(path, entry, contexts <= set(plover.contexts), "unknown context")
    _check(path, entry, entry.get("event") in sub_events, f"{entry.get('event')!r} is none of the sub_events")
    _check(path, entry, entry.get("killed", "yes") == "yes", "killed can only be yes")
    _check(path, entry, entry.get("first", "recipient") == "recipient", "first can only be recipient")
    sides = {}
    for side in ("actor", "recipient"):
        names = entry.get(side) or []
        _check(path, entry, set(names) <= set(groups), f"{side}: unknown category or group")
        sides[side] = frozenset(member for name in names for member in groups[name])
    return Rule(
        event_type,
        modes,
        sides["actor"],
        sides["recipient"],
        contexts,
        "killed" in entry,
        sub_events[entry["event"]],
        "first" in entry,
    )
