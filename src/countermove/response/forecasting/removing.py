"""Expected numbers without some acts, by the model of counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from countermove.response.counts.counterfactual import Act, Counterfactual, Refusal, partner_gain, without
from countermove.response.counts.daily_counts import CLASSES
from countermove.response.counts.kernel_estimates import estimate_kernels
from countermove.response.counts.origin import History
from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.forecast import QUADS
from countermove.response.forecasting.model import Removal, RemovedActs

_DAY, _SETTING = re.compile(r"\bday (\d+)\b"), re.compile(r" \(events_for_\w+\)")


def removal(
    history: History,
    acts: DailyActs,
    removed: RemovedActs,
    pairs: Sequence[int],
    horizons: Sequence[int],
    known: int,
) -> Removal | str:
    """How expected numbers change without some acts, each in the pair that it is of; or why the data can't tell.

    Args:
        history: a fitted model, with draws, and counts.
        acts: the same counts by pair.
        removed: what is thought away.
        pairs: those that are forecast.
        horizons: days ahead.
        known: how many days are known.
    """
    parties = sorted({party for pair in acts.pairs for party in pair})
    number = {party: place for place, party in enumerate(parties)}
    by_dyad: dict[frozenset[str], list[Act]] = {}
    for pair, quad, day, count in removed.acts:
        one, other = acts.pairs[pair]
        by_dyad.setdefault(frozenset((one, other)), []).extend(
            Act(number[one], number[other], quad, day) for _ in range(count)
        )
    evidence = partner_gain(history.counts, history.model.settings, known)
    history = with_estimated_kernels(history)
    shape = (len(pairs), len(QUADS), len(horizons))
    found = Removal(np.zeros(shape), np.zeros(shape), np.zeros(shape))
    for parts in by_dyad.values():
        for place, horizon in enumerate(horizons):
            answer = without(history, parts, known - 1, horizon, evidence)
            if isinstance(answer, Refusal):
                return _in_words(answer.reason, acts, parties)
            _fill(found, answer, [acts.pairs[pair] for pair in pairs], (parts[0], number, place))
    return found


def with_estimated_kernels(history: History) -> History:
    """The same history with kernels that take up nothing of the pairs' bases, where the counts aren't too many."""
    model = history.model
    if len(history.counts.count) > model.settings.rows_for_estimates:
        return history
    found = estimate_kernels(model, history.counts)
    return History(replace(model, weights=found.weights, draws=found.draws), history.counts)


def _fill(
    found: Removal,
    answer: Counterfactual,
    pairs: Sequence[tuple[str, str]],
    where: tuple[Act, dict[str, int], int],
) -> None:
    """What the removed acts bring, taken from the pairs of their dyad."""
    act, number, place = where
    for row, (one, other) in enumerate(pairs):
        if {number[one], number[other]} == {act.initiator, act.target}:
            direction = int(number[one] > number[other])
            for quad in range(CLASSES):
                brought = answer.ahead[direction][quad]
                found.difference[row, quad, place] = -brought.mean
                found.difference_low[row, quad, place] = -max(brought.high, brought.mean)
                found.difference_high[row, quad, place] = -min(brought.low, brought.mean)


def _in_words(reason: str, acts: DailyActs, parties: Sequence[str]) -> str:
    """A reason with names and dates instead of numbers."""
    named = re.sub(r"\bactor (\d+) on (\d+)\b", lambda m: f"{parties[int(m[1])]} on {parties[int(m[2])]}", reason)
    return _DAY.sub(lambda m: (acts.first + timedelta(int(m[1]))).isoformat(), _SETTING.sub("", named))
