"""Who and whom: the ranker against its own parts, on events that are exchanged by the field's benchmarks.

python -m benchmarks.forecast --data DIR [--test FILE] --mode single|multi --parts ranking
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.event_files import read_events, read_vocabulary
from benchmarks.forecast_groups import relation_groups
from countermove.response.ranking.lessons import Day
from countermove.response.ranking.measures import RankMeasures, filtered_ranks, interval_over_days
from countermove.response.ranking.quadruples import Quadruples
from countermove.response.ranking.ranker import Answers, Ranker, RankerSettings, fit
from countermove.response.ranking.shortlist import MIXTURE, Shortlist

STEPS = (
    ("same act (recurrency)", ("same act",)),
    ("+ pair's history", ("same act", "pair")),
    ("+ popularity", ("same act", "pair", "act's target", "target")),
    ("+ acts that announce acts", ("same act", "pair", "act's target", "target", "announced")),
    ("+ third parties, places, likeness", tuple(MIXTURE)),
)
LEARNED = "learned ranker"
EDGES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
KINDS = ("same act seen", "pair seen", "pair unseen")
DIRECTIONS = ("whom (s, r, ?)", "who (?, r, o)")


@dataclass
class Ranks:
    """Ranks of all answers: by step, and beside them the day, the direction and the kind."""

    steps: dict[str, np.ndarray]
    day: np.ndarray
    direction: np.ndarray
    kind: np.ndarray
    calibration: np.ndarray
    """A row an interval of probability: how many candidates, the sum of their probabilities, how many it was."""


def run(
    data: Path, test: Path | None, mode: str, settings: RankerSettings | None = None, every: int = 1
) -> dict[str, object]:
    """Fit and score; see the command for the arguments. All shares are between 0 and 1.

    Raises:
        RankingError: a file is missing or malformed.
    """
    started = time.perf_counter()
    vocabulary = read_vocabulary(data, relation_groups(data))
    paths = [data / "train.txt", data / "valid.txt", *([test] if test else [])]
    *known_parts, scored = read_events(paths, vocabulary)
    known = known_parts[0] if len(known_parts) == 1 else known_parts[0].joined(known_parts[1])
    known = known.before(int(scored.day[0]))
    settings = settings or RankerSettings()
    if mode == "multi":
        settings = replace(settings, horizon=int(scored.day[-1] - scored.day[0]) + 1)
    ranker = fit(known, settings, _say)
    fitted = time.perf_counter()
    ranks = _join(list(_ranks(ranker, known, scored, mode, every)))
    ended = time.perf_counter()
    return {
        "mode": mode,
        "events known": len(known),
        "events scored": len(ranks.day) // 2,
        "learned": ranker.learned is not None,
        "steps": {name: _measures(of_step, ranks) for name, of_step in ranks.steps.items()},
        "calibration": [
            {"candidates": int(count), "told": told / count, "happened": hits / count}
            for count, told, hits in ranks.calibration.tolist()
            if count
        ],
        "seconds to fit": round(fitted - started, 1),
        "seconds to score": round(ended - fitted, 1),
        "peak memory in MiB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _ranks(ranker: Ranker, known: Quadruples, scored: Quadruples, mode: str, every: int) -> Iterator[Ranks]:
    asked = ranker.over(known.joined(scored))
    asked.advance(int(known.day[-1]) + 1)
    days = np.unique(scored.day)[::every]
    for number, day in enumerate(days):
        _say(f"scoring day {day} ({number + 1} of {len(days)})")
        if mode == "single":
            asked.advance(int(day))
        history = asked.history
        for part in Day.of(history, int(day)).portions(history.keys.actors):
            found = asked.look(part.asker, part.act)
            steps = {name: filtered_ranks(_mixture(found, parts), part.question, part.answer) for name, parts in STEPS}
            answers = asked.rank(found, int(day))
            steps[LEARNED] = filtered_ranks(answers.score, part.question, part.answer)
            asker, act = part.asker[part.question], part.act[part.question]
            pair = asker * history.keys.actors + part.answer
            act_seen = (
                history.counts("same act").find((asker * history.keys.acts + act) * history.keys.actors + part.answer)
                >= 0
            )
            kind = np.where(act_seen, 0, np.where(history.counts("pair").find(pair) >= 0, 1, 2))
            direction = (act >= history.keys.acts // 2).astype(np.int64)
            yield Ranks(steps, np.full(len(asker), day), direction, kind, _calibration(answers, part))


def _calibration(answers: Answers, part: Day) -> np.ndarray:
    """Every answer is a trial for every candidate of its question; no filter here."""
    candidate, probability = answers.candidate[part.question], answers.probability[part.question]
    hit = candidate == part.answer[:, None]
    place = np.digitize(probability, EDGES).ravel()
    return np.stack(
        [np.bincount(place, weights, len(EDGES) + 1) for weights in (None, probability.ravel(), hit.ravel())], axis=1
    )


def _mixture(found: Shortlist, parts: tuple[str, ...]) -> np.ndarray:
    return sum(np.float32(MIXTURE[part]) * found.parts[part] for part in parts)


def _join(parts: list[Ranks]) -> Ranks:
    steps = {name: np.concatenate([part.steps[name] for part in parts]) for name in parts[0].steps}
    day, direction, kind = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("day", "direction", "kind")
    )
    return Ranks(steps, day, direction, kind, sum(part.calibration for part in parts))


def _measures(ranks: np.ndarray, beside: Ranks) -> dict[str, object]:
    return {
        "both": asdict(RankMeasures.of(ranks)),
        "mrr interval": interval_over_days(ranks, beside.day),
        **{name: asdict(RankMeasures.of(ranks[beside.direction == number])) for number, name in enumerate(DIRECTIONS)},
        **{name: asdict(RankMeasures.of(ranks[beside.kind == number])) for number, name in enumerate(KINDS)},
    }


def show(found: dict) -> None:
    """Print what :func:`run` found."""
    print(
        f"Who and whom, {found['mode']} step: {found['events known']} events known, {found['events scored']} scored\n"
    )
    print(f"{'':36}   MRR  [95 % over days]   H@1   H@3  H@10 |  whom   who | {' '.join(f'{k:>13}' for k in KINDS)}")
    for name, of_step in found["steps"].items():
        both, (low, high) = of_step["both"], of_step["mrr interval"]
        sides = " ".join(f"{100 * of_step[side]['mrr']:5.2f}" for side in DIRECTIONS)
        kinds = " ".join(f"{100 * of_step[kind]['mrr']:13.2f}" for kind in KINDS)
        hits = " ".join(f"{100 * both[key]:5.2f}" for key in ("hits1", "hits3", "hits10"))
        print(f"{name:36} {100 * both['mrr']:5.2f}  [{100 * low:5.2f}, {100 * high:5.2f}]  {hits} | {sides} | {kinds}")
    shares = [found["steps"][LEARNED][kind]["answers"] / found["steps"][LEARNED]["both"]["answers"] for kind in KINDS]
    print(f"{'share of the answers':36}{'':54}| {' '.join(f'{100 * share:12.1f}%' for share in shares)}")
    print("\nprobability told / share that it was / candidates")
    for row in found["calibration"]:
        print(f"{100 * row['told']:14.1f}% {100 * row['happened']:18.1f}% {row['candidates']:12}")
    print(
        f"\n{found['seconds to fit']:.0f} s to fit, {found['seconds to score']:.0f} s to score, "
        f"{found['peak memory in MiB']} MiB at the peak"
    )


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
