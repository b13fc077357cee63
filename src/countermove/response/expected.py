"""Who may be expected to answer a move, and why: parties to it, declared lists, and what happened before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from countermove.ontology.actors import ActorRegistry
from countermove.ontology.responders import ResponderList, Responders
from countermove.response.answer import Act, Party, PartyKind
from countermove.response.board_settings import BoardSettings

_SMALL_ALLIANCE = 6
_ASKED = 2.0
"""Weight of what the analyst names: before all else."""


@dataclass(frozen=True, slots=True)
class EarlierAnswers:
    """How often a party answered earlier moves that are like this one: ``answered`` of ``moves``, in words ``what``."""

    party: Party
    answered: int
    moves: int
    what: str


@dataclass(frozen=True, slots=True)
class ExpectedParty:
    """A party that may be expected to answer, the grounds in words, and their joint weight."""

    party: Party
    because: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class ExpectedParties:
    """The most relevant ones, how many more there are on the same grounds, and what the lists don't know."""

    parties: tuple[ExpectedParty, ...]
    left_out: int
    notes: tuple[str, ...]


def expected_parties(
    move: Act,
    day: date | None,
    responders: Responders,
    registry: ActorRegistry,
    *,
    earlier: Iterable[EarlierAnswers] = (),
    asked: Sequence[Party] = (),
    declared: Sequence[ResponderList] = (),
    settings: BoardSettings | None = None,
) -> ExpectedParties:
    """Who may be expected to answer.

    Args:
        move: the move; those who make it are never expected.
        day: its day, on which memberships must hold; None: those that haven't ended.
        responders: lists, neighbours and rules.
        registry: names of codes and keys.
        earlier: who answered earlier moves like this one, how often.
        asked: parties that the analyst expects.
        declared: lists of the analyst's own; all their members of that day are expected.
        settings: bounds.
    """
    settings = settings or BoardSettings()
    found = _Grounds(move, registry)
    for party in asked:
        found.add(party, "named by you", _ASKED)
    for one in declared:
        for code in (*((one.body,) if one.body else ()), *one.on(day)):
            found.add_code(code, f"on your list {one.name}", _ASKED)
    _Declared(move, day, responders, found).add_all()
    for history in earlier:
        share = history.answered / history.moves if history.moves else 0.0
        if history.answered >= settings.history_least and share >= settings.history_share:
            found.add(history.party, f"answered {history.answered} of {history.moves} {history.what}", share)
    ordered = found.ordered()
    kept = [one for one in ordered if one.weight >= settings.least_weight]
    # Those whom the analyst names are never cut.
    most = max(settings.most_expected, sum(one.weight >= _ASKED for one in kept))
    return ExpectedParties(tuple(kept[:most]), len(ordered) - len(kept[:most]), tuple(found.notes))


class _Grounds:
    """Grounds collected by party."""

    def __init__(self, move: Act, registry: ActorRegistry) -> None:
        self._registry = registry
        self._organizations = {one.ref: one for one in registry.organizations.values() if one.ref}
        self._movers = {party.key for party in move.parties}
        self._parties: dict[str, Party] = {}
        self._because: dict[str, dict[str, float]] = {}
        self.notes: list[str] = []

    def is_state(self, code: str) -> bool:
        """Whether this is a state's code."""
        return code in self._registry.countries.states

    def name(self, code: str) -> str:
        """The name of a state, organisation or bloc."""
        return self.party(code).name

    def party(self, code: str) -> Party:
        """The party of a code or key."""
        state = self._registry.countries.states.get(code)
        if state is not None:
            return Party(code, state.name, "state", code)
        known = self._organizations.get(code)
        kind: PartyKind = "bloc" if known is not None and known.kind == "bloc" else "organization"
        return Party(code, known.name if known else code, kind, None)

    def add_code(self, code: str, because: str, weight: float) -> None:
        """Expect the party of a code."""
        self.add(self.party(code), because, weight)

    def add(self, party: Party, because: str, weight: float) -> None:
        """Expect a party, unless it makes the move or is known by number only."""
        if party.key in self._movers or party.kind == "states":
            return
        self._parties.setdefault(party.key, party)
        grounds = self._because.setdefault(party.key, {})
        grounds[because] = max(weight, grounds.get(because, 0.0))

    def ordered(self) -> list[ExpectedParty]:
        """The most relevant ones first."""
        found = []
        for key, grounds in self._because.items():
            because = tuple(sorted(grounds, key=lambda text: (-grounds[text], text)))
            found.append(ExpectedParty(self._parties[key], because, _joint(grounds.values())))
        return sorted(found, key=lambda one: (-one.weight, one.party.name, one.party.key))


def _joint(weights: Iterable[float]) -> float:
    """1 - (1-a)(1-b)...; what the analyst names stays above all."""
    rest = 1.0
    for weight in sorted(weights):
        if weight >= _ASKED:
            return _ASKED
        rest *= 1 - weight
    return round(1 - rest, 6)


@dataclass(frozen=True, slots=True)
class _Declared:
    """Expectations from the shipped lists."""

    move: Act
    day: date | None
    responders: Responders
    found: _Grounds

    def add_all(self) -> None:
        targets = [party for party in self.move.recipients if party not in self.move.parties]
        movers = _states(self.move.parties)
        states = [code for code in _states(targets) if code not in movers]
        for ground, weight in self.responders.grounds(self.move.event_type, self.move.mode):
            if ground == "target":
                self._targets(targets, weight)
            elif ground == "member_states":
                self._members(targets, weight)
            elif ground.startswith("list "):
                self._list(self.responders.lists[ground.removeprefix("list ")], weight)
            elif ground.startswith("body "):
                body = ground.removeprefix("body ")
                self.found.add_code(body, f"{self.found.name(body)}: expected to answer such moves", weight)
            else:
                whose, _, what = ground.partition("_")
                self._around(states if whose == "target" else movers, whose, what, weight)

    def _targets(self, targets: Sequence[Party], weight: float) -> None:
        for party in targets:
            if party.kind != "voice":
                self.found.add(party, "target of the move", weight)
            elif party.country is not None and self.found.is_state(party.country):
                self.found.add_code(party.country, f"state of the target, {party.name}", weight)

    def _members(self, targets: Sequence[Party], weight: float) -> None:
        for one in self._lists():
            if one.body is not None and any(party.key == one.body for party in targets):
                for code in one.on(self.day):
                    self.found.add_code(code, f"member of the target, {one.name}", weight)

    def _list(self, one: ResponderList, weight: float) -> None:
        members = one.on(self.day)
        for code in members:
            self.found.add_code(code, f"one of the {one.name}", weight)
        if one.incomplete(self.day):
            day = self.day.isoformat() if self.day else "that day"
            self.found.notes.append(f"The {one.name} on {day} aren't all known here.")

    def _around(self, codes: Sequence[str], whose: str, what: str, weight: float) -> None:
        role = "the target" if whose == "target" else "the mover"
        for code in codes:
            name = self.found.name(code)
            if what == "neighbours":
                for other in self.responders.neighbours.get(code, ()):
                    self._add(other, codes, f"land neighbour of {role}, {name}", weight)
            for one in self._lists():
                members = one.on(self.day)
                if code not in members:
                    continue
                if what == "bodies" and one.body is not None and one.kind in ("alliance", "union"):
                    self.found.add_code(one.body, f"body of {role}, {name}", weight)
                elif what == "allies" and one.kind == "alliance":
                    # Of a large alliance the body answers, and some members: each single one is less likely to.
                    share = min(1.0, (_SMALL_ALLIANCE / len(members)) ** 0.5)
                    for other in members:
                        self._add(other, codes, f"ally of {role}, {name} ({one.name})", weight * share)

    def _add(self, code: str, not_among: Sequence[str], because: str, weight: float) -> None:
        if code not in not_among:
            self.found.add_code(code, because, weight)

    def _lists(self) -> Iterable[ResponderList]:
        return self.responders.lists.values()


def _states(parties: Sequence[Party]) -> list[str]:
    """Codes of the states among parties, and of the states that voices belong to."""
    codes = [party.key if party.kind == "state" else party.country for party in parties]
    return [code for code in dict.fromkeys(codes) if code is not None]
