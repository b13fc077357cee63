"""Learns how likely an act answers a move, from composed situations.

    python -m training.responses [--only a-,b-] [--cache FOLDER] [--write]

Every situation's articles become a record. For each of its moves, every act that may answer it is an example: right
where an act of this party and form is annotated as an answer to the move. A logistic regression is fitted on
situations, and judged on those that it hasn't seen (leave one out). There are few answers to learn from, and the texts
rarely have what decides best elsewhere ("in response to"): weights are drawn towards those that one would set by hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
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
_STRENGTH = 0.1
"""Variance of the weights around those set by hand."""
_BIAS = -3.0
_BY_HAND = {
    "responds_to": 3.0, "content_names": 1.0, "same_sentence": 1.0, "names_trigger": 1.0, "names_object": 0.7,
    "answer_word": 0.7, "next_sentence": 0.3, "nearness": 0.4, "same_article": 0.2, "same_story": 0.4,
    "aimed_at_mover": 1.5, "supports_target": 1.0, "aimed_elsewhere": -1.0, "by_counterpart": 1.0, "by_mover": -2.0,
    "denial": 1.0, "narrated": -2.0, "alike": 1.5, "articles_alike": 1.0, "before": -1.0, "delay": -0.3, "open": -1.0,
    "links_elsewhere": -2.0, "closer_move": -0.7, "voice": -0.4, "type_accuse": 0.8, "type_reject": 0.5,
    "type_threaten": 0.5, "type_sanction": 0.5, "type_request": 0.3, "type_protest": 0.3, "type_consult": -0.7,
    "type_cooperate": -0.7, "type_aid": -0.3, "type_retreat": -0.5, "type_coerce": -0.3, "type_assault": -0.5,
    "reply": -0.7, "names_mover": 0.5, "joins_retold": -0.7, "third_of_words": -1.0, "third_of_minor": -0.7,
    "central": 0.3, "story_age": -0.3, "third_of_late": -1.0, "paragraph_mover": 0.3,
}  # fmt: skip
"""Weights that are set by hand; of the others, 0."""


@dataclass(frozen=True, slots=True)
class Example:
    """An act beside a move of a situation; ``marked``: its very words are annotated."""

    situation: str
    features: list[float]
    right: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted model."""

    bias: float
    values: NDArray[np.float64]

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of each row."""
        result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(rows @ self.values + self.bias)))
        return result


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
        right = any(form == act.form and same_party(name, party) for name, form in wanted for party in act.parties)
        features = [pair.link.features[name] for name in FEATURES]
        found.append(Example(record.situation.id, features, right, right and act.act_id in marked))
    return found


def fitted(chosen: Sequence[Example], strength: float) -> Weights:
    """The weights that fit some examples best, drawn towards those set by hand."""
    rows, right = _matrix(chosen), np.array([one.right for one in chosen], dtype=np.float64)
    centre = np.array([_BY_HAND.get(name, 0.0) for name in FEATURES])

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = rows @ point[1:] + point[0]
        away = point[1:] - centre
        wrong = 1.0 / (1.0 + np.exp(-odds)) - right
        total = (np.logaddexp(0.0, odds) - right * odds).sum() + away @ away / (2 * strength)
        return float(total), np.concatenate([[wrong.sum()], rows.T @ wrong + away / strength])

    best = minimize(loss, np.concatenate([[_BIAS], centre]), jac=True, method="L-BFGS-B").x
    return Weights(float(best[0]), best[1:])


def cross_validated(all_examples: Sequence[Example], strength: float) -> NDArray[np.float64]:
    """The probability of every example by a model that hasn't seen its situation."""
    result = np.zeros(len(all_examples))
    for name in sorted({one.situation for one in all_examples}):
        inside = [n for n, one in enumerate(all_examples) if one.situation == name]
        model = fitted([one for one in all_examples if one.situation != name], strength)
        result[inside] = model.probabilities(_matrix([all_examples[n] for n in inside]))
    return result


def weights_file(model: Weights) -> str:
    """The weights as the product reads them."""
    lines = [_HEADER + f"bias: {model.bias:.3f}", "weights:"]
    lines += [f"  {name}: {weight:.3f}" for name, weight in zip(FEATURES, model.values, strict=True)]
    return "\n".join(lines) + "\n"


def _matrix(chosen: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([one.features for one in chosen], dtype=np.float64)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=SITUATIONS)
    parser.add_argument("--only", default="a-,b-", help="beginnings of file names, separated by commas")
    parser.add_argument("--cache", type=Path, help="folder that keeps readings")
    parser.add_argument("--strength", type=float, default=_STRENGTH, help="variance of the weights")
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
    precise = average_precision_score(right, guessed)
    print(f"{len(found)} acts beside moves, {right.sum()} of them answers")
    print(f"situations left out: log loss {log_loss(right, guessed):.3f}, average precision {precise:.3f}")
    for low, high in ((0.0, 0.1), (0.1, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)):
        inside = (guessed >= low) & (guessed < high)
        if inside.any():
            print(f"  told {low:.1f}-{min(high, 1.0):.1f}: {inside.sum()} acts, {right[inside].mean():.2f} are answers")
    if arguments.write:
        model = fitted(found, arguments.strength)
        (DATA / LINK_WEIGHTS_FILE).write_text(weights_file(model), encoding="utf-8")


if __name__ == "__main__":
    main()
