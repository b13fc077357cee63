"""The entities of one article as entities of the record; those that only stand in the text are left out."""

from __future__ import annotations

from countermove.record.entities import EntityIndex, EntityLink, best_alias, entity_id, entity_keys, takes_part
from countermove.record.pending import Pending
from countermove.record.placing import Placed
from countermove.schema import Entity


class ArticleEntities:
    """Numbers of an article's entities; rows of new entities, keys and links are collected."""

    def __init__(self, placed: Placed, index: EntityIndex, pending: Pending) -> None:
        self.by_id = {entity.id: entity for entity in placed.reading.entities}
        self._links: dict[str, EntityLink] = {}
        part = takes_part(placed.reading)
        for entity in placed.reading.entities:
            if entity.id in part:
                self._links[entity.id] = _link(entity, placed, index, pending)

    def number(self, item: str) -> int | None:
        """The number of an entity, by its id in the reading."""
        link = self._links.get(item)
        return link.entity_no if link else None

    def link(self, item: str) -> EntityLink | None:
        """The entity of the record that an entity is, by its id in the reading."""
        return self._links.get(item)


def _link(entity: Entity, placed: Placed, index: EntityIndex, pending: Pending) -> EntityLink:
    keys = entity_keys(entity, placed.reading, placed.story_id)
    identifier = entity_id(entity, keys, placed.article_id)
    link = index.find(entity, keys, identifier)
    if link is None:
        link = EntityLink(index.add(), identifier, 1.0, "first mention")
        sectors = " ".join(entity.sectors) or None
        name = " ".join(entity.name.split())
        pending.add("entities", link.entity_no, identifier, name, entity.kind, entity.country, sectors, entity.ref)
    for key in index.remember(link, entity, keys):
        pending.add("entity_keys", key, link.entity_no)
    alias, form = best_alias(entity, placed.reading)
    where = (link.entity_no, placed.article_no, entity.id, alias, form)
    pending.add("entity_mentions", *where, link.score, link.reason, "model")
    return link
