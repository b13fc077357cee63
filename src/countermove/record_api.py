"""The Python face of the record: open one, add articles, ask for events and claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from countermove.api import checked_articles
from countermove.intake.given import document_name
from countermove.intake.problem import Problem
from countermove.ontology.lexicon import NO_ADDITIONS, Additions
from countermove.record.curation import Decision
from countermove.record.exporting.manifest import Manifest
from countermove.record.filters import Filters
from countermove.record.history import ImportedFile
from countermove.record.record import RecordFile
from countermove.record.relations import Relation
from countermove.record.views.situation import Situation, situation
from countermove.record.views.stories import StoryRow, list_stories
from countermove.record.views.timeline import Timeline, timeline
from countermove.scale.local import read_articles
from countermove.schema import Article

if TYPE_CHECKING:
    from countermove.response.board import Board
    from countermove.response.board_settings import BoardSettings
    from countermove.response.forecasting.forecast import Forecast
    from countermove.response.forecasting.settings import ForecastSettings


@dataclass(frozen=True, slots=True)
class AddedArticles:
    """What became of articles: how many are new, newer versions of known ones, or known; and what was skipped."""

    added: int
    newer_versions: int
    known: int
    skipped: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ImportedHistory:
    """What became of files of event data, each with the counts of its rows; and what was skipped."""

    files: tuple[ImportedFile, ...]
    skipped: tuple[Problem, ...]


class Record:
    """A record of many articles, in one file; it is made where there is none.

    >>> record = Record("war.duckdb")                                                       # doctest: +SKIP
    >>> record.add([{"id": "1", "text": "Kenya condemned the attack.", "published": "2024-11-01"}])  # doctest: +SKIP
    >>> record.events(actor="KEN", since="2024-10-01").pl()                                 # doctest: +SKIP

    Args:
        path: the file.
        read_only: open for reading only; several may do so at once.

    Raises:
        RecordError: it can't be opened; the message says who holds it, or what is wrong, and what to do.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.file = RecordFile(path, read_only=read_only)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, so that others may write to it."""
        self.file.close()

    def add(
        self,
        articles: Iterable[Article | dict[str, Any] | str] | Article | dict[str, Any] | str,
        *,
        jobs: int = 1,
        additions: Additions = NO_ADDITIONS,
    ) -> AddedArticles:
        """Read articles and store what they say; those that are here already change nothing.

        Args:
            articles: one or many: :class:`Article`, a dict with its fields (``text`` at least), or plain text. A later
                article with the same ``url``, or the same ``id`` and a text like the earlier one's, is its next
                version.
            jobs: worker processes. With more than 1, call it under ``if __name__ == "__main__":`` in scripts.
            additions: event frames and actors of your own.

        Raises:
            RecordError: the file can't be written; what was stored before stays.
        """
        many = [articles] if isinstance(articles, (Article, dict, str)) else articles
        named = (_named(article) for article in many)
        counts = {"added": 0, "newer_versions": 0, "known": 0}
        skipped = []
        for outcome in self.file.store_articles(
            checked_articles(named), partial(read_articles, jobs=jobs, additions=additions)
        ):
            if isinstance(outcome, Problem):
                skipped.append(outcome)
            else:
                counts[outcome.state] += 1
        return AddedArticles(**counts, skipped=tuple(skipped))

    def import_history(
        self, paths: Iterable[str | Path] | str | Path, *, format: str = "auto", dataset: str | None = None
    ) -> ImportedHistory:
        """Import event data that others coded; what is here already changes nothing.

        Args:
            paths: one or many files (also gzip and zip) or folders of ICEWS, POLECAT, GDELT or ACLED.
            format: auto, icews, polecat, gdelt or acled.
            dataset: name to store them under; by default that of the format.

        Raises:
            NoEventDataError: a file that was named is none of the formats; nothing was stored.
            RecordError: the dataset holds another format, or the file can't be written; what was stored before stays.
        """
        many = [paths] if isinstance(paths, (str, Path)) else paths
        outcomes = list(self.file.import_history([Path(path) for path in many], format=format, dataset=dataset))
        return ImportedHistory(
            tuple(one for one in outcomes if not isinstance(one, Problem)),
            tuple(one for one in outcomes if isinstance(one, Problem)),
        )

    def events(self, **filters: Any) -> Relation:
        """The events that filters keep, newest first; nothing is fetched before it is asked for.

        Args:
            filters: ``actor``, ``recipient``, ``type``, ``since``, ``until``, ``place``, ``topic``, ``min_origins``,
                ``status``, ``story``; see :class:`countermove.record.filters.Filters`.

        Raises:
            FilterError: no such filter, or a value that can't be one.
        """
        return self.file.events(Filters.of(**filters))

    def claims(self, **filters: Any) -> Relation:
        """The claims that filters keep, newest first; the actor is who speaks.

        Raises:
            FilterError: no such filter, or a value that can't be one.
        """
        return self.file.claims(Filters.of(**filters))

    def export(
        self, path: str | Path, *, format: str, what: str = "events", bom: bool = False, **filters: Any
    ) -> Manifest:
        """Write what filters keep into a file, and a manifest beside it.

        Args:
            path: the file; one that is there is replaced when the new one is whole.
            format: parquet, csv, xlsx, jsonl, geojson, plover, polecat, icews, gdelt, acled or schema.org.
            what: the table, for formats that hold any of them.
            bom: begin CSV with a byte order mark, for Excel.
            filters: as for :meth:`events`.

        Raises:
            FilterError: a filter that can't be understood, or that the table doesn't have.
            RecordError: no such format or table, or the format can't hold it.
        """
        return self.file.export(path, format=format, what=what, filters=Filters.of(**filters), bom=bom)

    def stories(self, **filters: Any) -> tuple[StoryRow, ...]:
        """The stories with events that filters keep, latest first."""
        return list_stories(self.file.connection, Filters.of(**filters)).items

    def timeline(self, **filters: Any) -> Timeline:
        """Days in order, each with its events, the numbers that changed, and reported silences."""
        return timeline(self.file.connection, Filters.of(**filters), None)

    def sitrep(self, **filters: Any) -> Situation:
        """A situation report on the days from ``since`` to ``until``, every sentence with its sources."""
        return situation(self.file.connection, Filters.of(**filters))

    def board(
        self,
        event_id: str,
        *,
        expect: Sequence[str] = (),
        expected: Sequence[str | Path] = (),
        settings: BoardSettings | None = None,
    ) -> Board:
        """Who answered a move and how, and who is silent in which sense; see docs/responses.md.

        Args:
            event_id: id of an event.
            expect: codes, registry keys or names of parties that are expected to answer, beside those of the lists.
            expected: files with lists of your own.
            settings: days, window, least probability and limits.

        Raises:
            FilterError: there is no such event, or nobody knows a name.
            LexiconError: a list can't be used; file and line are named.
        """
        from countermove.response.board import BoardKnowledge, Wanted, make_board
        from countermove.response.own_lists import own_lists

        knowledge = BoardKnowledge.load()
        wanted = Wanted(tuple(expect), own_lists(map(Path, expected), knowledge.registry))
        return make_board(self.file.connection, event_id, settings, wanted, knowledge)

    def forecast(
        self,
        event_id: str | None = None,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        as_of: date | None = None,
        without: Sequence[str] = (),
        datasets: Sequence[str] = (),
        settings: ForecastSettings | None = None,
    ) -> Forecast:
        """What is likely next, with the past acts that carry it and the track record so far; see docs/forecasts.md.

        Args:
            event_id: a move; or else give ``actor``, ``recipient`` or both.
            actor: code, registry key or name of who acts.
            recipient: the same of whom it is done to.
            as_of: last day that may be known; by default the last of the record.
            without: ids of events whose absence is asked about.
            datasets: names of those to be used; by default all, ``record`` being that of the articles.
            settings: horizons and limits.

        Raises:
            FilterError: not one question, or an event, party or dataset that nobody knows.
            RecordError: there are no acts to forecast from.
        """
        from countermove.response.forecasting.make import Wanted, make_forecast

        wanted = Wanted(event_id, actor, recipient, as_of, tuple(without), tuple(datasets))
        return make_forecast(self.file.connection, wanted, settings)

    def split(self, event_id: str, mentions: Sequence[str], *, author: str, reason: str | None = None) -> str:
        """Take mentions (``article_id/item``) out of an event or entity; returns the id of the one that they form.

        Raises:
            RecordError: it has no such mentions.
        """
        return self.file.split(event_id, mentions, Decision(author, reason))

    def merge(self, ids: Sequence[str], *, author: str, reason: str | None = None) -> str:
        """Join events, or entities; returns the id of the one that stays.

        Raises:
            RecordError: there are no such events or entities.
        """
        return self.file.merge(ids, Decision(author, reason))

    def retract(self, article: str, *, author: str, reason: str | None = None) -> list[str]:
        """Mark an article (its id, or an address) as retracted, so that it counts no longer; returns ids.

        Raises:
            RecordError: there is no such article.
        """
        return self.file.retract(article, Decision(author, reason))

    def restore(self, article: str, *, author: str, reason: str | None = None) -> list[str]:
        """Undo a retraction; returns ids.

        Raises:
            RecordError: there is no such article, or it isn't retracted.
        """
        return self.file.restore(article, Decision(author, reason))


def _named(article: Article | dict[str, Any] | str) -> Article | dict[str, Any] | str:
    """An article whose address, or publisher and given id, stand for its document, so that corrections are known."""
    if isinstance(article, Article):
        name = article.document or document_name("", article.url, article.publisher, article.id)
        return msgspec.structs.replace(article, document=name)
    if isinstance(article, dict) and "document" not in article:
        given = [article.get(name) for name in ("url", "publisher", "id")]
        if all(value is None or isinstance(value, str) for value in given):  # others are refused when they are checked
            return {**article, "document": document_name("", *given)}
    return article
