"""How well answers to a move are found, on composed situations.

    python -m benchmarks.situations [--only a,b] [--cache FOLDER] [--least P] [--show]

Every situation's articles are read into a fresh record. For each move, found by the words marked for it, (actor, form)
pairs of the answers are compared with the annotated ones, pooled over all moves; a compound answer counts once for each
actor. ``with day`` asks for the annotated day too. ``whole situations`` takes the boards of all moves of a situation
together: who answered in which form, whichever move it was. ``link recall``: of the answers whose marked words are
coded as an act of the record with that actor and form, the share that is linked. ``--show`` lists what is missed or
wrong and where it was lost.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.situation_records import CachedReadings, SituationRecord, same_party, situation_record
from corpus.situations import SITUATIONS, Situation, SituationAnswer, SituationMove, read_situation
from countermove.response.acts import ResponseKnowledge
from countermove.response.answer import Answer
from countermove.response.links import MoveAnswers, find_answers
from countermove.response.settings import ResponseSettings

Gold = tuple[str, SituationAnswer]
"""One actor of an annotated answer."""


@dataclass(slots=True)
class Counts:
    """True and false positives, and misses."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def f1(self) -> tuple[float, float, float]:
        """Precision, recall and F1, each 0 to 1."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


@dataclass(slots=True)
class Outcome:
    """What came out over all moves."""

    pairs: Counts = field(default_factory=Counts)
    days: Counts = field(default_factory=Counts)
    whole: Counts = field(default_factory=Counts)
    moves: int = 0
    moves_lost: int = 0
    coded: int = 0
    linked: int = 0
    kinds_right: int = 0
    directions_right: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def score_move(record: SituationRecord, move: SituationMove, found: MoveAnswers | None, outcome: Outcome) -> None:
    """Compare the answers to one move with the annotated ones."""
    outcome.moves += 1
    gold = _gold(record.situation, move)
    where = f"{record.situation.id} {move.id}"
    if found is None:
        outcome.moves_lost += 1
        outcome.pairs.missed += len(gold)
        outcome.days.missed += len(gold)
        outcome.causes["the move isn't coded"] += len(gold)
        outcome.notes.append(f"{where}: MOVE NOT FOUND {move.event_type} {_words(record, move.id)}")
        return
    predicted = _predicted(found.answers)
    open_gold = list(gold)
    for answers in predicted:
        first = answers[0]
        fitting = [one for one in open_gold if one[1].form == first.act.form and same_party(one[0], first.party)]
        if not fitting:
            outcome.pairs.wrong += 1
            outcome.days.wrong += 1
            outcome.notes.append(f"{where}: WRONG {_shown(first)} {_near_gold(record, gold, answers)}")
            continue
        days = {answer.act.day for answer in answers}
        chosen = next((one for one in fitting if one[1].day in days), fitting[0])
        open_gold = [one for one in open_gold if (one[0], one[1].form) != (chosen[0], chosen[1].form)]
        outcome.pairs.right += 1
        outcome.days.right += chosen[1].day in days
        outcome.days.wrong += chosen[1].day not in days
        outcome.days.missed += chosen[1].day not in days
        if chosen[1].day not in days:
            outcome.notes.append(f"{where}: DAY {chosen[1].day} {_shown(first)}")
        outcome.kinds_right += any(answer.link == chosen[1].link for answer in answers)
        outcome.directions_right += any(answer.direction == chosen[1].direction for answer in answers)
    missed = list({(name, one.form): (name, one) for name, one in open_gold}.values())
    outcome.pairs.missed += len(missed)
    outcome.days.missed += len(missed)
    for name, one in missed:
        cause = _cause(record, name, one, found)
        outcome.causes[cause] += 1
        outcome.notes.append(
            f"{where}: MISSED {one.id} {name} {one.form} {one.event_type or ''} {_words(record, one.id)}: {cause}"
        )
    _links(record, gold, found, outcome)


def _gold(situation: Situation, move: SituationMove) -> list[Gold]:
    """Each actor and form once; of several answers of one form all stay, for their days."""
    return [(name, one) for one in situation.answers if move.id in one.to for name in one.actors]


def score_whole(situation: Situation, found: Sequence[MoveAnswers], counts: Counts) -> None:
    """Compare who answered in which form, whichever move of the situation it was."""
    open_gold = {(name, one.form) for one in situation.answers for name in one.actors}
    for answers in _predicted([answer for move in found for answer in move.answers]):
        party, form = answers[0].party, answers[0].act.form
        fitting = sorted(pair for pair in open_gold if pair[1] == form and same_party(pair[0], party))
        counts.right += bool(fitting)
        counts.wrong += not fitting
        open_gold -= set(fitting[:1])
    counts.missed += len(open_gold)


def _predicted(answers: Sequence[Answer]) -> list[list[Answer]]:
    """The answers by party and form."""
    groups: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.party.key, answer.act.form), []).append(answer)
    return list(groups.values())


def _links(record: SituationRecord, gold: Sequence[Gold], found: MoveAnswers, outcome: Outcome) -> None:
    """Of the annotated answers that are coded with this actor and form, how many are linked."""
    for name, one in gold:
        acts = record.acts_at(one.id)
        coded = [
            act
            for act in found.considered
            if act.act_id in acts and act.form == one.form and any(same_party(name, party) for party in act.parties)
        ]
        if coded:
            outcome.coded += 1
            linked = {answer.act.act_id for answer in found.answers}
            outcome.linked += any(act.act_id in linked for act in coded)


def _cause(record: SituationRecord, name: str, one: SituationAnswer, found: MoveAnswers) -> str:
    """Where a missed answer was lost."""
    acts = record.acts_at(one.id)
    if not acts:
        return "no act is coded at its words" if record.marks(one.id) else "told in titles only"
    seen = [act for act in found.considered if act.act_id in acts]
    if not seen:
        return "the act isn't among the candidates"
    if not any(act.form == one.form for act in seen):
        return f"coded as {seen[0].form} {seen[0].event_type or ''}".rstrip()
    seen = [act for act in seen if act.form == one.form]
    if not any(same_party(name, party) for act in seen for party in act.parties):
        return f"coded with actor {', '.join(party.name for party in seen[0].parties) or 'nobody'}"
    return "not linked"


def _near_gold(record: SituationRecord, gold: Sequence[Gold], answers: Sequence[Answer]) -> str:
    """What an answer that isn't annotated so is in the annotation, if anything."""
    ids = {answer.act.act_id for answer in answers}
    for one in record.situation.answers:
        if not ids.isdisjoint(record.acts_at(one.id)):
            linked = any(one.id == answer.id for _, answer in gold)
            how = "" if linked else f", which answers {' '.join(one.to)}"
            return f"= {one.id} {', '.join(one.actors)} {one.form}{how}"
    return ""


def _shown(answer: Answer) -> str:
    act = answer.act
    return (
        f"{answer.party.name} ({answer.party.kind}) {act.form} {act.event_type or ''} {act.words!r} {act.day} "
        f"p={answer.probability:.2f} {answer.link}"
    )


def _words(record: SituationRecord, identifier: str) -> str:
    texts = {record.articles[one.id]: one.text for one in record.situation.articles}
    return " / ".join(repr(texts[article][slice(*span)]) for article, span in record.marks(identifier)[:4])


def run(
    situations: Sequence[Situation], readings: CachedReadings, settings: ResponseSettings, outcome: Outcome
) -> Outcome:
    """Score all moves of some situations."""
    knowledge = ResponseKnowledge.load()
    for situation in situations:
        with situation_record(situation, readings) as record:
            boards = []
            for move in situation.moves:
                event_id = record.event_at(move, knowledge)
                found = find_answers(record.connection, event_id, settings, knowledge) if event_id else None
                score_move(record, move, found, outcome)
                if found is not None:
                    boards.append(found)
            score_whole(situation, boards, outcome.whole)
    return outcome


def load(only: Collection[str], folder: Path) -> list[Situation]:
    """The situations whose file names begin with one of these."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        if not only or any(path.name.startswith(prefix) for prefix in only):
            situation, mistakes = read_situation(path)
            if situation is None:
                print(*mistakes, sep="\n", file=sys.stderr)
            else:
                found.append(situation)
    return found


def report(outcome: Outcome) -> str:
    """The figures as text."""
    lines = [f"{outcome.moves} moves, {outcome.moves_lost} of them not found"]
    for name, counts in (
        ("(actor, form)", outcome.pairs), ("with day", outcome.days), ("whole situations", outcome.whole)
    ):  # fmt: skip
        precision, recall, f1 = counts.f1()
        lines.append(
            f"{name}: precision {precision:.1%}, recall {recall:.1%}, F1 {f1:.1%} "
            f"({counts.right} right, {counts.wrong} wrong, {counts.missed} missed)"
        )
    right = max(1, outcome.pairs.right)
    lines.append(f"link recall, of answers that are coded: {outcome.linked / max(1, outcome.coded):.1%}")
    lines.append(
        f"of right ones: link kind {outcome.kinds_right / right:.1%}, direction {outcome.directions_right / right:.1%}"
    )
    lines += [f"  missed {count}: {cause}" for cause, count in outcome.causes.most_common()]
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=SITUATIONS)
    parser.add_argument("--only", default="", help="beginnings of file names, separated by commas")
    parser.add_argument("--cache", type=Path, help="folder that keeps readings")
    parser.add_argument("--least", type=float, default=ResponseSettings().least_probability)
    parser.add_argument("--show", action="store_true", help="list what is missed or wrong")
    arguments = parser.parse_args()
    situations = load([part for part in arguments.only.split(",") if part], arguments.folder)
    settings = ResponseSettings(least_probability=arguments.least)
    outcome = run(situations, CachedReadings(arguments.cache), settings, Outcome())
    if arguments.show:
        print(*outcome.notes, sep="\n")
    print(f"{len(situations)} situations, {report(outcome)}")


if __name__ == "__main__":
    main()
