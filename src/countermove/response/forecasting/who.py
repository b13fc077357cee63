"""Who is meant: the words of filters, and the parties of a move, as keys that acts are counted under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from countermove.ontology.actors import ActorRegistry
from countermove.record.entities import FAMILIES, folded
from countermove.record.errors import FilterError
from countermove.record.views.rows import named_rows
from countermove.response.forecasting.forecast import Move, Who
from countermove.response.forecasting.source import VIEW
from countermove.response.links import event_number

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BODIES = {"UNO": "United Nations", "EUR": "European Union"}
"""Codes of one body each; other codes that aren't states' (IGO, NGO, REB) are shared by many, who are told by name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A party that is asked for; ``names`` are names whose acts are counted under its key, where it has no code."""

    who: Who
    names: Mapping[str, str] = field(default_factory=dict)


def own_codes(registry: ActorRegistry) -> tuple[str, ...]:
    """Codes that stand for one party."""
    return tuple(sorted({*registry.countries.states, *_BODIES}))


def who_of(key: str, registry: ActorRegistry) -> Who:
    """A party by its key."""
    state = registry.countries.states.get(key)
    return Who(key, state.name if state else _BODIES.get(key, key))


def asked_party(connection: DuckDBPyConnection, text: str, option: str, registry: ActorRegistry) -> Asked:
    """The party of a code, a registry key, or a name that the registry, the record or the history knows.

    Raises:
        FilterError: nobody is called that.
    """
    words = text.strip()
    state = registry.state(words) if words else None
    code = state.iso3 if state else words
    if state is not None or code in _BODIES:
        return Asked(who_of(code, registry))
    actor = registry.lookup(words) or next((one for one in registry.organizations.values() if one.ref == words), None)
    if actor is not None and actor.ref in registry.countries.states:
        return Asked(who_of(actor.ref, registry))
    if actor is not None and actor.name in _BODIES.values():
        return Asked(who_of(str(actor.country), registry))
    names = _entity_names(connection, words)
    names |= {words} if actor is None else {words, actor.name, *actor.aliases}
    found = _names_of_acts(connection, names)
    if not found and actor is None:
        raise FilterError(
            f"{option}: nobody is known as {text!r}; give a code (UKR), a registry key, or a name as it stands in: "
            "countermove events"
        )
    name = actor.name if actor is not None else found[0]
    return Asked(Who(name, name), dict.fromkeys(sorted({*found, *names}), name))


def asked_move(connection: DuckDBPyConnection, event_id: str, registry: ActorRegistry) -> Move:
    """A move of the record.

    Raises:
        FilterError: there is no such event, or it tells of nobody who acts, so that nobody can answer.
    """
    number = event_number(connection, event_id)
    [row] = named_rows(
        connection,
        "select event_id, first_day, event_type, mode, actors, recipients from events where event_no = ?",
        [number],
    )
    codes = set(own_codes(registry))
    parties: dict[str, dict[str, Who]] = {"actor": {}, "recipient": {}}
    for role, name, country in connection.execute(
        "select distinct p.role, n.name, n.country from event_parties p join entities n using (entity_no) "
        "where p.event_no = ? order by p.role, n.name",
        [number],
    ).fetchall():
        key = str(country) if country in codes else str(name)
        parties[role][key] = who_of(key, registry)
    if not parties["actor"]:
        raise FilterError(f"{event_id}: no actor of it is known, so nobody to answer; ask for --actor or --recipient")
    kind = f"{row['event_type']}{' ' + row['mode'] if row['mode'] else ''}"
    whom = f" → {row['recipients']}" if row["recipients"] else ""
    return Move(
        event_id=str(row["event_id"]),
        day=row["first_day"],
        event_type=str(row["event_type"]),
        mode=row["mode"],
        words=f"{row['actors']} → {kind}{whom}",
        actors=tuple(parties["actor"].values()),
        recipients=tuple(who for key, who in parties["recipient"].items() if key not in parties["actor"]),
    )


def _entity_names(connection: DuckDBPyConnection, words: str) -> set[str]:
    """Names of the record's entities with this id or name."""
    rows = connection.execute(
        "select name from entities where entity_id = ? union select n.name from entity_keys k join entities n "
        "using (entity_no) where k.key in (select unnest(?::varchar[]))",
        [words, [f"name {family} {folded(words)}" for family in FAMILIES]],
    ).fetchall()
    return {str(row[0]) for row in rows}


def _names_of_acts(connection: DuckDBPyConnection, names: set[str]) -> list[str]:
    """Those names, as acts have them, that somebody acts or is acted on under; the most frequent first."""
    rows = connection.execute(
        f"select name from (select actor as name from {VIEW} union all select recipient from {VIEW}) "
        "where lower(strip_accents(name)) in (select lower(strip_accents(unnest(?::varchar[])))) "
        "group by name order by count(*) desc, name",
        [sorted(names)],
    ).fetchall()
    return [str(row[0]) for row in rows]
