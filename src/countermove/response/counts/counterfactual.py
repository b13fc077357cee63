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
from countermove.response.counts.design import Design
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
    counts, model = history.counts, history.model
    dyad = counts.dyad_of(acts[0].initiator, acts[0].target)
    assert dyad is not None
    rows = np.arange(history.starts[dyad], history.starts[dyad + 1])
    rows = rows[counts.day[rows] <= day]
    removed = _removed(counts, rows, acts)
    design = Design(counts.until(day + 1), model.columns, model.calendar, model.level == "third_party")
    known = _positions(counts, day)[rows]
    terms = design.rows(known, model.prior_days, history.attributed[counts.day <= day])
    draws = [model.weights] if model.draws is None else [model.weights, *model.draws]
    observed, ahead = [], []
    for weights in draws:
        parts = _descent(model, counts, rows, removed, terms, weights)
        observed.append(_by_series(counts, rows, parts * counts.count[rows] - removed))
        ahead.append(_ahead(history, dyad, day, horizon, rows, parts, weights))
    answering = 1 - int(acts[0].initiator > acts[0].target)
    place = slice(answering * CLASSES, answering * CLASSES + CLASSES)
    totals = np.array([(one[place] + two[place]).sum() for one, two in zip(observed, ahead, strict=True)])
    share = model.settings.interval
    return Counterfactual(
        _table(np.stack(observed), share), _table(np.stack(ahead), share), _interval(totals, share), horizon
    )


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


def _positions(counts: DailyCounts, day: int) -> Integers:
    """The place of each row among those up to ``day``."""
    return np.cumsum(counts.day <= day) - 1


def _removed(counts: DailyCounts, rows: Integers, acts: Sequence[Act]) -> Floats:
    """How many acts of each row are removed, at most all of them."""
    found = np.zeros(len(rows))
    for act in acts:
        side = CLASSES * (act.initiator > act.target) + act.quad
        found[(counts.series[rows] % SERIES == side) & (counts.day[rows] == act.day)] += 1
    return np.minimum(found, counts.count[rows])


def _stages(model: CountModel, counts: DailyCounts, rows: Integers) -> Integers:
    if not model.by_stage:
        return np.zeros(len(rows), dtype=np.int64)
    return np.searchsorted(np.array(model.settings.stages), counts.acquaintance[rows], side="right")


def _descent(
    model: CountModel, counts: DailyCounts, rows: Integers, removed: Floats, terms: Floats, weights: Floats
) -> Floats:
    """The part of each row's acts that is removed or descends from what is."""
    series, day, stage = counts.series[rows] % SERIES, counts.day[rows], _stages(model, counts, rows)
    rates = (terms * weights[series % CLASSES]).sum(axis=1)
    kernels = [model.daily_kernel(weights, number) for number in range(len(model.settings.stages) + 1)]
    share = np.zeros(len(rows))
    for place in np.argsort(day, kind="stable"):
        excited = 0.0
        lag = day[place] - day
        for source in np.flatnonzero((share > 0) & (lag > 0) & (lag <= len(kernels[0]))):
            kernel = kernels[stage[source]][lag[source] - 1, series[source], series[place]]
            excited += share[source] * counts.count[rows[source]] * kernel
        taken = removed[place] / counts.count[rows[place]]
        share[place] = taken + (1 - taken) * min(excited / max(rates[place], 1e-12), 1.0)
    return share


def _by_series(counts: DailyCounts, rows: Integers, values: Floats) -> Floats:
    return np.bincount(counts.series[rows] % SERIES, values, SERIES).astype(np.float64)


def _ahead(
    history: History, dyad: int, day: int, horizon: int, rows: Integers, parts: Floats, weights: Floats
) -> Floats:
    """Acts expected ahead that the removed acts and their descendants bring, per series."""
    if horizon == 0:
        return np.zeros(SERIES)
    origin = Origin(history, day, np.array([dyad]), horizon)
    counts, lags = history.counts, origin.recent.shape[2]
    age = day - counts.day[rows]
    keep = age < lags
    place = counts.series[rows][keep] % SERIES, age[keep]
    stage = _stages(history.model, counts, rows)[keep]
    kernels = [history.model.daily_kernel(weights, number) for number in range(len(history.model.settings.stages) + 1)]
    rates = np.zeros((1, horizon, SERIES))
    for source, old, level, amount in zip(*place, stage, (parts * counts.count[rows])[keep], strict=True):
        for ahead in range(min(horizon, lags - int(old))):
            rates[0, ahead] += amount * kernels[level][old + ahead, source]
    return np.asarray(expected(origin, weights, rates)[0].sum(axis=0))


def _interval(values: Floats, share: float) -> Interval:
    low, high = np.quantile(values[1:] if len(values) > 1 else values, [(1 - share) / 2, (1 + share) / 2])
    return Interval(float(values[0]), float(low), float(high))


def _table(values: Floats, share: float) -> list[list[Interval]]:
    return [
        [_interval(values[:, direction * CLASSES + kind], share) for kind in range(CLASSES)] for direction in range(2)
    ]
