"""What people decided about merges, kept as rows and respected by every later run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from countermove.record.event_index import Decisions

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Action = Literal["merge", "split", "retract", "restore"]


def load_decisions(connection: DuckDBPyConnection) -> Decisions:
    """The pairs of events that people put apart: those which the mentions of their splits belong to now.

    Mentions that were joined again later are in one event, and no pair.
    """
    apart = []
    for (subjects,) in connection.execute(
        "select subjects from decisions where action = 'split' order by decision_no"
    ).fetchall():
        left, right = json.loads(subjects)
        apart.append((left, right))
    events = events_of(connection, {mention for sides in apart for side in sides for mention in side})
    different = {
        frozenset((one, other))
        for left, right in apart
        for one in {events[mention] for mention in left if mention in events}
        for other in {events[mention] for mention in right if mention in events}
        if one != other
    }
    return Decisions(different=frozenset(different))


def events_of(connection: DuckDBPyConnection, mentions: set[str], *, entities: bool = False) -> dict[str, str]:
    """The event of each mention (article_id/item) that has one; with ``entities``, the entity of others too."""
    tables = [("event_mentions", "events", "event")] + ([("entity_mentions", "entities", "entity")] if entities else [])
    articles = sorted({mention.partition("/")[0] for mention in mentions})
    found: dict[str, str] = {}
    for links, table, one in tables:
        rows = connection.execute(
            f"select a.article_id || '/' || m.item, t.{one}_id from articles a "
            f"join {links} m using (article_no) join {table} t using ({one}_no) "
            "where a.article_id in (select unnest(?::varchar[]))",
            [articles],
        ).fetchall()
        found.update({str(mention): str(owner) for mention, owner in rows if mention in mentions})
    return found


def keep_decision(
    connection: DuckDBPyConnection, author: str, action: Action, subjects: Sequence[object], reason: str | None
) -> None:
    """Write a decision down, inside a transaction that is open."""
    connection.execute(
        "insert into decisions select coalesce(max(decision_no), 0) + 1, ?, ?, ?, ?, ? from decisions",
        [
            datetime.now(UTC).replace(tzinfo=None),
            author,
            action,
            json.dumps(subjects, ensure_ascii=False, sort_keys=True),
            reason,
        ],
    )
