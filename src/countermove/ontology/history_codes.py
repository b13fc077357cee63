"""Acts of other event datasets as PLOVER's: CAMEO codes and ACLED's sub-event types (``data/history``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from countermove.ontology.actor_types import SECTORS
from countermove.ontology.country_codes import ActorRoles, CountryCodes, load_actor_roles, load_country_codes
from countermove.ontology.plover import Plover, load_plover
from countermove.ontology.tables import Table, read_table

Side = Literal["forward", "backward", "undirected", "alone"]
"""Who acts: actor1 on actor2, actor2 on actor1, both (the order means nothing), or actor1 towards nobody."""
_NONE = "-"
_CAMEO_DIGITS = range(2, 5)


@dataclass(frozen=True, slots=True)
class Act:
    """What is done: PLOVER type and mode, quad class and score (-10 to 10); all None where PLOVER has no such type."""

    event_type: str | None
    mode: str | None
    quad: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class AcledAct:
    """An ACLED sub-event as an act, and who does it."""

    act: Act
    side: Side


@dataclass(frozen=True, slots=True)
class AcledActor:
    """A kind of actor: its PLOVER sector, and whether it is at home in the country of the event."""

    sector: str | None
    home: bool


@dataclass(frozen=True, slots=True)
class HistoryCodes:
    """Everything that tells what others' codes mean. ACLED's names are keyed in lower case; ``acled_names``
    are beginnings of names of actors, with the sector that they tell."""

    plover: Plover
    countries: CountryCodes
    roles: ActorRoles
    cameo: Mapping[str, Act]
    cameo_roots: Mapping[str, int]
    acled_events: Mapping[str, AcledAct]
    acled_actors: Mapping[str, AcledActor]
    acled_names: Mapping[str, str]

    def cameo_act(self, code: str) -> tuple[str, Act]:
        """A CAMEO code with the leading zero that spreadsheets take from it, and the act that it stands for.

        Raises:
            KeyError: not a CAMEO code.
        """
        whole = full_cameo_code(code, self.cameo_roots)
        for length in range(len(whole), 1, -1):
            if whole[:length] in self.cameo:
                return whole, self.cameo[whole[:length]]
        raise KeyError(code)

    def act(self, event_type: str | None, mode: str | None) -> Act:
        """A PLOVER type and mode with quad class and score."""
        if event_type is None:
            return Act(None, None, None, None)
        return Act(event_type, mode, self.plover.quad(event_type), self.plover.score(event_type, mode))


def full_cameo_code(code: str, roots: Mapping[str, int]) -> str:
    """A code with its leading zero: 43 is 043, 841 is 0841, as no root is higher than 20.

    Args:
        code: two digits (the second level of roots below 10) to four.
        roots: last digit of the second level, by root.

    Raises:
        KeyError: not a CAMEO code.
    """
    if not (code.isascii() and code.isdecimal() and len(code) in _CAMEO_DIGITS):
        raise KeyError(code)
    if len(code) == 2 or code[:2] not in roots:
        code = "0" + code
    if len(code) not in _CAMEO_DIGITS or int(code[2]) > roots[code[:2]] or code[3:] == "0":
        raise KeyError(code)
    return code


def load_history_codes(data: Path) -> HistoryCodes:
    """Load the tables under the folder of knowledge files.

    Raises:
        LexiconError: a table is missing or holds an unknown code; file and line are named.
    """
    folder = data / "history"
    plover = load_plover(data / "plover.yaml")
    return HistoryCodes(
        plover,
        load_country_codes(data),
        load_actor_roles(folder),
        _cameo(folder / "cameo_plover.tsv", plover, roots := _cameo_roots(folder / "cameo_roots.tsv")),
        roots,
        _acled_events(folder / "acled_events.tsv", plover),
        _acled_actors(folder / "acled_actors.tsv"),
        _acled_names(folder / "acled_names.tsv"),
    )


def _cameo_roots(path: Path) -> Mapping[str, int]:
    table = read_table(path, ("root", "last"))
    found: dict[str, int] = {}
    for line, (root, last) in table.rows:
        if not (root.isdecimal() and len(root) == 2 and last.isdecimal() and len(last) == 1) or root in found:
            raise table.error(line, f"{root!r} {last!r}: needs two digits and one, each root once")
        found[root] = int(last)
    return found


def _cameo(path: Path, plover: Plover, roots: Mapping[str, int]) -> Mapping[str, Act]:
    table = read_table(path, ("code", "type", "mode", "what"))
    found: dict[str, Act] = {}
    for line, (code, event_type, mode, _) in table.rows:
        if not (code.isdecimal() and len(code) in _CAMEO_DIGITS and code[:2] in roots) or code in found:
            raise table.error(line, f"{code!r} is no CAMEO code, or is listed twice")
        found[code] = _act(table, line, event_type, mode, plover)
    return found


def _acled_events(path: Path, plover: Plover) -> Mapping[str, AcledAct]:
    table = read_table(path, ("sub_event", "type", "mode", "side"))
    found: dict[str, AcledAct] = {}
    for line, (name, event_type, mode, side) in table.rows:
        if side not in get_args(Side) or name.casefold() in found:
            raise table.error(line, f"{name}: side {side!r} is unknown, or the sub-event is listed twice")
        found[name.casefold()] = AcledAct(_act(table, line, event_type, mode, plover), cast(Side, side))
    return found


def _acled_actors(path: Path) -> Mapping[str, AcledActor]:
    table = read_table(path, ("number", "name", "sector", "home"))
    found: dict[str, AcledActor] = {}
    for line, (number, name, sector, home) in table.rows:
        if sector not in SECTORS | {_NONE} or home not in ("yes", "no") or not number.isdecimal():
            raise table.error(line, f"{name}: needs a number, a sector or {_NONE}, and yes or no")
        actor = AcledActor(None if sector == _NONE else sector, home == "yes")
        for key in {number, name.casefold()} - {_NONE}:
            found[key] = actor
    return found


def _acled_names(path: Path) -> Mapping[str, str]:
    table = read_table(path, ("begins", "sector"))
    found: dict[str, str] = {}
    for line, (start, sector) in table.rows:
        if sector not in SECTORS or not start or start.casefold() in found:
            raise table.error(line, f"{start!r} {sector!r}: no sector, no name, or one that is listed twice")
        found[start.casefold()] = sector
    return found


def _act(table: Table, line: int, event_type: str, mode: str, plover: Plover) -> Act:
    if event_type == _NONE:
        return Act(None, None, None, None)
    if event_type not in plover.modes or (mode != _NONE and mode not in plover.modes[event_type]):
        raise table.error(line, f"PLOVER has no {event_type} {mode}")
    known = None if mode == _NONE else mode
    return Act(event_type, known, plover.quad(event_type), plover.score(event_type, known))
