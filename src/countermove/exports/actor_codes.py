"""What PLOVER's sectors and non-state codes are called in CAMEO and ICEWS (``data/exports/actors.yaml``)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from countermove.ontology.actor_types import NON_STATE_CODES, SECTORS
from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml
from countermove.schema import Entity


@dataclass(frozen=True, slots=True)
class SectorName:
    """A sector's CAMEO role and ICEWS sector; empty where they have none."""

    cameo: str
    icews: str


@dataclass(frozen=True, slots=True)
class NonStateName:
    """A non-state code's CAMEO type, region and known group, and ICEWS sector; empty where they have none."""

    cameo: str
    region: str
    group: str
    icews: str


@dataclass(frozen=True, slots=True)
class ActorCodes:
    """Both tables, by PLOVER code."""

    sectors: Mapping[str, SectorName]
    non_state: Mapping[str, NonStateName]

    def icews_sectors(self, entity: Entity) -> tuple[str, ...]:
        """What ICEWS calls the entity's sectors, each once."""
        body = self.non_state.get(entity.country or "")
        names = [body.icews if body else "", *(item.icews for item in self._sectors(entity))]
        return tuple(dict.fromkeys(name for name in names if name))

    def cameo_roles(self, entity: Entity) -> tuple[str, ...]:
        """The CAMEO roles of the entity's sectors, each once."""
        return tuple(dict.fromkeys(item.cameo for item in self._sectors(entity) if item.cameo))

    def _sectors(self, entity: Entity) -> list[SectorName]:
        return [self.sectors[code] for code in entity.sectors if code in self.sectors]


def load_actor_codes(path: Path) -> ActorCodes:
    """Load the tables.

    Raises:
        LexiconError: a table, a code or a key is missing or unknown, or a value isn't text; file and line are named.
    """
    data: Any = load_yaml(path)
    _check_keys(path, data, ("sectors", "non_state"), "the file")
    sectors, non_state = data["sectors"], data["non_state"]
    _check_keys(path, sectors, SECTORS, "sectors")
    _check_keys(path, non_state, NON_STATE_CODES, "non_state")
    return ActorCodes(
        {code: SectorName(**_texts(path, entry, ("cameo", "icews"), code)) for code, entry in sectors.items()},
        {
            code: NonStateName(**_texts(path, entry, ("cameo", "region", "group", "icews"), code))
            for code, entry in non_state.items()
        },
    )


def _check_keys(path: Path, data: Any, wanted: Collection[str], what: str) -> None:
    if not isinstance(data, dict) or set(data) != set(wanted):
        line = getattr(data, "line", None)
        raise LexiconError(path, line, f"{what} must hold exactly: {', '.join(sorted(wanted))}")


def _texts(path: Path, entry: Any, keys: tuple[str, ...], code: str) -> dict[str, str]:
    """The entry's values by key, empty where left out."""
    line = getattr(entry, "line", None)
    if not isinstance(entry, dict) or not set(entry) <= set(keys):
        raise LexiconError(path, line, f"{code} may hold: {', '.join(keys)}")
    if not all(isinstance(value, str) for value in entry.values()):
        raise LexiconError(path, line, f"{code}: values must be text")
    return {key: entry.get(key, "") for key in keys}
