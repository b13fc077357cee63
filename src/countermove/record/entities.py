"""Who is who across articles: an entity of an article becomes an entity of the record by what it can be found by.

From the surest to the least: the key of the actor registry; a name of at least two words, or any name of what isn't a
person; a person's surname within one story; a description ("police") within its country, else within its story. Names
with different countries or of different kinds are different entities. Each link keeps the name used and the reason.
Of several that may be meant, none is taken, unless one has the very name and country that its id is made from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.record.identity import content_id
from countermove.schema import Entity, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_WORD = re.compile(r"[\w'’-]+")
_ARTICLES, _POSSESSIVES = ("the ", "a ", "an "), ("'s", "'")
_FORMS = ("name", "title", "nominal", "pronoun")
_MOST_REMEMBERED = 500_000
FAMILIES = ("person", "state", "body")


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that an entity can be found by, with how sure a link made by it is and what to call it.

    ``finds``: this entity looks for others by it; ``kept``: others will find this one by it.
    """

    text: str
    score: float
    reason: str
    finds: bool = True
    kept: bool = True


@dataclass(frozen=True, slots=True)
class EntityLink:
    """The entity of the record that an entity of an article is, and why."""

    entity_no: int
    entity_id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What must agree before two with the same name are taken for one."""

    entity_no: int
    entity_id: str
    family: str
    country: str | None


def entity_keys(entity: Entity, reading: Reading, story_id: str | None) -> list[Key]:
    """What an entity can be found by, the surest first; the first is what its id is made from."""
    keys: list[Key] = []
    if entity.ref:
        keys.append(Key(f"ref {entity.ref}", 1.0, "same entry of the actor registry"))
    family = family_of(entity)
    named = list(dict.fromkeys(folded(reading.text[slice(*m.span)]) for m in entity.mentions if m.form == "name"))
    for name in sorted(named, key=lambda name: (-len(name), name)):
        if not name:
            continue
        if family != "person" or " " in name:
            keys.append(Key(f"name {family} {name}", 0.95, f"same name: {name}"))
    if family == "person" and story_id and named and named[0]:
        keys += _surname_keys(max(named, key=len), story_id)
    if not named and not entity.ref:
        words = folded(entity.name)
        if entity.country and words:
            text = f"words {family} {entity.country} {' '.join(entity.sectors)} {words}"
            keys.append(Key(text, 0.7, f"same description of the same country: {words}"))
        elif story_id and words:
            keys.append(Key(f"words {story_id} {words}", 0.6, f"same description in the same story: {words}"))
    return keys


def _surname_keys(name: str, story_id: str) -> list[Key]:
    """A bare surname finds the one who bears it; who has a first name too finds bare surnames only, not a namesake."""
    surname = name.split()[-1]
    full, bare = f"surname {story_id} {surname}", f"bare surname {story_id} {surname}"
    is_full = " " in name
    reason = f"same surname in the same story: {surname}"
    return [Key(full, 0.8, reason, finds=not is_full, kept=is_full), Key(bare, 0.8, reason, kept=not is_full)]


def family_of(entity: Entity) -> str:
    """Kinds that may be one entity told differently: a person stays a person, a state a state."""
    return entity.kind if entity.kind in ("person", "state") else "body"


def folded(name: str) -> str:
    """A name without case, accents, possessive and article."""
    text = " ".join(_WORD.findall(plain_name(name).replace("’", "'")))
    while text.endswith(_POSSESSIVES):
        text = text.removesuffix("'s").removesuffix("'").rstrip()
    while text.startswith(_ARTICLES):
        text = text.partition(" ")[2]
    return text


def plain_name(name: str) -> str:
    """A name without case and accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)).lower()


def best_alias(entity: Entity, reading: Reading) -> tuple[str, str]:
    """The fullest name used for an entity in its article, and its form."""
    for form in _FORMS:
        texts = [reading.text[slice(*mention.span)] for mention in entity.mentions if mention.form == form]
        if texts:
            return " ".join(max(texts, key=len).split()), form
    return entity.name, "nominal"


def takes_part(reading: Reading) -> set[str]:
    """Ids of the entities that do, say, count or leave something, or that have a name."""
    ids = {item.id for item in reading.entities if item.ref or any(m.form == "name" for m in item.mentions)}
    for event in reading.events:
        ids.update((*event.actor, *event.recipient))
    ids.update(item.source for item in reading.attributions if item.source)
    ids.update(item.entity for item in reading.quantities if item.entity)
    for silence in reading.non_responses:
        ids.update(silence.actor)
    return ids


class EntityIndex:
    """Finds the entity of the record, or gives a new one its number."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._known: dict[str, list[Known]] = {}
        row = connection.execute("select coalesce(max(entity_no), 0) from entities").fetchone()
        assert row is not None
        self._last = int(row[0])

    def prefetch(self, keys: Iterable[str]) -> None:
        """Look up many keys in one go, before a transaction: what wasn't stored by then is forgotten in time."""
        if len(self._known) > _MOST_REMEMBERED:
            self._known = {}
        self._look_up(keys)

    def _look_up(self, keys: Iterable[str]) -> None:
        wanted = sorted({key for key in keys if key not in self._known})
        if not wanted:
            return
        self._known.update({key: [] for key in wanted})
        for key, number, identifier, kind, country in self._connection.execute(
            "select k.key, n.entity_no, n.entity_id, n.kind, n.country "
            "from entity_keys k join entities n using (entity_no) "
            "where k.key in (select unnest(?::varchar[])) order by n.entity_no",
            [wanted],
        ).fetchall():
            family = kind if kind in ("person", "state") else "body"
            self._known[str(key)].append(Known(int(number), str(identifier), family, country))

    def find(self, entity: Entity, keys: list[Key], identifier: str) -> EntityLink | None:
        """The entity that these keys lead to; the surest key decides, and of namesakes the one with this id."""
        family = family_of(entity)
        for key in keys:
            if not key.finds:
                continue
            self._look_up((key.text,))
            fitting = [
                known
                for known in self._known[key.text]
                if key.score == 1.0 or (family == known.family and _agree(entity.country, known.country))
            ]
            if len(fitting) > 1:
                fitting = [known for known in fitting if known.entity_id == identifier]
            if fitting:
                return EntityLink(fitting[0].entity_no, fitting[0].entity_id, key.score, key.reason)
        return None

    def add(self) -> int:
        """The number for a new entity."""
        self._last += 1
        return self._last

    def remember(self, link: EntityLink, entity: Entity, keys: list[Key]) -> list[str]:
        """Let the entity be found by these keys; returns those that are new for it and must be stored."""
        new = []
        for key in keys:
            if not key.kept:
                continue
            self._look_up((key.text,))
            known = self._known[key.text]
            if all(one.entity_no != link.entity_no for one in known):
                known.append(Known(link.entity_no, link.entity_id, family_of(entity), entity.country))
                new.append(key.text)
        return new


def _agree(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


def entity_id(entity: Entity, keys: list[Key], article_id: str) -> str:
    """The registry key, or an id made from the surest key and the country; else from the mention itself."""
    if entity.ref:
        return entity.ref
    if keys:
        return content_id("n", keys[0].text, entity.country)
    return content_id("n", article_id, entity.id)
