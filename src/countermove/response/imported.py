"""Earlier moves like this one in imported event data, and how often the other side acted towards the mover afterwards.

Such data link no act to another: only who did what to whom on what day is known. So the share of moves that were
followed by an act of the target towards the mover is told beside the share that such an act went before: what they
have in common is the pair's usual traffic, not an answer. Acts of the same day are left out, since their order isn't
known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from countermove.record.views.rows import named_rows, one_value
from countermove.response.answer import Act
from countermove.response.board_settings import BoardSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_MOVES = 5000


@dataclass(frozen=True, slots=True)
class Followed:
    """Within so many days: the shares of moves after which, and before which, the target acted towards the mover."""

    days: int
    after: float
    before: float


@dataclass(frozen=True, slots=True)
class ImportedMoves:
    """Earlier moves in imported data: of one mover towards one target (None: towards any).

    ``moves`` counts pairs and days. ``followed`` is empty where there are fewer than the setting asks for.
    ``median_days`` is that of the first acts that followed; ``quads`` are pairs of a PLOVER quad class and how many
    first acts had it.
    """

    datasets: tuple[str, ...]
    mover: str
    target: str | None
    event_type: str
    mode: str | None
    moves: int
    first: date | None
    last: date | None
    followed: tuple[Followed, ...]
    median_days: float | None
    quads: tuple[tuple[str, int], ...]


def imported_moves(connection: DuckDBPyConnection, move: Act, settings: BoardSettings) -> tuple[ImportedMoves, ...]:
    """Moves like this one in imported data before its day: between the same states where there are enough, else of the
    same mover; nothing where no data are imported, or the mover is no state.

    Args:
        connection: an open record.
        move: the move.
        settings: days, window, and how many moves are enough.
    """
    movers = [party for party in move.parties if party.kind == "state" and party.country == party.key]
    if move.event_type is None or move.day is None or not movers or not _has_history(connection):
        return ()
    targets = [party for party in move.recipients if party.kind == "state" and party.key != movers[0].key]
    found = []
    for target in [*targets[:1], None]:
        condition, values = "actor_code = ?", [movers[0].key]
        if target is not None:
            condition, values = f"{condition} and recipient_code = ?", [*values, target.key]
        counted = _counted(connection, move, condition, values, settings)
        name = target.name if target is not None else None
        found.append(_summary(counted, movers[0].name, name, move, settings))
        if found[-1].followed:
            break
    return tuple(found)


def _has_history(connection: DuckDBPyConnection) -> bool:
    if one_value(connection, "select count(*) from information_schema.tables where table_name = 'all_acts'") == 0:
        return False
    return bool(one_value(connection, "select exists (select 1 from history_events)"))


def _counted(
    connection: DuckDBPyConnection, move: Act, condition: str, values: list[str], settings: BoardSettings
) -> list[dict[str, Any]]:
    """The moves, the latest first, with the days to the next and from the last act of the target towards the mover."""
    assert move.day is not None
    window = settings.window_days
    mode = "" if move.mode is None else "and mode = ?"
    return named_rows(
        connection,
        f"""
        with acts as (select * from all_acts where dataset <> 'record' and directed and day < ?),
        known as (select min(day) + {window} as first, max(day) - {window} as last from acts),
        moves as (select day, actor_code, recipient_code, min(dataset) as dataset from acts, known
            where event_type = ? {mode} and {condition} and recipient_code is not null and recipient_code <> actor_code
            and day between known.first and known.last
            group by all order by day desc, actor_code, recipient_code limit {_MOST_MOVES}),
        near as (select m.day, m.actor_code, m.recipient_code, a.day - m.day as days, a.quad
            from moves m join acts a on a.actor_code = m.recipient_code and a.recipient_code = m.actor_code
            and a.day <> m.day and a.day between m.day - {window} and m.day + {window})
        select m.day, m.recipient_code, m.dataset, min(n.days) filter (n.days > 0) as after,
            -max(n.days) filter (n.days < 0) as before,
            min_by(n.quad, (n.days, n.quad)) filter (n.days > 0) as quad
        from moves m left join near n using (day, actor_code, recipient_code)
        group by all order by m.day desc, m.recipient_code
        """,
        [move.day - timedelta(1), move.event_type, *([move.mode] if move.mode else []), *values],
    )


def _summary(
    rows: list[dict[str, Any]], mover: str, target: str | None, move: Act, settings: BoardSettings
) -> ImportedMoves:
    assert move.event_type is not None
    enough = len(rows) >= settings.comparable_least
    delays = [int(row["after"]) for row in rows if row["after"] is not None]
    quads: dict[str, int] = {}
    for row in rows:
        if row["quad"] is not None:
            quads[str(row["quad"])] = quads.get(str(row["quad"]), 0) + 1
    days = [one for one in settings.days if 0 < one <= settings.window_days]
    return ImportedMoves(
        datasets=tuple(sorted({str(row["dataset"]) for row in rows})),
        mover=mover,
        target=target,
        event_type=move.event_type,
        mode=move.mode,
        moves=len(rows),
        first=min((row["day"] for row in rows), default=None),
        last=max((row["day"] for row in rows), default=None),
        followed=tuple(Followed(one, _share(rows, "after", one), _share(rows, "before", one)) for one in days)
        if enough
        else (),
        median_days=float(median(delays)) if enough and delays else None,
        quads=tuple(sorted(quads.items(), key=lambda item: (-item[1], item[0]))) if enough else (),
    )


def _share(rows: list[dict[str, Any]], name: str, days: int) -> float:
    near = sum(1 for row in rows if row[name] is not None and int(row[name]) <= days)
    return round(near / len(rows), 4)
