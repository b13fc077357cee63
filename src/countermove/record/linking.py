"""What the placed articles say, linked to what the record knows: entities, places, events, claims, numbers, silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from countermove.record.article_entities import ArticleEntities
from countermove.record.claim_links import ClaimLinks
from countermove.record.entities import EntityIndex, entity_keys, takes_part
from countermove.record.event_index import Decisions
from countermove.record.event_links import EventLinks
from countermove.record.knowledge import Knowledge
from countermove.record.map_places import MapPlaces
from countermove.record.numbers import Numbers
from countermove.record.origins import Source
from countermove.record.pending import Pending
from countermove.record.placing import Placed
from countermove.record.series import Counted, counted_by
from countermove.record.sources import Sources
from countermove.record.speakers import Speakers, Word
from countermove.schema import Quantity

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Linker:
    """Links readings; rows and changes are collected."""

    def __init__(
        self, connection: DuckDBPyConnection, knowledge: Knowledge, sources: Sources, decisions: Decisions
    ) -> None:
        self._knowledge, self._sources = knowledge, sources
        self._entities = EntityIndex(connection)
        self._places = MapPlaces(connection)
        self._events = EventLinks(connection, knowledge, decisions)
        self._claims = ClaimLinks(connection, knowledge)
        self.series = Numbers(connection, "quantity_series", "series_id", "series_no")

    def link(self, placed: Sequence[Placed], pending: Pending) -> None:
        """Link all articles of a transaction, in order."""
        self._prefetch(placed)
        for one in placed:
            self._link(one, pending)

    def keep_around(self, days: Sequence[date], span: int) -> None:
        """Forget what is far from these days."""
        self._events.keep_around(days, span)
        self._claims.keep_around(days, span)

    def _prefetch(self, placed: Sequence[Placed]) -> None:
        keys: set[str] = set()
        for one in placed:
            part = takes_part(one.reading)
            for entity in one.reading.entities:
                if entity.id in part:
                    keys.update(key.text for key in entity_keys(entity, one.reading, one.story_id))
        self._entities.prefetch(keys)
        self._sources.prefetch(
            Source("speaker", entity.name)
            for one in placed
            for entity in one.reading.entities
            if entity.id in {attribution.source for attribution in one.reading.attributions}
        )
        self._places.prefetch(place for one in placed for place in one.reading.places)
        self.series.prefetch(
            self._counted(one, quantity).series_id(_scope(one)) for one in placed for quantity in one.reading.quantities
        )

    def _link(self, one: Placed, pending: Pending) -> None:
        if one.story_no is not None:
            pending.dirty_stories.add(one.story_no)
        entities = ArticleEntities(one, self._entities, pending)
        speakers = Speakers(one.reading, self._knowledge.agencies, self._knowledge.interests)
        places = {place.id: self._places.number(place, pending) for place in one.reading.places}

        def origin(word: Word) -> int:
            if word.source is None:
                return one.origin_no
            entity_no = entities.number(word.speaker.id) if word.speaker else None
            return self._sources.number(word.source, pending, entity_no)

        self._events.link(one, entities, speakers, places, origin, pending)
        self._claims.link(one, entities, pending)
        for quantity in one.reading.quantities:
            word = speakers.word(quantity.attributions)
            speaker_no = entities.number(word.speaker.id) if word.speaker else None
            self._count(one, quantity, entities, speaker_no, origin(word), pending)
        for silence in one.reading.non_responses:
            for actor in silence.actor or (None,):
                number = entities.number(actor) if actor else None
                pending.add("non_responses", one.article_no, silence.id, True, number, silence.to, one.day)

    def _count(
        self,
        one: Placed,
        quantity: Quantity,
        entities: ArticleEntities,
        speaker_no: int | None,
        origin_no: int,
        pending: Pending,
    ) -> None:
        counted = self._counted(one, quantity)
        identifier = counted.series_id(_scope(one))
        series_no, new = self.series.give(identifier)
        if new:
            columns = (quantity.unit, counted.casualty, counted.noun, counted.whose)
            pending.add("quantity_series", series_no, identifier, one.story_no, *columns)
        words = " ".join(one.reading.text[slice(*quantity.span)].split())
        entity_no = entities.number(quantity.entity) if quantity.entity else None
        pending.add(
            "quantities",
            *(series_no, one.article_no, quantity.id, True, quantity.low, quantity.high, words, entity_no, one.day),
            *(speaker_no, origin_no),
        )

    def _counted(self, one: Placed, quantity: Quantity) -> Counted:
        entity = next((item for item in one.reading.entities if item.id == quantity.entity), None)
        return counted_by(quantity, entity, self._knowledge.words.stems)


def _scope(one: Placed) -> str:
    return one.story_id or one.article_id
