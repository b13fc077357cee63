"""Reports of events, each put to the event it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from countermove.record.article_entities import ArticleEntities
from countermove.record.carried_decisions import decided_before, told
from countermove.record.event_index import Decisions, EventIndex, StoredReport
from countermove.record.facts import EventFacts, event_facts
from countermove.record.identity import content_id
from countermove.record.knowledge import Knowledge
from countermove.record.numbers import Numbers
from countermove.record.pending import Pending
from countermove.record.placing import Placed, days_around
from countermove.record.reports import Report, decode_report, encode_report, reports_of
from countermove.record.speakers import Speakers, Word
from countermove.record.story_groups import unpack_vector
from countermove.schema import Event

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Origin = Callable[[Word], int]


class EventLinks:
    """Links the events of articles to events of the record; rows are collected."""

    def __init__(self, connection: DuckDBPyConnection, knowledge: Knowledge, decisions: Decisions) -> None:
        self._connection, self._knowledge = connection, knowledge
        self._numbers = Numbers(connection, "events", "event_id", "event_no")
        self._moved: dict[str, str] = {}  # stories of articles that moved in this transaction
        self._index = EventIndex(knowledge.scorer, self._load_day, decisions=decisions)

    def link(
        self,
        one: Placed,
        entities: ArticleEntities,
        speakers: Speakers,
        places: Mapping[str, int],
        origin: Origin,
        pending: Pending,
    ) -> None:
        """Link all events of one article, in the order of its text."""
        for move in one.moves:
            self._moved[move.article_id] = move.to_story
            self._index.move(move.article_id, move.to_story)
        reports = reports_of(one.reading, self._knowledge.words, one.vector, one.story_id)
        carried = decided_before(self._connection, one.document_id) if one.version > 1 else {}
        for event, report in zip(one.reading.events, reports, strict=True):
            facts = event_facts(event, one.reading, entities.by_id, one.day)
            decided = carried.get(told(event.event_type, one.reading.text[slice(*facts.sentence)]))
            if decided is None:
                event_no, score, reason = self._choose(report, facts, one, pending)
            else:
                self._index.add(report, decided.event_id)
                event_no = self._number(decided.event_id)
                event_no = pending.merged_events.get(event_no, event_no)
                score, reason = 1.0, "decided on an earlier version"
            word = speakers.word(event.attributions)
            side = speakers.side(word.speaker, event)
            pending.dirty_events.add(event_no)
            pending.add(
                "event_mentions",
                *(event_no, one.article_no, event.id, score, reason, decided.author if decided else "model", True),
                *facts.columns,
                *(places.get(facts.place or ""), event.factuality, facts.polarity, event.confidence, *facts.sentence),
                *(one.day, one.publisher_no, origin(word)),
                *(entities.number(word.speaker.id) if word.speaker else None, side),
                *(speakers.stance(facts.polarity, side, event, word), report.first_day, encode_report(report)),
            )
            _add_parties(event_no, one, event, entities, pending)

    def keep_around(self, days: Sequence[date], span: int) -> None:
        """Forget what is far from these days."""
        self._index.forget(days_around(days, span)[0])
        self._numbers.prefetch(())
        self._moved = {}  # the file says so now

    def _choose(self, report: Report, facts: EventFacts, one: Placed, pending: Pending) -> tuple[int, float, str]:
        """The number of the event, with the score and the reason of the link."""
        choice = self._index.assign(report)
        if choice.event_id is None:
            identifier = content_id("e", report.mention_id)
            number = self._numbers.new(identifier)
            self._index.add(report, identifier)
            pending.add("events", *_new_event(number, identifier, facts, one))
            return number, 1.0, "first report"
        self._index.add(report, choice.event_id)
        number = self._number(choice.event_id)
        for other in choice.also:
            gone = self._number(other)
            if gone != number:
                self._index.merge(choice.event_id, other)
                pending.merge_events(gone, number)
        return number, round(choice.score, 4), choice.reason

    def _number(self, event_id: str) -> int:
        number = self._numbers.find(event_id)
        assert number is not None
        return number

    def _load_day(self, day: int | None) -> Iterable[StoredReport]:
        """The stored reports of a day, with the events they are now of."""
        where = "m.published_day is null" if day is None else f"m.day = {int(day)}"
        for event_id, event_no, features, vector, story_id in self._connection.execute(
            "select e.event_id, e.event_no, m.features, v.vector, s.story_id from event_mentions m "
            "join events e on e.event_no = m.event_no join vectors v on v.article_no = m.article_no "
            "join articles a on a.article_no = m.article_no left join stories s on s.story_no = a.story_no "
            f"where {where} order by m.article_no, m.item"
        ).fetchall():
            self._numbers.learn(event_id, int(event_no))
            report = decode_report(features, unpack_vector(vector))
            now_in = self._moved.get(report.article_id, story_id)
            yield StoredReport(msgspec.structs.replace(report, story_id=now_in), event_id)


def _new_event(number: int, identifier: str, facts: EventFacts, one: Placed) -> tuple[object, ...]:
    """The row of a new event; what follows from its mentions is worked out when they are stored."""
    return (
        *(number, identifier, *facts.columns, None, "Uu", 0.0, 0, 0, 0, 0, 0, 0, "open", one.day, one.day),
        *(one.story_no, one.article_no, None, None),
    )


def _add_parties(event_no: int, one: Placed, event: Event, entities: ArticleEntities, pending: Pending) -> None:
    for role, parties in (("actor", event.actor), ("recipient", event.recipient)):
        for party in parties:
            entity_no = entities.number(party)
            if entity_no is not None:
                pending.add("event_parties", event_no, one.article_no, event.id, role, entity_no)
