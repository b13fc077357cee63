"""Fitting the ladder of models: constant, own history, partner's history, third parties."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from countermove.response.counts.columns import Columns
from countermove.response.counts.daily_counts import CLASSES, SERIES, DailyCounts, Floats, Integers
from countermove.response.counts.design import Calendar, Design
from countermove.response.counts.dispersion import dispersions
from countermove.response.counts.em import Problem, bootstrap, maximise
from countermove.response.counts.model import CountModel
from countermove.response.counts.settings import LEVELS, CountSettings, Level

_EVERY_LEVEL: Level = LEVELS[-1]


def fit(
    counts: DailyCounts,
    settings: CountSettings | None = None,
    level: Level = _EVERY_LEVEL,
    until: int | None = None,
    draws: bool = False,
) -> CountModel:
    """Fit the model of a level on the days before ``until`` (all by default).

    Few acts give less than was asked for, and the model's ``notice`` says so. ``draws`` adds the bootstrap's weights.
    """
    return fit_ladder(counts, settings, level, until, draws)[-1]


def fit_ladder(
    counts: DailyCounts,
    settings: CountSettings | None = None,
    level: Level = _EVERY_LEVEL,
    until: int | None = None,
    draws: bool = False,
) -> list[CountModel]:
    """Fit the model of a level and all those below it; no model's likelihood on its data is under the one before."""
    chosen = settings or CountSettings()
    end = counts.days if until is None else min(until, counts.days)
    fitting = _Fitting(counts.until(end), chosen, level, end)
    models: list[CountModel] = []
    for name in LEVELS[: LEVELS.index(level) + 1]:
        if name != "constant" and fitting.events < chosen.events_for_kernels:
            notice = (
                f"{fitting.events:.0f} acts in the fitting window, under {chosen.events_for_kernels} "
                "(events_for_kernels): the rate of each pair is taken as constant"
            )
            models.append(replace(models[-1], notice=notice))
            continue
        models.append(fitting.fit(name, models[-1] if models else None, draws))
    return models


def weekday_weights(counts: DailyCounts, prior: float) -> Calendar:
    """Ratios of each weekday's mean daily count to that of all days, drawn to 1 where acts are few."""
    length = max(counts.days, 1)
    acts = np.bincount(counts.day % 7, counts.count, 7)
    days = np.bincount(np.arange(length) % 7, minlength=7)
    usual = counts.count.sum() / length
    ratios = (acts + prior) / (days * usual + prior)
    return Calendar(np.asarray(ratios * length / (ratios @ days)))


def groups_of(dyads: int, settings: CountSettings) -> Integers:
    """The group of each dyad in which the bootstrap draws it, by a seeded shuffle."""
    number = max(min(settings.groups, dyads), 1)
    return np.asarray(np.random.default_rng(settings.seed).permutation(dyads) % number)


@dataclass
class _Means:
    """How the mean of a pair is taken: weight of the pooled rate in days, and each row's part in it."""

    prior_days: float
    attributed: Floats


class _Fitting:
    """Terms and exposures of the fitting window, made once for all levels."""

    def __init__(self, counts: DailyCounts, settings: CountSettings, level: Level, end: int) -> None:
        self._counts, self._settings, self._end = counts, settings, end
        self._start = min(settings.first_day, end // 3)
        self._calendar = weekday_weights(counts, settings.weekday_prior)
        self._columns = Columns(settings)
        self._design = Design(counts, self._columns, self._calendar, third=level == "third_party")
        self._groups = groups_of(counts.dyads, settings)
        dyad = counts.series // SERIES
        self._chosen = np.flatnonzero((counts.day >= self._start) & (counts.day > counts.first[dyad]))
        self._kinds = [np.flatnonzero(counts.series[self._chosen] % CLASSES == kind) for kind in range(CLASSES)]
        self.events = float(counts.count[self._chosen].sum())
        self._by_class = self.events >= settings.events_for_classes
        self._by_stage = self._by_class and self.events >= settings.events_for_stages
        self._means = _Means(settings.prior_days[0], np.ones(len(counts.count)))
        self._attribute, self._divided = settings.attributions > 0, False
        self._terms, self._exposure = self._made(self._means)

    def _made(self, means: _Means) -> tuple[list[Floats], Floats]:
        rows = self._design.rows(self._chosen, means.prior_days, means.attributed)
        exposure = self._design.exposure(
            self._start,
            self._end,
            means.prior_days,
            means.attributed,
            self._groups,
            int(self._groups.max(initial=0)) + 1,
        )
        return [rows[places] for places in self._kinds], exposure

    def _with_means(self, means: _Means) -> tuple[list[Floats], Floats]:
        """Terms and exposures with other means; the rest stays."""
        design = Design(self._counts, self._columns, self._calendar, third=False)
        rows = design.rows(self._chosen, means.prior_days, means.attributed)
        exposure = design.exposure(
            self._start, self._end, means.prior_days, means.attributed, self._groups, self._exposure.shape[1]
        )
        base = self._columns.kernels
        terms = [terms.copy() for terms in self._terms]
        for kind, places in enumerate(self._kinds):
            terms[kind][:, :base] = rows[places, :base]
        return terms, np.concatenate([exposure[:, :, :base], self._exposure[:, :, base:]], axis=2)

    def _problem(self, level: Level, terms: list[Floats], exposure: Floats) -> Problem:
        ties = self._columns.ties(level, self._by_class, self._by_stage)
        rows = self._counts.series[self._chosen]
        return Problem(
            tuple(terms),
            tuple(self._counts.count[self._chosen[places]] for places in self._kinds),
            exposure,
            tuple(self._groups[rows[places] // SERIES] for places in self._kinds),
            ties,
        )

    def fit(self, level: Level, below: CountModel | None, draws: bool) -> CountModel:
        """Fit one level, starting from the one below."""
        if level == "constant":
            weights, value = self._choose_prior()
        else:
            weights, value = self._solve(level, self._terms, self._exposure, below)
            weights, value = self._divide(level, weights, value)
        problem = self._problem(level, self._terms, self._exposure)
        rates = problem.rates(problem.spread(weights))
        weighted = self._day_weights()
        dispersion = dispersions(
            problem.counts,
            [rate * weighted[places] for rate, places in zip(rates, self._kinds, strict=True)],
            (problem.exposure.sum(axis=1) * problem.spread(weights)).sum(axis=1),
        )
        model = CountModel(
            self._settings, level, self._by_class, self._by_stage, self._means.prior_days, self._divided,
            self._calendar, problem.spread(weights), dispersion, self._start, self._end,
            value + float(self._counts.count[self._chosen] @ np.log(weighted)), self.events,
        )  # fmt: skip
        if draws and self.events:
            found = bootstrap(problem, weights, self._settings.replicates, self._settings.seed)
            model = replace(model, draws=np.stack([problem.spread(one) for one in found]))
        return model

    def _day_weights(self) -> Floats:
        return self._calendar.days(self._end + 1)[self._counts.day[self._chosen]]

    def _solve(
        self, level: Level, terms: list[Floats], exposure: Floats, below: CountModel | None
    ) -> tuple[Floats, float]:
        problem = self._problem(level, terms, exposure)
        total = problem.gather(exposure.sum(axis=1))
        even = max(self.events, 1.0) / problem.parameters / np.maximum(total, 1e-9)
        start = even
        kept = None
        if below is not None:
            copies = problem.gather((problem.ties >= 0).astype(np.float64))
            kept = problem.gather(np.where(problem.ties >= 0, below.weights, 0.0)) / np.maximum(copies, 1)
            start = 0.8 * kept + 0.2 * even
        weights, path = maximise(problem, start, self._settings.rounds, self._settings.tolerance)
        value = path[-1]
        # The level below is within reach; where the steps ended before reaching it, it is the better answer.
        if kept is not None and (reached := problem.log_likelihood(kept)) > value:
            return kept, reached
        return weights, value

    def _choose_prior(self) -> tuple[Floats, float]:
        best: tuple[Floats, float] | None = None
        for days in self._settings.prior_days:
            means = _Means(days, np.ones(len(self._counts.count)))
            terms, exposure = self._with_means(means)
            weights, value = self._solve("constant", terms, exposure, None)
            if best is None or value > best[1]:
                best, self._means, made = (weights, value), means, (terms, exposure)
        assert best is not None
        self._terms, self._exposure = made
        return best

    def _divide(self, level: Level, weights: Floats, value: float) -> tuple[Floats, float]:
        """Take excited acts out of their pair's mean, as long as that makes the data likelier."""
        if not self._attribute:
            return weights, value
        for _ in range(self._settings.attributions):
            means = _Means(self._means.prior_days, self._base_parts(level, weights))
            terms, exposure = self._with_means(means)
            trial, reached = self._solve(level, terms, exposure, None)
            if reached - value < self._settings.attribution_gain * self.events and not self._divided:
                self._attribute = False
                break
            if reached <= value:
                break
            self._means, self._terms, self._exposure, self._divided = means, terms, exposure, True
            weights, value = trial, reached
        for days in self._settings.prior_days if self._divided else ():
            means = _Means(days, self._means.attributed)
            terms, exposure = self._with_means(means)
            trial, reached = self._solve(level, terms, exposure, None)
            if reached > value:
                self._means, self._terms, self._exposure = means, terms, exposure
                weights, value = trial, reached
        return weights, value

    def _base_parts(self, level: Level, weights: Floats) -> Floats:
        rows = np.arange(len(self._counts.count))
        columns = self._problem(level, self._terms, self._exposure).spread(weights)
        return base_parts(self._design, rows, self._means.prior_days, self._means.attributed, columns)


def base_parts(design: Design, rows: Integers, prior_days: float, attributed: Floats, columns: Floats) -> Floats:
    """The part of each row's acts that the base explains; the first act of a dyad is the base's."""
    terms = design.rows(rows, prior_days, attributed)
    counts, base = design.counts, design.columns.kernels
    kind = counts.series[rows] % CLASSES
    weighted = terms * columns[kind].astype(terms.dtype)
    from_base, everything = weighted[:, :base].sum(axis=1), weighted.sum(axis=1)
    parts = np.divide(from_base, everything, out=np.ones(len(rows)), where=everything > 0, casting="unsafe")
    return np.where(counts.day[rows] > counts.first[counts.series[rows] // SERIES], parts, 1.0)
