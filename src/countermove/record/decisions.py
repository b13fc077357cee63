"""What people decided about merges, kept as rows and respected by every later run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from countermove.record.event_index import Decisions

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Action = Literal["merge", "split", "retract"]


def load_decisions(connection: DuckDBPyConnection) -> Decisions:
    """The pairs of mentions that people put apart, but for those that they joined later."""
    different: set[frozenset[str]] = set()
    for action, subjects in connection.execute(
        "select action, subjects from decisions where action in ('merge', 'split') order by decision_no"
    ).fetchall():
        left, right = json.loads(subjects)
        pairs = {frozenset((one, other)) for one in left for other in right if one != other}
        different = different | pairs if action == "split" else different - pairs
    return Decisions(different=frozenset(different))


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
