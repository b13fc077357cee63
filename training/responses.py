"""Learns how likely an act answers a move, from composed situations.

    python -m training.responses [--only a,b] [--cache FOLDER] [--write]

Every situation's articles become a record; for each of its moves, every act that may answer it is an example, right where
its words are marked as an answer to the move. Acts of an annotated party and form that stand elsewhere tell nothing and
are left out. A logistic regression is fitted on situations, and judged on those that it hasn't seen: leave one out.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, log_loss

from benchmarks.situation_records import CachedReadings, SituationRecord, same_party, situation_record
from benchmarks.situations import load
from corpus.situations import SITUATIONS, SituationMove
from countermove.ontology.lexicon import DATA
from countermove.response.acts import ResponseKnowledge
from countermove.response.link_features import FEATURES
from countermove.response.link_model import LINK_WEIGHTS_FILE
from countermove.response.links import event_number, possible_answers
from countermove.response.settings import ResponseSettings

_HEADER = """\
# How likely an act answers a move: weights of the features of response/link_features.py in a logistic model.
# Written by `python -m training.responses --write`.
"""
_STRENGTH = 0.5
"""Inverse of the penalty on weights (L2)."""


@dataclass(frozen=True, slots=True)
class Example:
    """An act beside a move; ``key`` names the pair of actor and form that it stands for."""

    situation: str
    features: list[float]
    right: bool


def examples(record: SituationRecord, move: SituationMove, knowledge: ResponseKnowledge) -> list[Example]:
    """The acts that may answer one move."""
    event_id = record.event_at(move, knowledge)
    if event_id is None:
        return []
    number = event_number(record.connection, event_id)
    pairs, _, _ = possible_answers(record.connection, number, ResponseSettings(), knowledge)
    gold = [one for one in record.situation.answers if move.id in one.to]
    marked = {act for one in gold for act in record.acts_at(one.id)}
    wanted = [(name, one.form) for one in gold for name in one.actors]
    found = []
    for pair in pairs:
        act = pair.act.act
        alike = any(form == act.form and same_party(name, party) for name, form in wanted for party in act.parties)
        right = act.act_id in marked
        if alike and not right:
            continue
        features = [pair.link.features[name] for name in FEATURES]
        found.append(Example(record.situation.id, features, right and alike))
    return found


def fitted(chosen: Sequence[Example], strength: float) -> LogisticRegression:
    """The model of some examples."""
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(_matrix(chosen), [one.right for one in chosen])
    return model


def cross_validated(all_examples: Sequence[Example], strength: float) -> NDArray[np.float64]:
    """The probability of every example by a model that hasn't seen its situation."""
    result = np.zeros(len(all_examples))
    for name in sorted({one.situation for one in all_examples}):
        inside = [n for n, one in enumerate(all_examples) if one.situation == name]
        model = fitted([one for one in all_examples if one.situation != name], strength)
        result[inside] = model.predict_proba(_matrix([all_examples[n] for n in inside]))[:, 1]
    return result


def weights_file(model: LogisticRegression) -> str:
    """The weights as the product reads them."""
    lines = [_HEADER + f"bias: {model.intercept_[0]:.3f}", "weights:"]
    lines += [f"  {name}: {weight:.3f}" for name, weight in zip(FEATURES, model.coef_[0], strict=True)]
    return "\n".join(lines) + "\n"


def _matrix(chosen: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([one.features for one in chosen], dtype=np.float64)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=SITUATIONS)
    parser.add_argument("--only", default="a-,b-", help="beginnings of file names, separated by commas")
    parser.add_argument("--cache", type=Path, help="folder that keeps readings")
    parser.add_argument("--strength", type=float, default=_STRENGTH, help="inverse of the penalty on weights")
    parser.add_argument("--write", action="store_true", help="write the weights of a model of all examples")
    arguments = parser.parse_args()
    knowledge, readings = ResponseKnowledge.load(), CachedReadings(arguments.cache)
    found: list[Example] = []
    for situation in load(arguments.only.split(","), arguments.folder):
        with situation_record(situation, readings) as record:
            for move in situation.moves:
                found += examples(record, move, knowledge)
    right = np.array([one.right for one in found])
    guessed = cross_validated(found, arguments.strength)
    print(f"{len(found)} acts beside moves, {right.sum()} of them answers")
    print(
        f"left out: log loss {log_loss(right, guessed):.3f}, average precision {average_precision_score(right, guessed):.3f}"
    )
    for least in (0.3, 0.4, 0.5, 0.6):
        told = guessed >= least
        precision, recall = right[told].mean() if told.any() else 0.0, told[right].mean()
        print(f"  from {least}: precision {precision:.3f}, recall {recall:.3f}")
    model = fitted(found, arguments.strength)
    for name, weight in sorted(zip(FEATURES, model.coef_[0], strict=True), key=lambda item: -abs(item[1])):
        print(f"  {name}: {weight:.2f}")
    if arguments.write:
        (DATA / LINK_WEIGHTS_FILE).write_text(weights_file(model), encoding="utf-8")


if __name__ == "__main__":
    main()
