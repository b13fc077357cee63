"""Events in a situation report: the key ones, those disputed or denied, and what to watch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from countermove.record.filters import Condition, event_condition
from countermove.record.views.citations import Citations, Reporting, Statement, reporting
from countermove.record.views.events import BEST_FIRST
from countermove.record.views.rows import limited, one_value
from countermove.record.views.sentences import Sentences, WordedEvent
from countermove.record.views.situation_scope import Entry, Scope
from countermove.record.views.wording import capitalised, count_text, shortened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

QUOTED = 3
"""Key events that are also told in the words of an article."""
_QUOTED_WORDS = 40
_WELL_FIRST = f"status = 'single-origin', {BEST_FIRST}"
_NOBODY = Reporting((), (), ())
Part = tuple[int, tuple[Entry, ...]]


class EventEntries:
    """Makes the entries of one report."""

    def __init__(
        self, connection: DuckDBPyConnection, scope: Scope, sentences: Sentences, citations: Citations, most: int | None
    ) -> None:
        self._connection, self._scope = connection, scope
        self._sentences, self._citations, self._most = sentences, citations, most

    def key_events(self) -> Part:
        """What happened, well founded events first; threats are left to :meth:`watch`."""
        condition = event_condition(self._connection, self._scope.now)
        condition.add("status in ('single-origin', 'corroborated', 'confirmed') and event_type <> 'THREATEN'")
        total, events = self._chosen(condition, _WELL_FIRST)
        told = reporting(self._connection, [event.number for event in events], "m.polarity = 'happened'")
        confirmed = self._with_stance(events, "confirms")
        denied = self._with_stance(events, "denies")
        entries = [
            Entry(
                event.row.event_id,
                (
                    *self._happened(event, told.get(event.number, _NOBODY)),
                    *self._confirmed(event, confirmed.get(event.number, _NOBODY)),
                    *self._denied(event, denied.get(event.number, _NOBODY)),
                    *(self._quoted(event) if place < QUOTED else ()),
                ),
            )
            for place, event in enumerate(events)
        ]
        return self._part(total, entries, "events")

    def disputed(self) -> Part:
        """What some tell and some deny, and what is only denied."""
        condition = event_condition(self._connection, self._scope.now)
        condition.add("status in ('disputed', 'denied')")
        total, events = self._chosen(condition, f"status = 'denied', {BEST_FIRST}")
        denied = self._with_stance(events, "denies")
        told = reporting(self._connection, [event.number for event in events], "m.polarity = 'happened'")
        entries = []
        for event in events:
            by, against = told.get(event.number, _NOBODY), denied.get(event.number, _NOBODY)
            clause, rows = self._sentences.clause(event), (event.row.event_id,)
            state = self._citations.statement
            if event.row.status == "disputed":
                found = [state(f"It is disputed whether {clause}.", (*by.articles, *against.articles), rows)]
                found.append(state(f"It is told by {event.sources(by, speakers_first=True)}.", by.articles, rows))
            else:
                found = [state(f"It is denied that {clause}.", against.articles, rows)]
            found += self._denied(event, against)
            entries.append(Entry(event.row.event_id, tuple(found)))
        return self._part(total, entries, "events")

    def watch(self) -> Part:
        """What is planned, asked for or possible, now or later, as far as it was reported; and what was threatened."""
        condition = event_condition(self._connection, replace(self._scope.now, since=None, until=None))
        since, until = self._scope.since, self._scope.until
        condition.add(
            "(status = 'open' and last_day >= ? and (first_day <= ? or first_reported <= ?) or event_type = 'THREATEN' "
            "and status in ('single-origin', 'corroborated', 'confirmed') and last_day >= ? and first_day <= ?)",
            *(since, until, until, since, until),
        )
        total, events = self._chosen(condition, f"status = 'open', {BEST_FIRST}")
        told = reporting(self._connection, [event.number for event in events])
        entries = []
        for event in events:
            by = told[event.number]
            if event.row.status == "open":
                text = f"{self._sentences.open_act(event)} is planned, asked for or possible, but not told as done"
            else:
                text = self._sentences.clause(event)
            text = f"{capitalised(text)}, according to {event.sources(by)}."
            statement = self._citations.statement(text, by.articles, (event.row.event_id,))
            entries.append(Entry(event.row.event_id, (statement,)))
        return self._part(total, entries, "events")

    def _happened(self, event: WordedEvent, told: Reporting) -> list[Statement]:
        clause, rows = capitalised(self._sentences.clause(event)), (event.row.event_id,)
        state = self._citations.statement
        if event.row.status == "single-origin":
            carried = f"; {count_text(len(told.articles), 'article')} carry it" if len(told.articles) > 1 else ""
            alone = " alone" if len(told.origins) == 1 else ""
            text = f"{clause}, according to {event.sources(told)}{alone}{carried}."
            return [state(text, told.articles, rows)]
        count = count_text(event.row.origins, "independent origin tells it", "independent origins tell it")
        return [state(f"{clause}.", told.articles, rows), state(f"{capitalised(count)}.", told.articles, rows)]

    def _confirmed(self, event: WordedEvent, by: Reporting) -> list[Statement]:
        if not by.articles:
            return []
        text = f"It was confirmed, against a party's own interest, by {event.sources(by, speakers_first=True)}."
        return [self._citations.statement(text, by.articles, (event.row.event_id,))]

    def _denied(self, event: WordedEvent, by: Reporting) -> list[Statement]:
        if not by.articles:
            return []
        text = f"The denial comes from {event.sources(by, speakers_first=True)}."
        return [self._citations.statement(text, by.articles, (event.row.event_id,))]

    def _quoted(self, event: WordedEvent) -> list[Statement]:
        if not event.row.sentence or event.row.article_id is None:
            return []
        quotation = shortened(event.row.sentence, _QUOTED_WORDS)
        text = f"{event.row.publisher or 'One article'} wrote: “{quotation}”"
        return [self._citations.statement(text, (event.row.article_id,), (event.row.event_id,))]

    def _chosen(self, condition: Condition, order: str) -> tuple[int, list[WordedEvent]]:
        total = one_value(self._connection, f"select count(*) from events where {condition.sql()}", condition.values)
        numbers = self._connection.execute(
            f"select event_no from events where {condition.sql()} order by {order}{limited(self._most)}",
            condition.values,
        ).fetchall()
        return int(total), self._sentences.worded(self._connection, [int(row[0]) for row in numbers])

    def _with_stance(self, events: Sequence[WordedEvent], stance: str) -> dict[int, Reporting]:
        return reporting(self._connection, [event.number for event in events], f"m.stance = '{stance}'")

    def _part(self, total: int, entries: list[Entry], command: str) -> Part:
        return total, with_rest(total, entries, self._scope.command(command), self._citations)


def with_rest(total: int, entries: list[Entry], command: str, citations: Citations) -> tuple[Entry, ...]:
    """The entries, and a remark on how many are left out."""
    rest = total - len(entries)
    if rest > 0:
        text = f"{capitalised(count_text(rest, 'more is', 'more are'))} in the record; list all with: {command}"
        entries = [*entries, Entry(None, (citations.figure(text, command),))]
    return tuple(entries)
