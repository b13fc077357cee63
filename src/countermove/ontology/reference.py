"""Words that help to tell who is meant (``data/cues/reference.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from countermove.ontology.actor_types import Gender
from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml

FILE_NAME = "reference.yaml"


@dataclass(frozen=True, slots=True)
class ReferenceCues:
    """Lower-case words by what they tell; the file explains each list.

    ``address`` maps a form of address to a gender.
    """

    regional: frozenset[str]
    bloc: frozenset[str]
    country: frozenset[str]
    former: frozenset[str]
    quantity: frozenset[str]
    anyone: frozenset[str]
    kin: frozenset[str]
    ambiguous: frozenset[str]
    sending: frozenset[str]
    speech: frozenset[str]
    addressed: frozenset[str]
    locative: frozenset[str]
    direction: frozenset[str]
    stateless: frozenset[str]
    droppable: frozenset[str]
    pairing: frozenset[str]
    opposed: frozenset[str]
    partners: frozenset[str]
    address: dict[str, Gender]


def load_reference(path: Path) -> ReferenceCues:
    """Read the cues from ``reference.yaml``.

    Raises:
        LexiconError: a list is missing or unknown, or an entry isn't a lower-case, non-empty text.
    """
    data = load_yaml(path)
    if not isinstance(data, dict):
        raise LexiconError(path, 1, "a mapping of lists is expected")
    line = getattr(data, "line", None)
    names = [field.name for field in fields(ReferenceCues)]
    unknown = sorted(set(data) - set(names))
    if unknown:
        raise LexiconError(path, line, f"unknown keys: {', '.join(unknown)}")
    lists = {name: _words(path, data, name) for name in names if name != "address"}
    return ReferenceCues(**lists, address=_address(path, data.get("address"), line))


@cache
def shipped_reference() -> ReferenceCues:
    """The cues that come with the package, read once."""
    return load_reference(Path(__file__).resolve().parent.parent / "data" / "cues" / FILE_NAME)


def _words(path: Path, data: dict[str, Any], name: str) -> frozenset[str]:
    line = getattr(data, "line", None)
    entries = data.get(name)
    if not isinstance(entries, list):
        raise LexiconError(path, line, f"{name} must be a list of words")
    for entry in entries:
        if not isinstance(entry, str) or not entry.strip() or entry != entry.lower():
            raise LexiconError(path, line, f"{name}: {entry!r} is not a lower-case text")
    return frozenset(entries)


def _address(path: Path, data: object, line: int | None) -> dict[str, Gender]:
    if not isinstance(data, dict):
        raise LexiconError(path, line, "address must map forms of address to m or f")
    result: dict[str, Gender] = {}
    for word, gender in data.items():
        if gender not in ("m", "f"):
            raise LexiconError(path, getattr(data, "line", line), f"address: {word}: {gender!r} is neither m nor f")
        result[word] = gender
    return result
