"""Parties that an analyst names: a code, a registry key, a name, or somebody whom only the record knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from countermove.ontology.actors import ActorRegistry
from countermove.record.errors import FilterError
from countermove.response.answer import Party
from countermove.response.parties import Parties, PartyKnowledge

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def asked_parties(
    connection: DuckDBPyConnection,
    names: Iterable[str],
    registry: ActorRegistry,
    knowledge: PartyKnowledge,
    near: Iterable[int] = (),
) -> tuple[Party, ...]:
    """The parties of some names.

    Args:
        connection: an open record.
        names: codes (``EGY``), registry keys (``nato``), names ("European Union", "Labour Party"), ids of entities.
        registry: who is known.
        knowledge: what parties are told by.
        near: numbers of articles whose texts tell what unknown entities belong to.

    Raises:
        FilterError: a name is known to neither.
    """
    articles = list(near)
    return tuple(dict.fromkeys(_party(connection, name.strip(), registry, knowledge, articles) for name in names))


def _party(
    connection: DuckDBPyConnection, name: str, registry: ActorRegistry, knowledge: PartyKnowledge, near: list[int]
) -> Party:
    state = registry.state(name) if name else None
    if state is not None:
        return Party(state.iso3, state.name, "state", state.iso3)
    organizations = {one.ref: one for one in registry.organizations.values() if one.ref}
    known = organizations.get(name) or (registry.lookup(name) if name else None)
    if known is not None and known.ref in organizations and known.country in (None, "UNO", "EUR", "IGO"):
        return Party(known.ref, known.name, "bloc" if known.kind == "bloc" else "organization", None)
    row = connection.execute(
        "select entity_no from entities where entity_id = ? or lower(name) = lower(?) "
        "order by entity_id <> ?, kind <> 'state', entity_no limit 1",
        [name, name, name],
    ).fetchone()
    found = Parties(connection, [int(row[0])], near, knowledge).of(int(row[0])) if row else None
    if found is None:
        raise FilterError(
            f"expect: neither the actor registry nor the record knows {name!r}; give a code (EGY) or a name"
        )
    return found
