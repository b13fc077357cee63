"""Whose admission counts as a confirmation, and who speaks for a state (``record/interests.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from countermove.ontology.actor_types import SECTORS
from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml
from countermove.schema import EventType

INTERESTS_FILE = "record/interests.yaml"


@dataclass(frozen=True, slots=True)
class Interests:
    """PLOVER types by the role whose admission is against its interest, and PLOVER sectors by what they speak for."""

    actor: frozenset[str]
    recipient: frozenset[str]
    official: frozenset[str]
    media: frozenset[str]


def load_interests(path: Path) -> Interests:
    """Load the rules.

    Raises:
        LexiconError: a part is missing or unknown, or names no PLOVER type or sector; file and line are named.
    """
    data: Any = load_yaml(path)
    roles = data.get("against_interest") if isinstance(data, dict) else None
    if not isinstance(roles, dict) or set(data) != {"against_interest", "official", "media"}:
        raise LexiconError(path, getattr(data, "line", 1), "must give against_interest, official, media, no more")
    if set(roles) != {"actor", "recipient"}:
        raise LexiconError(path, roles.line, "against_interest must give actor and recipient, no more")  # type: ignore[attr-defined]
    types = frozenset(get_args(EventType))
    rules = {role: _codes(path, roles, role, types, "PLOVER event type") for role in roles}
    groups = {name: _codes(path, data, name, SECTORS, "PLOVER sector") for name in ("official", "media")}
    return Interests(**rules, **groups)


def _codes(path: Path, parts: Any, name: str, known: frozenset[str], what: str) -> frozenset[str]:
    codes = parts[name]
    if not isinstance(codes, list):
        raise LexiconError(path, parts.line, f"{name} must be a list of {what}s")
    for code in codes:
        if code not in known:
            raise LexiconError(path, codes.line, f"{name}: {code!r} is no {what}")  # type: ignore[attr-defined]
    return frozenset(codes)
