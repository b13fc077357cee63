"""Whether what people decided still holds: what they put apart is apart, what they joined is together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from countermove.record.decisions import events_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def broken_decisions(connection: DuckDBPyConnection) -> list[str]:
    """One line for each merge or split that no longer holds, and that no later decision on its mentions undid."""
    decided = [
        (int(number), str(action), json.loads(subjects))
        for number, action, subjects in connection.execute(
            "select decision_no, action, subjects from decisions where action in ('merge', 'split') order by 1"
        ).fetchall()
    ]
    mentions = {mention for _, _, sides in decided for side in sides for mention in side}
    owners = events_of(connection, mentions, entities=True)
    later: set[str] = set()
    broken = []
    for number, action, (left, right) in reversed(decided):
        # What was decided on again later is judged there alone.
        places = [{owners[one] for one in side if one in owners and one not in later} for side in (left, right)]
        shared = places[0] & places[1]
        if all(places) and (bool(shared) if action == "split" else len(places[0] | places[1]) > 1):
            broken.append(f"decision {number}: the {action} does not hold")
        later.update(left, right)
    return broken[::-1]
