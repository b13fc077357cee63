"""A forecast from a record: what is asked, what is known, the models, the track record, what the numbers can't tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from countermove.ontology.actors import ActorRegistry, load_actors
from countermove.ontology.lexicon import DATA
from countermove.record.errors import FilterError
from countermove.response.forecasting.classes import pair_forecasts
from countermove.response.forecasting.counterfactual import counterfactual, named_by_id
from countermove.response.forecasting.daily import (
    DailyActs,
    Known,
    Pair,
    active_pairs,
    covered_until,
    daily_acts,
    known_acts,
)
from countermove.response.forecasting.engine import fitted
from countermove.response.forecasting.evidence import type_history
from countermove.response.forecasting.forecast import Basis, Forecast, Question, QuestionKind
from countermove.response.forecasting.model import CountModel
from countermove.response.forecasting.notes import question_notes
from countermove.response.forecasting.pairs import asked_pairs
from countermove.response.forecasting.partners import ranking
from countermove.response.forecasting.ranked import RankedPartners
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.source import ActSource
from countermove.response.forecasting.track import Tracked, first_origin, origins, track_record
from countermove.response.forecasting.who import Asked, asked_move, asked_party, own_codes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: a move by its event id, or an actor, a recipient, or both, in the words of the filters.

    ``as_of`` is the last day that may be known (None: the last one of the record); ``without`` are ids of events whose
    absence is asked about; ``datasets`` names those to be used (none: all).
    """

    event_id: str | None = None
    actor: str | None = None
    recipient: str | None = None
    as_of: date | None = None
    without: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()


def make_forecast(
    connection: DuckDBPyConnection,
    wanted: Wanted,
    settings: ForecastSettings | None = None,
    registry: ActorRegistry | None = None,
) -> Forecast:
    """What is likely next, by what is known up to one day.

    Args:
        connection: an open record.
        wanted: the question.
        settings: horizons and limits.
        registry: who is known by name; the shipped one where it is None.

    Raises:
        FilterError: not one question, or an event, party or dataset that nobody knows.
        RecordError: there are no acts to forecast from.
    """
    settings = settings or ForecastSettings()
    registry = registry or load_actors(DATA / "actors")
    if (wanted.event_id is None) == (wanted.actor is None and wanted.recipient is None):
        raise FilterError("ask about an event, or an actor, a recipient or both")
    return _Making(connection, wanted, settings, registry).forecast()


@dataclass(frozen=True, slots=True)
class _Making:
    """One question on its way."""

    connection: DuckDBPyConnection
    wanted: Wanted
    settings: ForecastSettings
    registry: ActorRegistry

    def forecast(self) -> Forecast:
        asked = {
            option: asked_party(self.connection, text, option, self.registry)
            for option, text in (("actor", self.wanted.actor), ("recipient", self.wanted.recipient))
            if text is not None
        }
        source = self._source(asked)
        last = self.wanted.as_of or covered_until(source)
        source = replace(source, until=last)
        known = known_acts(source)
        question = self._question(asked, last or known.last)
        ranker = RankedPartners(source, self.registry, question.as_of, self.settings, _asking(question))
        pairs, rankings = asked_pairs(
            question, lambda who, towards: ranking(ranker, who, towards, self.settings.most_shown), self.settings
        )
        if not pairs:
            raise FilterError(_nobody(question))
        removed = named_by_id(source, self.wanted.without) if self.wanted.without else ()
        more = [one.pair for one in removed]
        acts, tracked = self._acts(source, known, question.as_of, [*(pair.key for pair in pairs), *more])
        starts = origins(acts.days, self.settings)
        once = bool(starts) and acts.acts > self.settings.refit_acts
        learned = acts.until(starts[0]) if once else acts
        model, notes = fitted(learned, self.settings, self.settings.draws)
        types = type_history(source, [pair.key for pair in pairs], question.as_of, self.settings)
        track = self._track(acts, tracked, model if once else None)
        found = pair_forecasts(source, acts, model, pairs, types, self.settings, track.corrections)
        return Forecast(
            question=question,
            pairs=found,
            rankings=rankings,
            track=track.record,
            without=counterfactual(acts, model, removed, found, self.settings) if removed else None,
            basis=_basis(known, acts, model.words, learned.last, self.settings),
            notes=(*question_notes(question, known, acts, self.settings), *notes),
        )

    def _source(self, asked: dict[str, Asked]) -> ActSource:
        named = {name: key for one in asked.values() for name, key in one.names.items()}
        source = ActSource(self.connection, own_codes(self.registry), named, self.wanted.datasets, self.wanted.as_of)
        if self.wanted.datasets:
            there = [str(row[0]) for row in self.connection.execute("select distinct dataset from all_acts").fetchall()]
            for name in self.wanted.datasets:
                if name not in there:
                    raise FilterError(f"dataset: no acts of {name!r}; there are: {', '.join(sorted(there)) or 'none'}")
        return source

    def _question(self, asked: dict[str, Asked], last: date) -> Question:
        actor, recipient = (asked[name].who if name in asked else None for name in ("actor", "recipient"))
        if actor is not None and actor == recipient:
            raise FilterError(f"actor and recipient are both {actor.name}; acts inside one party aren't forecast")
        move = asked_move(self.connection, self.wanted.event_id, self.registry) if self.wanted.event_id else None
        kind: QuestionKind = "move" if move else "pair" if actor and recipient else "actor" if actor else "recipient"
        return Question(
            kind=kind,
            actor=actor,
            recipient=recipient,
            move=move,
            as_of=last,
            days=self.settings.days,
            datasets=self.wanted.datasets,
        )

    def _acts(self, source: ActSource, known: Known, last: date, own: Sequence[Pair]) -> tuple[DailyActs, list[Pair]]:
        """The counts, and the pairs of the track record: chosen by what was known at its first day."""
        first = max(known.first, last - timedelta(self.settings.most_days - 1))
        before = first_origin((last - first).days + 1, self.settings)
        tracked = active_pairs(source, first, first + timedelta(before - 1), self.settings.track_pairs)
        active = active_pairs(source, first, last, self.settings.most_pairs)
        wanted = {*active, *tracked, *own, *((recipient, actor) for actor, recipient in own)}
        acts = daily_acts(source, sorted(wanted), first, last, self.settings)
        return acts, tracked

    def _track(self, acts: DailyActs, tracked: Sequence[Pair], model: CountModel | None) -> Tracked:
        numbers = sorted(number for pair in tracked if (number := acts.number_of(pair)) is not None)
        return track_record(acts, numbers, lambda known: model or fitted(known, self.settings)[0], self.settings)


def _asking(question: Question) -> list[str]:
    """Keys of those whose partners are asked for."""
    named = [question.actor, question.recipient, *(question.move.actors if question.move else ())]
    return [who.key for who in named if who is not None]


def _nobody(question: Question) -> str:
    who = question.actor or question.recipient
    if who is None:
        return "the move and its parties have no acts of others beside them; nothing can be forecast"
    does = "acts on nobody" if question.actor else "is acted on by nobody"
    return f"{who.name} {does} up to {question.as_of.isoformat()}, so no partners can be named; give both sides"


def _basis(known: Known, acts: DailyActs, words: str, learned: date, settings: ForecastSettings) -> Basis:
    seen = int((acts.totals().sum(axis=1) > 0).sum())
    return Basis(
        pairs=seen,
        all_pairs=known.pairs,
        first_day=acts.first,
        last_day=acts.last,
        acts=acts.acts,
        all_acts=known.acts,
        inside=known.inside,
        datasets=known.datasets,
        model=words,
        learned_until=learned,
        interval=settings.interval,
    )
