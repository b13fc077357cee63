"""Whose admission counts as a confirmation, and who speaks for a state (``record/interests.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml
from countermove.schema import EventType

INTERESTS_FILE = "record/interests.yaml"


@dataclass(frozen=True, slots=True)
class Interests:
    """PLOVER types by the role whose admission is against its interest, and PLOVER sectors by what they speak for."""

    actor: frozenset[str]
    recipient: frozenset[str]
    military_recipient: frozenset[str]
    official: frozenset[str]
    military: frozenset[str]
    media: frozenset[str]


def load_interests(path: Path) -> Interests:
    """Load the rules.

    Raises:
        LexiconError: a part is missing or unknown, or names no PLOVER event type; the message names file and line.
    """
    data: Any = load_yaml(path)
    roles = data.get("against_interest") if isinstance(data, dict) else None
    if not isinstance(roles, dict) or set(data) != {"against_interest", "official", "military", "media"}:
        raise LexiconError(
            path, getattr(data, "line", 1), "must give against_interest, official, military, media, no more"
        )
    if set(roles) != {"actor", "recipient", "military_recipient"}:
        raise LexiconError(path, roles.line, "against_interest must give actor, recipient, military_recipient, no more")  # type: ignore[attr-defined]
    for role, types in roles.items():
        for kind in types:
            if kind not in get_args(EventType):
                raise LexiconError(path, roles.line, f"{role}: {kind!r} is no PLOVER event type")  # type: ignore[attr-defined]
    groups = {name: frozenset(map(str, data[name])) for name in ("official", "military", "media")}
    return Interests(**{role: frozenset(types) for role, types in roles.items()}, **groups)
