"""A forecast as a document: numbers first, then what they rest on, then how such numbers have done so far."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.record.views.layouts.words import counted, note
from countermove.report.document import Document, Grid, Line, Run, Section, line
from countermove.response.forecasting.forecast import (
    ClassForecast,
    Counterfactual,
    Forecast,
    Horizon,
    PairForecast,
    Ranking,
    TrackBin,
    TrackHorizon,
    TrackRecord,
)
from countermove.response.forecasting.words import (
    amount,
    chance_between,
    change,
    class_words,
    past_words,
    share,
    title,
    within,
)

_MOST_TYPES = 4
_LEAST_CHANCE = 0.0005


def forecast_document(forecast: Forecast) -> Document:
    """Chances of each pair, partners, the past acts that carry them, with and without, track record, basis."""
    sections = [_chances(forecast)]
    sections += [_ranking(one) for one in forecast.rankings]
    if forecast.without is not None:
        sections.append(_without(forecast.without))
    sections.append(_track(forecast.track))
    sections.append(Section("What the numbers come from", tuple(_carried(forecast))))
    sections.append(Section("What this rests on", tuple(_basis(forecast))))
    return Document(title(forecast.question), (_reading(forecast), *forecast.notes), tuple(sections))


def _reading(forecast: Forecast) -> str:
    return (
        f"Each cell: how likely at least one such act becomes known within that many days after "
        f"{forecast.question.as_of.isoformat()}; in brackets the {share(forecast.basis.interval)} interval of that "
        "estimate. A forecast of what is reported, from what was reported; it tells nothing of causes or aims."
        f"{_correction(forecast.track)}"
    )


def _correction(track: TrackRecord) -> str:
    days = [str(one.days) for one in track.horizons if one.corrected is not None]
    if not days:
        return ""
    which = "all chances" if len(days) == len(track.horizons) else f"chances within {' and '.join(days)} days"
    return f" By the track record below, {which} are corrected for how such chances have done; numbers aren't."


def _chances(forecast: Forecast) -> Section:
    days = forecast.question.days
    header = ("Who → whom", "What", *(within(one) for one in days), "number")
    rows = []
    for pair in forecast.pairs:
        name = f"{pair.actor.name} → {pair.recipient.name}"
        rows.append(_row(name, "any act", pair.any_act))
        rows += [_row("", class_words(one.quad), one.horizons) for one in pair.classes if _worth_showing(one, pair)]
    words = (1, *range(2, len(header)))
    return Section("How likely", (), Grid(header, tuple(rows), words))


def _worth_showing(one: ClassForecast, pair: PairForecast) -> bool:
    return one.horizons[-1].probability >= _LEAST_CHANCE or one.acts > 0


def _row(name: str, what: str, horizons: tuple[Horizon, ...]) -> tuple[str, ...]:
    return (name, what, *map(chance_between, horizons), amount(horizons[-1].expected))


def _ranking(found: Ranking) -> Section:
    heading = f"Whom {found.who.name} acts on" if found.towards else f"Who acts on {found.who.name}"
    lines = [
        line(Run(f"{one.rank}. "), Run(one.who.name, "strong"), note(f" · {share(one.share)}", "; ".join(one.reasons)))
        for one in found.parties
    ]
    return Section(f"{heading}, likeliest first, by {found.method}", tuple(lines))


def _carried(forecast: Forecast) -> Iterator[Line]:
    longest = max(forecast.question.days)
    for pair in forecast.pairs:
        below = [_class(one, longest) for one in pair.classes if _worth_showing(one, pair)]
        known = counted(pair.acts, "earlier act")
        last = f"last on {pair.last_day.isoformat()}" if pair.last_day else None
        role = pair.role if pair.role != "asked" else None
        yield line(
            Run(f"{pair.actor.name} → {pair.recipient.name}", "strong"),
            note(f" · {known}", last, role),
            below=[*(line(Run(words, "doubtful")) for words in pair.notes), *below],
        )


def _class(one: ClassForecast, longest: int) -> Line:
    kinds = ", ".join(f"{kind.event_type} {share(kind.share)}" for kind in one.types[:_MOST_TYPES])
    sources = ", ".join(f"{part.source} {share(part.share)}" for part in one.sources if part.share >= 0.005)
    return line(
        Run(f"{class_words(one.quad)}: "),
        f"{counted(one.acts, 'act')} so far; if any, {kinds or 'of no known kind'}",
        below=[
            line(note(f"the expected {amount(one.horizons[-1].expected)} in {longest} days: {sources}")),
            *(line(*past_words(act)) for act in one.carried_by),
        ],
    )


def _without(found: Counterfactual) -> Section:
    heading = f"Without {', '.join(found.events)}"
    if found.refused is not None:
        return Section(heading, (line(Run("Not told: ", "bad"), found.refused),))
    if not found.classes:
        return Section(
            heading, (line(found.condition), line("No number of this forecast changes by as much as one in a hundred."))
        )
    rows = [
        (
            f"{one.actor.name} → {one.recipient.name}" if number == 0 else "",
            class_words(one.quad) if number == 0 else "",
            within(part.days),
            amount(part.expected_with),
            amount(part.expected_without),
            change(part),
        )
        for one in found.classes
        for number, part in enumerate(one.horizons)
    ]
    header = ("Who → whom", "What", "Within", "Number", "Without", "Difference")
    return Section(heading, (line(found.condition),), Grid(header, tuple(rows), (1, 2, 5)))


def _track(track: TrackRecord) -> Section:
    heading = "Track record of such forecasts on the same data"
    if track.too_short is not None:
        return Section(heading, (line(Run(track.too_short, "doubtful")),))
    learned = track.learned_until.isoformat() if track.learned_until else "?"
    lines = [
        line(
            f"Asked again on {counted(len(track.origins), 'past day')} from {track.origins[0].isoformat()} to "
            f"{track.origins[-1].isoformat()} for {counted(track.pairs, 'pair')} and each class, knowing only what was "
            f"known then (what is learned over all pairs: from the days up to {learned})."
        ),
        *(_horizon(one) for one in track.horizons),
    ]
    return Section(heading, tuple(lines), _bins(track))


def _bins(track: TrackRecord) -> Grid:
    """A row for each range of said probabilities, a column for each horizon."""
    found = {(part.low, part.high, one.days): part for one in track.horizons for part in one.bins}
    ranges = sorted({(low, high) for low, high, _ in found})
    rows = [
        (
            f"{share(low)}–{share(high)}",
            *(_bin(found.get((low, high, one.days))) for one in track.horizons),
        )
        for low, high in ranges
    ]
    return Grid(("Said", *(f"{within(one.days)}: said → happened (of)" for one in track.horizons)), tuple(rows))


def _bin(found: TrackBin | None) -> str:
    if found is None:
        return ""
    return f"{share(found.said)} → {share(found.happened)} ({found.forecasts:,})"


def _horizon(one: TrackHorizon) -> Line:
    return line(
        Run(f"{within(one.days)}: ", "strong"),
        f"Brier score {one.brier:.4f} (lower is better); constant rate of each pair {one.constant_brier:.4f}, one "
        f"chance for all {one.same_brier:.4f}; said and happened differ by {one.calibration_error:.4f} on average",
        "" if one.corrected is None else _by_past(one),
    )


def _by_past(one: TrackHorizon) -> str:
    assert one.corrected is not None
    return (
        f"; corrected by {counted(one.corrected.origins, 'past day')}, each past day by those before it; as the model "
        f"says it: Brier score {one.uncorrected_brier:.4f}, difference {one.uncorrected_error:.4f}"
    )


def _basis(forecast: Forecast) -> Iterator[Line]:
    basis = forecast.basis
    learned = f", learned up to {basis.learned_until.isoformat()}" if basis.learned_until < basis.last_day else ""
    yield line(
        f"Fitted on {counted(basis.pairs, 'directed pair')}, {basis.first_day.isoformat()} to "
        f"{basis.last_day.isoformat()}, {counted(basis.acts, 'act')} of {counted(basis.all_acts, 'act')} between "
        f"{counted(basis.all_pairs, 'pair')}; datasets: {', '.join(basis.datasets)}; model: {basis.model}"
        f"{learned}."
    )
    if basis.inside:
        yield line(f"Left out: {counted(basis.inside, 'act')} of a party towards itself or its own voices.")
    yield line("What such numbers can't do: docs/forecasts.md.")
