"""What people decided about the record, newest first, and taking one back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from countermove.record.curation import Decision
from countermove.record.decisions import events_of
from countermove.record.errors import FilterError
from countermove.record.record import RecordFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision: a merge or split with the mentions (``article_id/item``) of its two sides, or articles.

    ``ids`` are what the mentions of each side are in now: events or entities; for retract and restore the articles.
    """

    decision_no: int
    decided_at: datetime
    author: str
    action: str
    reason: str | None
    sides: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...]


def decision_rows(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[DecisionRow]:
    """Decisions by their numbers, in that order."""
    rows = connection.execute(
        "select decision_no, decided_at, author, action, reason, subjects from decisions "
        "where decision_no in (select unnest(?::integer[]))",
        [list(numbers)],
    ).fetchall()
    found = {int(row[0]): row for row in rows}
    subjects = {number: _sides(row[5]) for number, row in found.items()}
    mentions = {mention for sides in subjects.values() for side in sides for mention in side if "/" in mention}
    owners = events_of(connection, mentions, entities=True)
    return [
        _row(found[number], subjects[number], _ids(subjects[number], owners)) for number in numbers if number in found
    ]


def undo(file: RecordFile, number: int, decision: Decision) -> tuple[str, ...]:
    """Decide the opposite of a decision; returns the ids of what there is then.

    Raises:
        FilterError: there is no such decision, or its opposite can't be decided any more.
    """
    found = decision_rows(file.connection, [number])
    if not found:
        raise FilterError(f"no decision {number}")
    row = found[0]
    match row.action:
        case "merge":
            owners = events_of(file.connection, set(row.sides[1]), entities=True)
            moved = [mention for mention in row.sides[1] if mention in owners]
            if not moved:
                raise FilterError(f"decision {number}: nothing is left of what it joined")
            return (file.split(owners[moved[0]], moved, decision),)
        case "split":
            return (file.merge(row.ids, decision),)
        case "retract":
            return tuple(one for article in row.ids for one in file.restore(article, decision))
        case _:
            return tuple(one for article in row.ids for one in file.retract(article, decision))


def _row(row: tuple[Any, ...], sides: tuple[tuple[str, ...], ...], ids: tuple[str, ...]) -> DecisionRow:
    number, decided_at, author, action, reason, _ = row
    return DecisionRow(int(number), decided_at, author, action, reason, sides, ids)


def _sides(subjects: str) -> tuple[tuple[str, ...], ...]:
    """Two lists of mentions, or one list of articles."""
    found: list[Any] = json.loads(subjects)
    if found and isinstance(found[0], list):
        return tuple(tuple(map(str, side)) for side in found)
    return (tuple(map(str, found)),)


def _ids(sides: Sequence[Sequence[str]], owners: dict[str, str]) -> tuple[str, ...]:
    found = [owners.get(one) if "/" in one else one for side in sides for one in side]
    return tuple(dict.fromkeys(one for one in found if one is not None))
