"""Who may be expected to answer a move: declared lists of members, land neighbours, and rules by kind of move.

The files are ``data/responders/*.yaml`` and ``neighbours.tsv``; an analyst adds lists of the same format.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from countermove.ontology.actors import ActorRegistry
from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES
from countermove.ontology.tables import read_table, split_values
from countermove.ontology.yaml_lines import LineDict, LineList, load_yaml

RESPONDERS = "responders"
"""Folder under ``data/``."""
LIST_FILES = ("bodies.yaml", "pacts.yaml", "security_council.yaml")

ListKind = Literal["alliance", "union", "forum", "council", "declared"]
"""declared: a list of the analyst's own, whose members are expected whatever the move."""
GROUNDS = (
    "target", "target_bodies", "mover_bodies", "target_allies", "mover_allies", "target_neighbours",
    "mover_neighbours", "member_states",
)  # fmt: skip
"""What a rule can name beside ``list NAME`` and ``body KEY``."""
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")


@dataclass(frozen=True, slots=True)
class Membership:
    """A member, by its code or key, with the first and last day; None: open on that side."""

    who: str
    since: date | None
    until: date | None

    def holds(self, day: date | None) -> bool:
        """Whether it is a member on that day; without a day, whether it is one without a known end."""
        if day is None:
            return self.until is None
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ResponderList:
    """A declared list. ``body`` is the registry key of what answers in its name; ``complete`` are the first and last
    day between which all members are listed, None where that is always."""

    name: str
    kind: ListKind
    body: str | None
    members: tuple[Membership, ...]
    complete: tuple[date, date] | None = None

    def on(self, day: date | None) -> tuple[str, ...]:
        """The members on a day, in the order of the file."""
        return tuple(dict.fromkeys(one.who for one in self.members if one.holds(day)))

    def incomplete(self, day: date | None) -> bool:
        """Whether members of that day may be missing from the list."""
        return day is not None and self.complete is not None and not self.complete[0] <= day <= self.complete[1]


@dataclass(frozen=True, slots=True)
class Expectation:
    """For the moves of these types (``TYPE`` or ``TYPE mode``): grounds with their weights, 0 to 1."""

    moves: frozenset[str]
    grounds: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Responders:
    """All lists by name, land neighbours by state, and the rules in their order."""

    lists: MappingProxyType[str, ResponderList]
    neighbours: MappingProxyType[str, tuple[str, ...]]
    expectations: tuple[Expectation, ...]

    def grounds(self, event_type: str | None, mode: str | None) -> tuple[tuple[str, float], ...]:
        """The grounds of the first rule for a type and mode; a rule for the mode goes before one for its type."""
        for wanted in (f"{event_type} {mode}", event_type):
            for rule in self.expectations:
                if wanted in rule.moves:
                    return rule.grounds
        return ()


def load_responders(directory: Path, registry: ActorRegistry) -> Responders:
    """Load lists, neighbours and rules.

    Args:
        directory: ``data/responders``.
        registry: the actors that members must be among.

    Raises:
        LexiconError: an unknown member, type or ground, a bad day, or neighbours that aren't on both sides; file and
            line are named.
    """
    known = known_codes(registry)
    lists: dict[str, ResponderList] = {}
    for name in LIST_FILES:
        for one in load_lists(directory / name, known):
            if one.name in lists:
                raise LexiconError(directory / name, None, f"{one.name!r} stands twice")
            lists[one.name] = one
    return Responders(
        MappingProxyType(lists),
        MappingProxyType(_neighbours(directory / "neighbours.tsv", frozenset(registry.countries.states))),
        _expectations(directory / "expectations.yaml", lists, known),
    )


def known_codes(registry: ActorRegistry) -> frozenset[str]:
    """Codes of states and keys of organisations and blocs."""
    return frozenset(registry.countries.states) | {one.ref for one in registry.organizations.values() if one.ref}


def load_lists(path: Path, known: frozenset[str], kind: ListKind | None = None) -> tuple[ResponderList, ...]:
    """Read a file of lists.

    Args:
        path: YAML, as ``data/responders/bodies.yaml`` explains.
        known: the codes and keys that members may have.
        kind: the kind of lists that don't give one.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineList) or not data:
        raise LexiconError(path, 1, "must be a list of entries that begin with '- list: NAME'")
    return tuple(_list(path, data.line, entry, known, kind) for entry in data)


def _list(path: Path, line: int, entry: Any, known: frozenset[str], kind: ListKind | None) -> ResponderList:
    if not isinstance(entry, LineDict):
        raise LexiconError(path, line, "an entry must be a mapping that begins with 'list: NAME'")
    unknown = sorted(set(entry) - {"list", "body", "kind", "members", "complete"})
    if unknown:
        raise LexiconError(path, entry.line, f"{unknown[0]!r} is none of list, body, kind, members, complete")
    name, body = entry.get("list"), entry.get("body")
    given: Any = entry.get("kind", kind)
    if not isinstance(name, str) or not name:
        raise LexiconError(path, entry.line, "list must be a name")
    if given not in get_args(ListKind):
        raise LexiconError(path, entry.line, f"kind {given!r} is none of {', '.join(get_args(ListKind))}")
    if body is not None and body not in known:
        raise LexiconError(path, entry.line, f"body {body!r} is no key of the actor registry")
    members = entry.get("members")
    if not isinstance(members, list) or not members:
        raise LexiconError(path, entry.line, f"{name}: members must be a list")
    found = tuple(one for member in members for one in _memberships(path, entry.line, member, known))
    return ResponderList(name, given, body, found, _complete(path, entry))


def _memberships(path: Path, line: int, member: Any, known: frozenset[str]) -> list[Membership]:
    if isinstance(member, str):
        member = LineDict(who=[member])
        member.line = line
    if not isinstance(member, LineDict) or not isinstance(member.get("who"), list) or set(member) - _MEMBER:
        raise LexiconError(path, getattr(member, "line", line), "a member must give who (a list), since, until")
    since, until = (_day(path, member, name) for name in ("since", "until"))
    if since is not None and until is not None and since > until:
        raise LexiconError(path, member.line, f"since {since} is after until {until}")
    for who in member["who"]:
        if who not in known:
            raise LexiconError(path, member.line, f"{who!r} is no state's code and no key of the actor registry")
    return [Membership(who, since, until) for who in member["who"]]


_MEMBER = frozenset({"who", "since", "until"})


def _complete(path: Path, entry: LineDict) -> tuple[date, date] | None:
    given = entry.get("complete")
    if given is None:
        return None
    days = [_day(path, given, name) for name in ("since", "until")] if isinstance(given, LineDict) else []
    if len(days) != 2 or days[0] is None or days[1] is None:
        raise LexiconError(path, entry.line, "complete must give since and until")
    return days[0], days[1]


def _day(path: Path, entry: LineDict, name: str) -> date | None:
    """A day, the first of a month or year for since, the last for until."""
    value = entry.get(name)
    if value is None:
        return None
    match = _DAY.match(str(value))
    try:
        if match is None:
            raise ValueError
        year, month, day = (None if part is None else int(part) for part in match.groups())
        assert year is not None
        if name == "since":
            return date(year, month or 1, day or 1)
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:  # calendar's own error of a month is one
        raise LexiconError(path, entry.line, f"{name}: {value!r} is no day such as 2004, 2004-03, 2004-03-29") from None


def _neighbours(path: Path, states: frozenset[str]) -> dict[str, tuple[str, ...]]:
    table = read_table(path, ("state", "neighbours"))
    found: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    for line, (state, neighbours) in table.rows:
        if state in found:
            raise table.error(line, f"{state} stands twice")
        found[state], lines[state] = split_values(neighbours), line
        for code in (state, *found[state]):
            if code not in states:
                raise table.error(line, f"{code!r} is no state's code")
    for state, neighbours_of in found.items():
        for other in neighbours_of:
            if state not in found.get(other, ()):
                raise table.error(lines[state], f"{other} is a neighbour of {state}, but {state} isn't one of {other}")
    missing = sorted(states - set(found))
    if missing:
        raise LexiconError(path, None, f"states without a line: {', '.join(missing)}")
    return found


def _expectations(path: Path, lists: dict[str, ResponderList], known: frozenset[str]) -> tuple[Expectation, ...]:
    data = load_yaml(path)
    if not isinstance(data, LineList):
        raise LexiconError(path, 1, "must be a list of rules")
    rules = []
    for entry in data:
        if (
            not isinstance(entry, LineDict)
            or set(entry) != {"moves", "expect"}
            or not isinstance(entry["expect"], dict)
        ):
            raise LexiconError(path, getattr(entry, "line", data.line), "a rule must give moves and expect, no more")
        moves = entry["moves"]
        if not isinstance(moves, list):
            raise LexiconError(path, entry.line, "moves must be a list of types")
        for move in moves:
            if str(move).split(" ")[0] not in EVENT_TYPES:
                raise LexiconError(path, entry.line, f"{move!r} is no PLOVER type")
        for ground, weight in entry["expect"].items():
            _check_ground(path, entry.line, ground, weight, lists, known)
        rules.append(Expectation(frozenset(moves), tuple((name, float(w)) for name, w in entry["expect"].items())))
    covered = {move for rule in rules for move in rule.moves}
    missing = [name for name in EVENT_TYPES if name not in covered]
    if missing:
        raise LexiconError(path, None, f"types without a rule: {', '.join(missing)}")
    return tuple(rules)


def _check_ground(
    path: Path, line: int, ground: str, weight: Any, lists: dict[str, ResponderList], known: frozenset[str]
) -> None:
    first, _, rest = ground.partition(" ")
    if not (
        (first == "list" and rest in lists) or (first == "body" and rest in known) or (not rest and ground in GROUNDS)
    ):
        raise LexiconError(path, line, f"{ground!r} is none of {', '.join(GROUNDS)}, list NAME, body KEY")
    if not isinstance(weight, (int, float)) or not 0 <= weight <= 1:
        raise LexiconError(path, line, f"{ground}: {weight!r} lies outside 0..1")
