"""Words and sectors by which an entity counts for a state or for itself (``data/response/parties.yaml``)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from countermove.ontology.actor_types import NON_STATE_CODES, SECTORS
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.response.answer import PartyKind

PARTIES_FILE = "response/parties.yaml"
_LISTS = ("organs", "bodies", "narrators", "plural", "counting", "offices", "outside", "forces")
_KINDS = get_args(PartyKind)


@dataclass(frozen=True, slots=True)
class PartyRules:
    """The lists; the file explains each."""

    organs: frozenset[str]
    bodies: frozenset[str]
    narrators: frozenset[str]
    plural: frozenset[str]
    counting: frozenset[str]
    offices: frozenset[str]
    outside: frozenset[str]
    forces: frozenset[str]
    own_codes: Mapping[str, PartyKind]
    seats: Mapping[str, tuple[str, str]]


def load_party_rules(path: Path | None = None) -> PartyRules:
    """Load the rules; without a path, those that are shipped.

    Raises:
        LexiconError: a list is missing or unknown, or names no PLOVER sector or code; file and line are named.
    """
    path = DATA / PARTIES_FILE if path is None else path
    data: Any = load_yaml(path)
    if not isinstance(data, LineDict) or set(data) != {*_LISTS, "own_codes", "seats"}:
        line = getattr(data, "line", 1)
        raise LexiconError(path, line, f"must hold exactly: {', '.join((*_LISTS, 'own_codes', 'seats'))}")
    sectors = {name: _words(path, data, name, SECTORS) for name in ("organs", "bodies", "narrators")}
    words = {name: _words(path, data, name, None) for name in ("plural", "counting", "offices", "outside", "forces")}
    return PartyRules(**sectors, **words, own_codes=_own_codes(path, data), seats=_seats(path, data))


def _words(path: Path, data: LineDict, name: str, known: Collection[str] | None) -> frozenset[str]:
    values = data[name]
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise LexiconError(path, data.line, f"{name} must be a list of words")
    wrong = [value for value in values if known is not None and value not in known]
    if wrong:
        raise LexiconError(path, getattr(values, "line", data.line), f"{name}: {wrong[0]!r} is no PLOVER sector")
    return frozenset(values)


def _own_codes(path: Path, data: LineDict) -> Mapping[str, PartyKind]:
    values = data["own_codes"]
    if not isinstance(values, LineDict) or set(values) != NON_STATE_CODES:
        raise LexiconError(path, data.line, f"own_codes must hold exactly: {', '.join(sorted(NON_STATE_CODES))}")
    for code, kind in values.items():
        if kind not in _KINDS:
            raise LexiconError(path, values.line, f"own_codes: {code}: {kind!r} is none of {', '.join(_KINDS)}")
    return cast("Mapping[str, PartyKind]", dict(values))


def _seats(path: Path, data: LineDict) -> Mapping[str, tuple[str, str]]:
    values = data["seats"]
    if not isinstance(values, LineDict):
        raise LexiconError(path, data.line, "seats must be a mapping")
    for code, entry in values.items():
        if not isinstance(entry, LineDict) or set(entry) != {"seat", "body"}:
            raise LexiconError(path, values.line, f"seats: {code} must give seat and body")
    return {code: (str(entry["seat"]), str(entry["body"])) for code, entry in values.items()}
