"""A situation report for a window of days: figures beside those of the window before, and sentences with sources.

Every sentence is put together from rows of the record and names its sources; nothing is said that no row says. What
the sections hold follows the situation reports of humanitarian offices (headline figures, developments, positions,
outlook); the status of events is that of the record (docs/record.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from countermove.record.errors import FilterError
from countermove.record.filters import Filters
from countermove.record.views import situation_events, situation_words
from countermove.record.views.citations import Citations, SourceReference, Statement
from countermove.record.views.command_words import filter_words
from countermove.record.views.rows import one_value
from countermove.record.views.sentences import Sentences
from countermove.record.views.situation_figures import Figure, figure_statements, figures
from countermove.record.views.situation_scope import Entry, Scope
from countermove.record.views.wording import days_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAYS = 7
"""Days of the window where its beginning isn't given."""
_READING = (
    "Sentences are put together from rows of the record; the numbers in brackets are their sources. Corroborated: two "
    "or more independent origins tell it; copies of one text, and reports on one agency's word, are one origin. "
    "Confirmed: a party admits it against its own interest. Disputed: some tell it and some deny it."
)


@dataclass(frozen=True, slots=True)
class SituationSection:
    """One part of the report. ``key`` is summary, stories, events, disputed, claims, numbers, silence or watch;
    ``total`` is how many there are, shown or not."""

    key: str
    title: str
    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation report; days are inclusive. ``compared`` is whether the window before holds any article."""

    title: str
    since: date
    until: date
    before_since: date
    before_until: date
    compared: bool
    filters: str
    notes: tuple[str, ...]
    summary: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    sections: tuple[SituationSection, ...]
    sources: tuple[SourceReference, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing matches."""
        return not any(section.total for section in self.sections)


def situation(connection: DuckDBPyConnection, filters: Filters, most: int | None = 10) -> Situation:
    """Report on a window of days.

    Args:
        connection: an open record.
        filters: what is asked for. Without ``until`` the window ends with the last day of publication, without
            ``since`` it has seven days.
        most: how many entries of each section at most; None or 0: all.

    Raises:
        FilterError: the window ends before it begins, or the record holds no dated article to end it with.
    """
    scope = _scope(connection, filters)
    citations = Citations(_record_words(connection, scope))
    counted, compared = figures(connection, scope)
    summary = list(figure_statements(counted, scope, citations))
    sentences = Sentences()
    events = situation_events.EventEntries(connection, scope, sentences, citations, most)
    words = situation_words.WordEntries(connection, scope, sentences.phrases, citations, most)
    sections = [
        SituationSection(key, title, *part())
        for key, title, part in (
            ("stories", "Main stories", words.stories),
            ("events", "Key events", events.key_events),
            ("disputed", "Disputed and denied", events.disputed),
            ("claims", "Claims of the parties", words.claims),
            ("numbers", "Numbers over time", words.numbers),
            ("silence", "Silence", words.silences),
            ("watch", "What to watch", events.watch),
        )
    ]
    subject = f": {scope.words}" if scope.words else ""
    return Situation(
        title=f"Situation report, {days_text(scope.since, scope.until)}{subject}",
        since=scope.since,
        until=scope.until,
        before_since=scope.before_since,
        before_until=scope.before_until,
        compared=compared,
        filters=scope.words,
        notes=(_READING,),
        summary=tuple(summary),
        figures=counted,
        sections=tuple(sections),
        sources=citations.references(connection),
    )


def _scope(connection: DuckDBPyConnection, filters: Filters) -> Scope:
    until = filters.until
    if until is None:
        until = one_value(connection, "select max(published_day) from articles where status = 'current'")
        if until is None:
            raise FilterError("the record holds no article with a date; give the window with --since and --until")
    since = filters.since if filters.since is not None else until - timedelta(days=DAYS - 1)
    if since > until:
        raise FilterError(f"the window ends ({until}) before it begins ({since})")
    days = (until - since).days + 1
    if since.toordinal() <= days:
        raise FilterError(f"since: {since} leaves no days before it to compare with")
    before_until = since - timedelta(days=1)
    before_since = since - timedelta(days=days)
    return Scope(
        now=replace(filters, since=since, until=until),
        before=replace(filters, since=before_since, until=before_until),
        since=since,
        until=until,
        before_since=before_since,
        before_until=before_until,
        words=filter_words(filters),
    )


def _record_words(connection: DuckDBPyConnection, scope: Scope) -> str:
    row = connection.execute(
        "select count(*), count(distinct source_no), min(published_day), max(published_day) from articles "
        "where status = 'current'"
    ).fetchone()
    assert row is not None
    articles, publishers, first, last = row
    dated = f", published {days_text(first, last)}" if first else ""
    return (
        f"The record: {articles:,} {'article' if articles == 1 else 'articles'} of {publishers:,} "
        f"{'publisher' if publishers == 1 else 'publishers'}{dated}; the events counted here are listed by: "
        f"{scope.command('events')}"
    )
