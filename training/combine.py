"""Fit how frames and heads are weighed, on the development articles: `python -m training.combine`.

Writes ``data/combination.yaml`` and prints how well the probabilities are calibrated. The frames were written without
these articles and the heads trained without them, so both kinds of evidence are as good here as on unseen text. Parties
that are only understood are learnt from the training articles too: the heads have no part in them.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import numpy as np

from corpus.articles import GoldArticle, load_articles
from corpus.background import load_background
from countermove.coding.combining import choose
from countermove.coding.pipeline import Pipeline
from countermove.ontology.combination import EVENT_FEATURES, IMPLICIT_FEATURES, PARTY_FEATURES, Combination, weigh
from countermove.ontology.lexicon import DATA
from training.evidence import Examples, Gathered, gather, gather_background, gather_implicit

RIDGE = 1.0
"""Strength of the pull of weights to zero, in examples."""

YIELD = 0.005
"""How much of a figure on these articles is given for certainty, and for trusting the rules' values more."""

LENIENCE = 0.005
"""How much F1 on these articles is given for surer events of the heads, more events of the frames, more parties."""

LIKELIER_THAN_NOT = 0.5
"""A recipient that no word of the sentence names is filled in only where it is likelier than not."""

NEARLY_SURE = 0.8
"""An actor only from here on: a killing put down to the wrong party is worse than one without a culprit."""

_NEVER = 1.01
CHOICES = np.arange(0.0, 6.1, 0.25)
HEADER = """# How frames and event heads are weighed against each other: logistic models over the features that
# ontology/combination.py describes. Written by `python -m training.combine`.
"""

Evidence = Literal["frames", "heads", "both"]
_SETTING = frozenset({"bias", "apolitical", "without_politics", "thing", "unnamed"})
_BY_HEADS = frozenset({"head_type", "head_any", "head", "head_other"})
_BY_FRAMES = frozenset({*EVENT_FEATURES, *PARTY_FEATURES}) - _SETTING - _BY_HEADS
_USED: dict[Evidence, frozenset[str]] = {
    "heads": _SETTING | _BY_HEADS,
    "frames": _SETTING | _BY_FRAMES,
    "both": _SETTING | _BY_HEADS | _BY_FRAMES,
}
_DECISIVE = 100.0
"""What the rules' value counts where the heads are not heard."""


def fit(examples: Examples, names: Sequence[str], used: Collection[str]) -> dict[str, float]:
    """Logistic regression by Newton's method, with a ridge on all weights but the bias; unused features weigh 0."""
    kept = [name for name in names if name in used]
    return dict.fromkeys(names, 0.0) | _fit(examples, kept)


def _fit(examples: Examples, names: Sequence[str]) -> dict[str, float]:
    if not examples.right:
        return {}
    rows, right = examples.matrix(names), np.array(examples.right, float)
    weights = np.zeros(len(names))
    ridge = np.full(len(names), RIDGE)
    ridge[0] = 1e-3
    for _ in range(50):
        odds = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - odds) - ridge * weights
        curvature = (rows * (odds * (1 - odds))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return {name: round(float(value), 3) for name, value in zip(names, weights, strict=True)}


def best_thresholds(gathered: Gathered, weights: Mapping[str, float]) -> tuple[float, float, float]:
    """The least probabilities of events that the heads alone see and that a frame fits, and the F1 of typed triggers.

    The first is the highest that costs no more than ``LENIENCE``, since a false event is worse than a missed one; the
    second is the lowest that costs no more again: frames were made from the language of ordinary news, where they
    are right more often than in these articles, which are made hard.
    """
    scored: dict[tuple[int, int], tuple[float, bool, bool]] = {}
    for features, right, place in zip(gathered.events.features, gathered.events.right, gathered.words, strict=True):
        probability = weigh(weights, features)
        if probability > scored.get(place[:2], (-1.0, False, False))[0]:
            scored[place[:2]] = (probability, right, "frame" in features and not features["without_politics"])

    def f1(heads: float, frames: float) -> float:
        chosen = [right for p, right, framed in scored.values() if p >= (frames if framed else heads)]
        return 2 * sum(chosen) / max(1, len(chosen) + gathered.gold)

    steps = [round(float(step), 2) for step in np.arange(0.05, 0.71, 0.01)]
    if not weights["head_type"] and not weights["head_any"]:
        # Frames alone: what no frame fits is never reported.
        best = max(f1(_NEVER, step) for step in steps)
        framed = max(step for step in steps if f1(_NEVER, step) >= best - LENIENCE)
        return _NEVER, framed, f1(_NEVER, framed)
    best = max(f1(step, step) for step in steps)
    least = max(step for step in steps if f1(step, step) >= best - LENIENCE)
    framed = next((step for step in steps if f1(least, step) >= f1(least, least) - LENIENCE), least)
    return least, framed, f1(least, framed)


def best_choice(rows: list[tuple[dict[str, float], str, str]]) -> tuple[float, float]:
    """The most that the rules' value may count beside the heads' at nearly the best share right, and that share."""
    if not rows:
        return 0.0, 0.0
    shares = [sum(choose(heads, rule, float(w)) == gold for heads, rule, gold in rows) / len(rows) for w in CHOICES]
    at = max(number for number, share in enumerate(shares) if share >= max(shares) - YIELD)
    return float(CHOICES[at]), shares[at]


def reliability(examples: Examples, weights: Mapping[str, float]) -> list[str]:
    """Lines of a reliability table: how often events of about that probability are right."""
    odds = np.array([weigh(weights, row) for row in examples.features])
    right = np.array(examples.right)
    lines = []
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (odds >= low) & (odds < low + 0.1)
        if inside.any():
            lines.append(f"{low:.1f}-{low + 0.1:.1f}: n {inside.sum()}, said {odds[inside].mean():.2f}, "
                         f"right {right[inside].mean():.2f}")  # fmt: skip
    return lines


def _party_threshold(fitted: Sequence[tuple[Examples, Mapping[str, float]]]) -> float:
    """The lowest least probability that gives nearly the best F1 of parties over both roles."""
    if not any(examples.right for examples, _ in fitted):
        return 0.5
    scores = np.array([weigh(model, row) for examples, model in fitted for row in examples.features])
    truth = np.array([right for examples, _ in fitted for right in examples.right])

    scored = {}
    for least in np.arange(0.2, 0.71, 0.01):
        chosen = scores >= least
        scored[round(float(least), 2)] = float(2 * (truth & chosen).sum() / max(1, chosen.sum() + truth.sum()))
    return next(least for least, score in scored.items() if score >= max(scored.values()) - LENIENCE)


def fit_combination(gathered: Gathered, kind: Evidence = "both") -> Combination:
    """Fit all weights and thresholds with one kind of evidence or both."""
    used = _USED[kind]
    event = fit(gathered.events, EVENT_FEATURES, used)
    parties = {
        "actor": fit(gathered.actor, PARTY_FEATURES, used),
        "recipient": fit(gathered.recipient, PARTY_FEATURES, used),
    }
    implicit = {
        name: fit(getattr(gathered, name), IMPLICIT_FEATURES, IMPLICIT_FEATURES)
        for name in ("implicit_actor", "implicit_recipient")
    }
    least, framed, _ = best_thresholds(gathered, event)
    choices = {name: best_choice(rows)[0] for name, rows in gathered.choices.items()}
    if kind != "both":
        choices = dict.fromkeys(choices, _DECISIVE if kind == "frames" else 0.0)
    return Combination(
        MappingProxyType(event),
        MappingProxyType(parties["actor"]),
        MappingProxyType(parties["recipient"]),
        MappingProxyType(implicit["implicit_actor"]),
        MappingProxyType(implicit["implicit_recipient"]),
        MappingProxyType(choices),
        least,
        framed,
        _party_threshold([(gathered.actor, parties["actor"]), (gathered.recipient, parties["recipient"])]),
        NEARLY_SURE,
        LIKELIER_THAN_NOT,
    )


def articles_to_fit() -> Iterator[GoldArticle]:
    """The development articles, and the negative training articles: there are too few of these in the former."""
    yield from load_articles(split="dev")
    yield from (article for article in load_articles(split="train") if article.kind == "negative")


def with_combination(pipeline: Pipeline, combination: Combination) -> Pipeline:
    """The same pipeline with other weights."""
    return Pipeline(pipeline.reader, dataclasses.replace(pipeline.lexicon, combination=combination))


def write_combination(combination: Combination, path: Path) -> None:
    """Write the knowledge file that :func:`load_combination` reads."""
    sections: dict[str, Mapping[str, float]] = {
        "event": combination.event,
        "actor": combination.actor,
        "recipient": combination.recipient,
        "implicit_actor": combination.implicit_actor,
        "implicit_recipient": combination.implicit_recipient,
        "choices": combination.choices,
        "least": {
            field.name: getattr(combination, field.name)
            for field in dataclasses.fields(combination)
            if field.name.startswith("least_")
        },
    }
    lines = [
        line
        for name, values in sections.items()
        for line in (f"{name}:", *(f"  {feature}: {value}" for feature, value in values.items()))
    ]
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="model file; default is the one in the package")
    parser.add_argument("--out", type=Path, default=DATA / "combination.yaml")
    arguments = parser.parse_args()
    pipeline = Pipeline.load(arguments.model)
    gathered = gather(pipeline, articles_to_fit())
    gather_background(pipeline, load_background("dev"), gathered)
    combination = fit_combination(gathered)
    # The events whose parties are looked for are those that the new weights decide.
    gather_implicit(with_combination(pipeline, combination), load_articles(split="train"), gathered)
    combination = fit_combination(gathered)
    write_combination(combination, arguments.out)
    least, framed, score = best_thresholds(gathered, combination.event)
    print(f"{len(gathered.events.right)} candidates, {gathered.gold} events; F1 {100 * score:.1f} at {least}, {framed}")
    for name, rows in gathered.choices.items():
        weight, share = best_choice(rows)
        print(f"{name}: {100 * share:.1f} % right with the rules counting {weight}, n {len(rows)}")
    print("\n".join(reliability(gathered.events, combination.event)))


if __name__ == "__main__":
    main()
