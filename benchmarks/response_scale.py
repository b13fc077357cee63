"""How fast answers and boards are in a large record.

    python -m benchmarks.record_scale --folder DIR
    python -m benchmarks.response_scale DIR/large.duckdb [--moves 6] [--boards 3]

The first makes a record of a million events. Moves are taken evenly from all events; what is loaded once is loaded
before the clock starts.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import median

from countermove.record.record import RecordFile
from countermove.response.board import BoardKnowledge, make_board
from countermove.response.links import find_answers

_STEP, _PLACE = 7919, 13
"""Every so many-th event may be a move: a prime, so that no block of copied rows is preferred."""


def main() -> None:
    """Time answers and boards, and print seconds for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--moves", type=int, default=6, help="moves whose answers are looked for")
    parser.add_argument("--boards", type=int, default=3, help="moves whose boards are made, earlier moves included")
    options = parser.parse_args()
    knowledge = BoardKnowledge.load()
    with RecordFile(options.record, read_only=True) as record:
        rows = record.connection.execute(
            "select event_id from events where merged_into is null and reports > 0 and event_no % ? = ? "
            "order by event_no",
            [_STEP, _PLACE],
        ).fetchall()
        wanted = max(options.moves, options.boards, 1)
        moves = [str(row[0]) for row in rows][:: max(1, len(rows) // wanted)][:wanted]
        if not moves:
            parser.error(f"{options.record} has too few events")
        times: list[float] = []
        for move in moves[: options.moves]:
            began = time.perf_counter()
            found = find_answers(record.connection, move, knowledge=knowledge.responses)
            times.append(time.perf_counter() - began)
            print(f"{times[-1]:7.2f} s  {len(found.answers):>4} answers among {len(found.considered)} acts  {move}")
        if times:
            print(f"answers: median {median(times):.2f} s")
        times.clear()
        for move in moves[: options.boards]:
            began = time.perf_counter()
            board = make_board(record.connection, move, knowledge=knowledge)
            times.append(time.perf_counter() - began)
            print(f"{times[-1]:7.2f} s  {len(board.rows):>4} rows  {move}")
        if times:
            print(f"boards: median {median(times):.2f} s")


if __name__ == "__main__":
    main()
