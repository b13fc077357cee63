"""Had these acts not been: how many later acts of the pair would the model then not expect.

The effect of an act is that of the kernels: its children, theirs, and so on (thinning, Zhuang, Ogata and Vere-Jones
2002). An observed later act descends from the removed ones with the probability that one of them, or a descendant, is
its parent; acts to come are expected with and without the removed acts and their descendants. The base stays as it is:
it tells who the pair is, not what an act did. All of it holds if the model does: data don't show what didn't happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats, Integers
from countermove.response.counts.fitting import fit_ladder, groups_of
from countermove.response.counts.model import CountModel
from countermove.response.counts.origin import History, Origin
from countermove.response.counts.predict import expected
from countermove.response.counts.score import score
from countermove.response.counts.settings import CountSettings

CONDITION = "conditional on the model: its kernels are taken for what acts bring about"


@dataclass(frozen=True)
class Act:
    """One act: actors by number, class 0..3, day."""

    initiator: int
    target: int
    quad: int
    day: int


@dataclass(frozen=True)
class Refusal:
    """Why there is no counterfactual, in one sentence."""

    reason: str


@dataclass(frozen=True)
class Interval:
    """An estimate with the bounds within which it lies with the settings' probability."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Counterfactual:
    """Acts that the model puts down to the removed ones.

    Attributes:
        observed: those among the acts that are known, per direction (0 the lower actor on the higher) and class.
        ahead: those among the acts expected within ``horizon`` days, likewise.
        answers: of both, all acts of the removed acts' targets towards their initiators.
        condition: what the figures depend on.
    """

    observed: Sequence[Sequence[Interval]]
    ahead: Sequence[Sequence[Interval]]
    answers: Interval
    horizon: int
    condition: str = CONDITION


@dataclass(frozen=True)
class PartnerGain:
    """Held-out gain of the partner's history over own history, in nats per act, with its bootstrap interval."""

    gain: Interval
    events: float

    @property
    def detectable(self) -> bool:
        """Whether the interval lies above 0."""
        return self.gain.low > 0


def partner_gain(counts: DailyCounts, settings: CountSettings | None = None, until: int | None = None) -> PartnerGain:
    """What the partner's history adds on the last fifth of the days, for weights fitted on those before."""
    chosen = settings or CountSettings()
    end = counts.days if until is None else min(until, counts.days)
    split = end - max(end // 5, 1)
    models = fit_ladder(counts, chosen, "partner", split)
    if len(models) < 3 or models[-1].level != "partner":
        return PartnerGain(Interval(0.0, 0.0, 0.0), 0.0)
    groups = groups_of(counts.dyads, chosen)
    own, partner = (score(model, counts, split, end, groups) for model in models[1:])
    gains = (partner.log_likelihood - own.log_likelihood).sum(axis=1)
    return PartnerGain(mean_interval(gains, own.events.sum(axis=1), chosen), float(own.events.sum()))


def mean_interval(gains: Floats, events: Floats, settings: CountSettings) -> Interval:
    """Sum of gains over sum of events, with its bootstrap interval over groups."""
    number = len(gains)
    draws = np.random.default_rng(settings.seed).multinomial(number, np.full(number, 1 / number), size=1000)
    values = (draws @ gains) / np.maximum(draws @ events, 1e-9)
    low, high = np.quantile(values, [(1 - settings.interval) / 2, (1 + settings.interval) / 2])
    return Interval(float(gains.sum() / max(events.sum(), 1e-9)), float(low), float(high))


def without(
    history: History, acts: Sequence[Act], day: int, horizon: int, evidence: PartnerGain
) -> Counterfactual | Refusal:
    """What the model puts down to some acts of one pair, as known at the end of ``day`` and ``horizon`` days ahead.

    ``evidence`` is the partner's gain on these data (``partner_gain``). The model needs draws for the intervals.

    Raises:
        ValueError: no acts, or acts of several pairs.
    """
    if not acts or len({frozenset((act.initiator, act.target)) for act in acts}) > 1:
        raise ValueError("a counterfactual is of one or more acts between the same two actors")
    refusal = _refused(history, acts, day, evidence)
    if refusal is not None:
        return refusal
    descent = descent_of(history, acts, day)
    share = history.model.settings.interval
    observed, ahead = descent.observed(history.counts), descent.expected_ahead(history, day, horizon)
    answering = 1 - int(acts[0].initiator > acts[0].target)
    place = slice(answering * CLASSES, answering * CLASSES + CLASSES)
    totals = (observed + ahead)[:, place].sum(axis=1)
    return Counterfactual(_table(observed, share), _table(ahead, share), _interval(totals, share), horizon)


def _refused(history: History, acts: Sequence[Act], day: int, evidence: PartnerGain) -> Refusal | None:
    counts, settings = history.counts, history.model.settings
    if history.model.level in ("constant", "own"):
        return Refusal(f"The model has no reaction to remove: its level is {history.model.level}.")
    dyad = counts.dyad_of(acts[0].initiator, acts[0].target)
    for act in acts:
        series = None if dyad is None else SERIES * dyad + CLASSES * (act.initiator > act.target) + act.quad
        chosen = counts.series == series
        if not (chosen & (counts.day == act.day)).any() or act.day > day:
            return Refusal(f"There is no act of this class of actor {act.initiator} on {act.target} on day {act.day}.")
        number = counts.count[chosen & (counts.day <= day)].sum()
        if number < settings.events_for_counterfactual:
            return Refusal(
                f"The pair has {number:.0f} acts of this class, under {settings.events_for_counterfactual} "
                "(events_for_counterfactual): too few to tell what one of them did."
            )
    if not evidence.detectable:
        gain = evidence.gain
        return Refusal(
            "No effect of the partner's acts is detectable in these data: held-out gain "
            f"{gain.mean:+.4f} nats an act, interval {gain.low:+.4f} to {gain.high:+.4f}."
        )
    return None


@dataclass(frozen=True)
class Descent:
    """Which part of a dyad's acts is removed or descends from what is, by the estimate and by each draw of it.

    Attributes:
        dyad: the dyad.
        rows: its rows of the counts, up to the day of asking.
        removed: acts of each row that are removed.
        parts: the part of each row's acts that is removed or descends from them, [1 + draws, rows].
        weights: the model's weights, [1 + draws, classes, columns].
    """

    dyad: int
    rows: Integers
    removed: Floats
    parts: Floats
    weights: Floats

    def observed(self, counts: DailyCounts) -> Floats:
        """Known acts that descend from the removed ones, these left out, [1 + draws, 8 series]."""
        found = np.zeros((len(self.parts), SERIES))
        np.add.at(found.T, counts.series[self.rows] % SERIES, (self.parts * counts.count[self.rows] - self.removed).T)
        return found

    def rates_ahead(self, history: History, day: int, horizon: int) -> Floats:
        """What the removed acts and their known descendants add to the rates ahead, [1 + draws, horizon, 8 series].

        Taken from the rates of an origin, it leaves those of the days ahead had the acts not been.
        """
        counts, edges = history.counts, history.model.settings.lag_edges
        found = np.zeros((len(self.parts), horizon, SERIES))
        age = day - counts.day[self.rows]
        recent = np.flatnonzero((age < edges[-1] - 1) & (self.parts > 0).any(axis=0))
        kernels, stage = _kernels(history.model, self.weights), _stages(history.model, counts, self.rows)
        for row in recent:
            source = counts.series[self.rows[row]] % SERIES
            part = kernels[:, stage[row], age[row] : age[row] + horizon, source]
            found[:, : part.shape[1]] += (self.parts[:, row] * counts.count[self.rows[row]])[:, None, None] * part
        return found

    def expected_ahead(self, history: History, day: int, horizon: int) -> Floats:
        """Acts expected ahead that wouldn't be, [1 + draws, 8 series]."""
        if horizon == 0:
            return np.zeros((len(self.parts), SERIES))
        origin = Origin(history, day, np.array([self.dyad]), horizon)
        rates = self.rates_ahead(history, day, horizon)
        return np.stack(
            [
                expected(origin, weights, rate[None])[0].sum(axis=0)
                for weights, rate in zip(self.weights, rates, strict=True)
            ]
        )


def descent_of(history: History, acts: Sequence[Act], day: int) -> Descent:
    """What descends from some acts of one pair, as known at the end of ``day``.

    Raises:
        ValueError: the two actors have no act.
    """
    counts, model = history.counts, history.model
    dyad = counts.dyad_of(acts[0].initiator, acts[0].target)
    if dyad is None:
        raise ValueError(f"actors {acts[0].initiator} and {acts[0].target} have no act between them")
    rows = np.arange(history.starts[dyad], history.starts[dyad + 1])
    rows = rows[counts.day[rows] <= day]
    removed = np.zeros(len(rows))
    for act in acts:
        side = CLASSES * (act.initiator > act.target) + act.quad
        removed[(counts.series[rows] % SERIES == side) & (counts.day[rows] == act.day)] += 1
    removed = np.minimum(removed, counts.count[rows])
    terms = history.design.rows(rows, model.prior_days, history.attributed)
    weights = model.weights[None] if model.draws is None else np.concatenate([model.weights[None], model.draws])
    return Descent(dyad, rows, removed, _parts(model, counts, rows, removed, terms, weights), weights)


def _kernels(model: CountModel, weights: Floats) -> Floats:
    """Daily kernels, [draws, stages, lags, sources, targets]."""
    stages = range(len(model.settings.stages) + 1)
    return np.stack([[model.daily_kernel(one, stage) for stage in stages] for one in weights])


def _stages(model: CountModel, counts: DailyCounts, rows: Integers) -> Integers:
    if not model.by_stage:
        return np.zeros(len(rows), dtype=np.int64)
    return np.searchsorted(np.array(model.settings.stages), counts.acquaintance[rows], side="right")


def _parts(
    model: CountModel, counts: DailyCounts, rows: Integers, removed: Floats, terms: Floats, weights: Floats
) -> Floats:
    series, day, stage = counts.series[rows] % SERIES, counts.day[rows], _stages(model, counts, rows)
    rates = np.maximum(np.einsum("rk,drk->dr", terms, weights[:, series % CLASSES]), 1e-12)
    kernels, share = _kernels(model, weights), np.zeros((len(weights), len(rows)))
    taken = removed / counts.count[rows]
    for row in np.argsort(day, kind="stable"):
        lag = day[row] - day
        sources = np.flatnonzero((share[0] > 0) & (lag > 0) & (lag <= kernels.shape[2]))
        reached = kernels[:, stage[sources], lag[sources] - 1, series[sources], series[row]]
        excited = (reached * share[:, sources] * counts.count[rows[sources]]).sum(axis=1)
        share[:, row] = taken[row] + (1 - taken[row]) * np.minimum(excited / rates[:, row], 1.0)
    return share


def _interval(values: Floats, share: float) -> Interval:
    low, high = np.quantile(values[1:] if len(values) > 1 else values, [(1 - share) / 2, (1 + share) / 2])
    return Interval(float(values[0]), float(low), float(high))


def _table(values: Floats, share: float) -> list[list[Interval]]:
    return [
        [_interval(values[:, direction * CLASSES + kind], share) for kind in range(CLASSES)] for direction in range(2)
    ]
