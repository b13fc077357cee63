"""Actors: who they are, what they did, what was done to them, what they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from countermove.record.entities import folded
from countermove.record.filters import Condition, Filters
from countermove.record.rows import numbers_in
from countermove.record.views.claims import ClaimRow, list_claims
from countermove.record.views.events import EventRow, list_events
from countermove.record.views.rows import Listing, filled, named_rows, parts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ACTS = (
    "select p.entity_no, count(distinct p.event_no) filter (p.role = 'actor') as acted, "
    "count(distinct p.event_no) filter (p.role = 'recipient') as received from event_parties p "
    "join events e on e.event_no = p.event_no where e.merged_into is null and e.reports > 0 group by p.entity_no"
)
"""How many events each entity has a part in."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One entity of the record; the counts are of events that it acted in or received, and of its claims.

    ``kind`` is person, state, organization, group, bloc, place or unknown; ``ref`` its key in the actor registry.
    """

    entity_id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    ref: str | None
    acted: int
    received: int
    said: int


@dataclass(frozen=True, slots=True)
class ActorPartner:
    """Another side: how many events of which type, and who acts (``did``: this actor; ``received``: the other)."""

    entity_id: str
    name: str
    side: str
    event_type: str
    events: int


@dataclass(frozen=True, slots=True)
class ActorInFull:
    """One actor: its names in articles, its latest events and claims, and with whom it has to do most."""

    actor: ActorRow
    names: tuple[str, ...]
    did: Listing[EventRow]
    received: Listing[EventRow]
    said: Listing[ClaimRow]
    partners: tuple[ActorPartner, ...]


def actor_condition(name: str | None, kind: str | None, country: str | None) -> Condition:
    """Conditions on the table ``entities`` as ``n``."""
    found = Condition()
    for word in folded(name or "").split():
        found.add("contains(lower(strip_accents(n.name)), ?)", word)
    if kind:
        found.add("n.kind = ?", kind)
    if country:
        found.add("n.country = ?", country)
    return found


def actor_rows(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[ActorRow]:
    """Entities by their numbers, in that order."""
    if not numbers:
        return []
    wanted = numbers_in(numbers)
    rows = named_rows(
        connection,
        f"with acts as ({ACTS.replace('group by', f'and p.entity_no in ({wanted}) group by')}), "
        f"said as (select speaker_no, count(*) as said from claims where reports > 0 and speaker_no in ({wanted}) "
        "group by speaker_no) select n.*, coalesce(acts.acted, 0) as acted, coalesce(acts.received, 0) as received, "
        "coalesce(said.said, 0) as said from entities n left join acts on acts.entity_no = n.entity_no "
        f"left join said on said.speaker_no = n.entity_no where n.entity_no in ({wanted})",
    )
    found = {int(row["entity_no"]): _row(row) for row in rows}
    return [found[number] for number in numbers if number in found]


def actor_in_full(connection: DuckDBPyConnection, entity_id: str, most: int) -> ActorInFull | None:
    """One entity by its id; None where there is none. ``most`` bounds each of its lists."""
    row = connection.execute("select entity_no from entities where entity_id = ? limit 1", [entity_id]).fetchone()
    if row is None:
        return None
    number = int(row[0])
    names = connection.execute(
        "select alias from entity_mentions where entity_no = ? and form in ('name', 'title') "
        "group by alias order by count(*) desc, alias limit ?",
        [number, most],
    ).fetchall()
    return ActorInFull(
        actor=actor_rows(connection, [number])[0],
        names=tuple(str(name) for (name,) in names),
        did=list_events(connection, Filters(actor=(entity_id,)), most),
        received=list_events(connection, Filters(recipient=(entity_id,)), most),
        said=list_claims(connection, Filters(actor=(entity_id,)), most),
        partners=_partners(connection, number, most),
    )


def _partners(connection: DuckDBPyConnection, number: int, most: int) -> tuple[ActorPartner, ...]:
    rows = connection.execute(
        "select n.entity_id, n.name, case mine.role when 'actor' then 'did' else 'received' end as side, "
        "e.event_type, count(distinct e.event_no) as events from event_parties mine "
        "join event_parties other on other.event_no = mine.event_no and other.role <> mine.role "
        "join events e on e.event_no = mine.event_no join entities n on n.entity_no = other.entity_no "
        "where mine.entity_no = ? and other.entity_no <> mine.entity_no and e.merged_into is null and e.reports > 0 "
        "group by all order by events desc, n.name, side, e.event_type, n.entity_id limit ?",
        [number, most],
    ).fetchall()
    return tuple(ActorPartner(*row) for row in rows)


def _row(row: dict[str, Any]) -> ActorRow:
    return filled(ActorRow, row, sectors=parts(row["sectors"], " "))
