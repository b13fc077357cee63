"""How well silence is told, on composed situations.

    python -m benchmarks.silences [--only a,b] [--cache FOLDER] [--show]

For every move with annotated silence the board is made with the annotated expected parties. ``silent though answered``
counts parties called silent, observed or reported in every scope without an end, that answer the move in the
annotation: it must be 0; so must those called silent on a day on which they had answered (``snapshots``). Observed
silence is told beside its precision; of reported silence, how many are found, and with the annotated scope. ``--show``
lists what differs.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.situation_records import CachedReadings, SituationRecord, same_party, situation_record
from benchmarks.situations import load
from corpus.situations import SITUATIONS, Situation, SituationMove
from countermove.record.errors import FilterError
from countermove.response.answer import Silence
from countermove.response.asked import asked_parties
from countermove.response.board import Board, BoardKnowledge, Wanted, make_board


def score_board(
    situation: Situation, move: SituationMove, board: Board, counts: Counter[str], notes: list[str]
) -> None:
    """Compare the silence of one board with the annotated one."""
    answering = {name for one in situation.answers if move.id in one.to for name in one.actors}
    gold = {one.actor: one for one in situation.silences if one.to == move.id}
    found = [silence for row in board.rows for silence in row.silences]
    where = f"{situation.id} {move.id}"
    for silence in found:
        if any(same_party(name, silence.party) for name in answering) and _is_silent(silence):
            counts["silent though answered"] += 1
            notes.append(f"{where}: SILENT THOUGH ANSWERED {_shown(silence)}")
    given = {
        name: min(one.day for one in situation.answers if move.id in one.to and name in one.actors)
        for name in answering
    }
    for shot in board.snapshots:
        for standing in shot.standings:
            days = [day for name, day in given.items() if same_party(name, standing.party)]
            if standing.sense == "observed" and days and min(days) <= shot.day:
                counts["snapshots silent though answered"] += 1
                notes.append(f"{where}: SNAPSHOT day {shot.days} {standing.party.name} silent, answered {min(days)}")
    for name, one in gold.items():
        own = [silence for silence in found if same_party(name, silence.party)]
        kinds: set[str] = {silence.kind for silence in own} or {"nothing"}
        counts[f"gold {one.kind}"] += 1
        counts[f"gold {one.kind}, told {'+'.join(sorted(kinds))}"] += 1
        if one.kind not in kinds:
            notes.append(f"{where}: {one.kind} {name} ({one.scope}): told {'; '.join(map(_shown, own)) or 'nothing'}")
        elif one.kind == "reported":
            scopes = {silence.scope for silence in own if silence.kind == "reported"}
            counts["reported with right scope"] += one.scope in scopes
            if one.scope not in scopes:
                notes.append(f"{where}: SCOPE {name} {one.scope}: told {'; '.join(map(_shown, own))}")
            ends = {silence.until for silence in own if silence.kind == "reported"}
            counts["reported with right end"] += one.until in ends
    for silence in found:
        if silence.kind == "not_observed":
            continue
        counts[f"told {silence.kind}"] += 1
        kind = next((one.kind for name, one in gold.items() if same_party(name, silence.party)), None)
        counts[f"told {silence.kind}, gold {kind or 'nothing'}"] += 1
        if kind is None:
            notes.append(f"{where}: told {_shown(silence)}: gold nothing")


def _is_silent(silence: Silence) -> bool:
    return silence.kind == "observed" or (
        silence.kind == "reported" and silence.scope == "any" and silence.until is None
    )


def _shown(silence: Silence) -> str:
    words = f" “{silence.evidence[0].words}”" if silence.evidence else ""
    until = f" until {silence.until}" if silence.until else ""
    name, covered = silence.party.name, silence.coverage
    return f"{silence.kind} {name} {silence.scope} {silence.since}{until}, {covered} articles{words}"


def board_of(record: SituationRecord, move: SituationMove, knowledge: BoardKnowledge) -> Board | None:
    """The board of a move with the annotated expected parties; None where the move isn't coded."""
    event_id = record.event_at(move, knowledge.responses)
    if event_id is None:
        return None
    known = []
    for name in record.situation.expected if move.id == record.situation.moves[0].id else ():
        try:
            asked_parties(record.connection, [name], knowledge.registry, knowledge.responses.parties)
            known.append(name)
        except FilterError:
            continue  # nobody of that name in the texts: neither silent nor not
    return make_board(record.connection, event_id, wanted=Wanted(tuple(known)), knowledge=knowledge)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=SITUATIONS)
    parser.add_argument("--only", default="", help="beginnings of file names, separated by commas")
    parser.add_argument("--cache", type=Path, help="folder that keeps readings")
    parser.add_argument("--show", action="store_true", help="list what differs")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    notes: list[str] = []
    knowledge = BoardKnowledge.load()
    readings = CachedReadings(arguments.cache)
    for situation in load([part for part in arguments.only.split(",") if part], arguments.folder):
        with situation_record(situation, readings) as record:
            for move in situation.moves:
                board = board_of(record, move, knowledge)
                if board is None:
                    counts["moves not found"] += 1
                else:
                    score_board(situation, move, board, counts, notes)
    if arguments.show:
        print(*notes, sep="\n")
    counts.setdefault("silent though answered", 0)
    counts.setdefault("snapshots silent though answered", 0)
    print(*(f"{name}: {number}" for name, number in sorted(counts.items())), sep="\n")


if __name__ == "__main__":
    main()
