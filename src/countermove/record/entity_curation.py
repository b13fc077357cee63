"""What people decide about who is who: two entities that are one, or one that is two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from countermove.record.claims import Saying
from countermove.record.curation import Decision
from countermove.record.decisions import keep_decision
from countermove.record.errors import FilterError
from countermove.record.identity import content_id
from countermove.record.pending import aggregate, touched_by
from countermove.record.rows import numbers_in
from countermove.record.transactions import transaction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HELD_BY_ARTICLE = (
    ("event_parties", "entity_no"), ("event_mentions", "speaker_no"), ("quantities", "entity_no"),
    ("quantities", "speaker_no"), ("non_responses", "entity_no"),
)  # fmt: skip
"""Columns that hold entities, in rows that belong to an article."""
_FAMILIES = ("person", "state")


@dataclass(frozen=True, slots=True)
class _Entity:
    number: int
    identifier: str
    family: str
    ref: str | None


def merge_entities(connection: DuckDBPyConnection, entity_ids: Sequence[str], decision: Decision) -> str:
    """Join entities under the one of the actor registry, else the earliest; names that found the others find it now.

    Raises:
        FilterError: there is no such entity, there are not two, or a person, a state and others are among them.
    """
    entities = sorted({_entity(connection, one) for one in entity_ids}, key=lambda one: (one.ref is None, one.number))
    if len(entities) < 2:
        raise FilterError("name two entities or more")
    if len({one.family for one in entities}) > 1:
        raise FilterError("a person, a state and another body are never one")
    kept = entities[0]
    with transaction(connection):
        for gone in entities[1:]:
            sides = [[mention for mention, _ in _mentions(connection, one)] for one in (kept, gone)]
            articles = {number for _, number in _mentions(connection, gone)}
            _relink(connection, gone.number, kept.number, articles, decision)
            for table, column in (("claims", "speaker_no"), ("sources", "entity_no")):
                connection.execute(f"update {table} set {column} = ? where {column} = ?", [kept.number, gone.number])
            connection.execute(
                "insert into entity_keys select key, $2 from entity_keys where entity_no = $1 "
                "except select key, entity_no from entity_keys where entity_no = $2",
                [gone.number, kept.number],
            )
            connection.execute("delete from entity_keys where entity_no = ?", [gone.number])
            keep_decision(connection, decision.author, "merge", sides, decision.reason)
            aggregate(connection, *touched_by(connection, articles))
    return kept.identifier


def split_entity(connection: DuckDBPyConnection, entity_id: str, mentions: Sequence[str], decision: Decision) -> str:
    """Take mentions (``article_id/item``) out of an entity: they are another one of the same name from now on.

    Mentions of one article go together. What is found by name later goes to the entity that had the name before.

    Raises:
        FilterError: there is no such entity or mention, or nothing would be left.
    """
    entity = _entity(connection, entity_id)
    known = dict(_mentions(connection, entity))
    strangers = [mention for mention in mentions if mention not in known]
    if strangers or not mentions:
        raise FilterError(f"{strangers[0] if strangers else entity_id}: is no mention of {entity_id}")
    articles = {known[mention] for mention in mentions}
    moving = sorted(mention for mention, number in known.items() if number in articles)
    staying = sorted(mention for mention, number in known.items() if number not in articles)
    if not staying:
        raise FilterError(f"{entity_id}: is mentioned nowhere else; nothing would be left of it")
    identifier = content_id("n", *moving, "split")
    with transaction(connection):
        number = connection.execute("select coalesce(max(entity_no), 0) + 1 from entities").fetchall()[0][0]
        connection.execute(
            "insert into entities by name select * replace ($1 as entity_no, $2 as entity_id, null::varchar as ref, "
            "(select alias from entity_mentions where entity_no = $3 and article_no = $4 order by item limit 1) "
            "as name) "
            "from entities where entity_no = $3",
            [number, identifier, entity.number, min(articles)],
        )
        _relink(connection, entity.number, int(number), articles, decision)
        connection.execute(
            "update claims set speaker_no = ? where speaker_no = ? and claim_no not in "
            f"(select claim_no from claim_mentions where article_no not in ({numbers_in(articles)}))",
            [number, entity.number],
        )
        keep_decision(connection, decision.author, "split", [moving, staying], decision.reason)
        aggregate(connection, *touched_by(connection, articles))
    return identifier


def is_entity(connection: DuckDBPyConnection, identifier: str) -> bool:
    """Whether an id is that of an entity."""
    return bool(connection.execute("select 1 from entities where entity_id = ?", [identifier]).fetchall())


def _relink(connection: DuckDBPyConnection, before: int, after: int, articles: set[int], decision: Decision) -> None:
    """In these articles, one entity is another."""
    here = f"article_no in ({numbers_in(articles)})"
    connection.execute(
        "update entity_mentions set entity_no = ?, score = 1.0, reason = ?, decided_by = ? "
        f"where entity_no = ? and {here}",
        [after, decision.reason or "decided by a person", decision.author, before],
    )
    for table, column in _HELD_BY_ARTICLE:
        connection.execute(f"update {table} set {column} = ? where {column} = ? and {here}", [after, before])
    # Later claims are compared with these by their speaker too.
    for article_no, item, features in connection.execute(
        f"select article_no, item, features from claim_mentions where {here}"
    ).fetchall():
        said = msgspec.msgpack.decode(features, type=Saying)
        if said.speaker_no == before:
            changed = msgspec.msgpack.encode(msgspec.structs.replace(said, speaker_no=after))
            connection.execute(
                "update claim_mentions set features = ? where article_no = ? and item = ?", [changed, article_no, item]
            )


def _entity(connection: DuckDBPyConnection, entity_id: str) -> _Entity:
    rows = connection.execute(
        "select entity_no, entity_id, kind, ref from entities where entity_id = ?", [entity_id]
    ).fetchall()
    if not rows:
        raise FilterError(f"{entity_id}: there is no such entity")
    number, identifier, kind, ref = rows[0]
    return _Entity(int(number), str(identifier), kind if kind in _FAMILIES else "body", ref)


def _mentions(connection: DuckDBPyConnection, entity: _Entity) -> list[tuple[str, int]]:
    """Ids of the mentions, with their articles."""
    rows = connection.execute(
        "select a.article_id || '/' || m.item, m.article_no from entity_mentions m join articles a using (article_no) "
        "where m.entity_no = ? order by m.article_no, m.item",
        [entity.number],
    ).fetchall()
    return [(str(mention), int(number)) for mention, number in rows]
