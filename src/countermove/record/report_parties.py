"""Who or what is meant, as keys that can be compared across articles.

``r:`` a key of the actor registry, ``c:`` a country, ``n:`` a word of the name (of a person, the last one), ``w:`` the
stem of a noun where there is no name, ``k:`` the kind of entity.
"""

from __future__ import annotations

from collections.abc import Iterable

from countermove.record.words import Stems, fold, word_spans
from countermove.schema import Entity, Place, Reading

_MOST_KEYS = 12
_SHORTEST_NAME = 2


def entity_keys(entity: Entity, reading: Reading, stems: Stems) -> tuple[str, ...]:
    """The keys of an entity of a reading, sorted."""
    keys = {f"k:{entity.kind}"}
    if entity.ref is not None:
        keys.add(f"r:{entity.ref}")
    if entity.country is not None:
        keys.add(f"c:{entity.country}")
    named = [mention for mention in entity.mentions if mention.form == "name"]
    for mention in named:
        keys.update(name_keys(reading.text[slice(*mention.span)], entity.kind == "person"))
    if not named:
        keys.update(f"w:{stems.stem(word)}" for word in _words(entity.name))
    return tuple(sorted(keys)[:_MOST_KEYS])


def name_keys(name: str, person: bool) -> Iterable[str]:
    """A key for each capitalised word of a name; of a person's name, for the last one only."""
    words = [word for word in _words(name) if word[0].isupper() and len(word) > _SHORTEST_NAME]
    return [f"n:{fold(word)}" for word in (words[-1:] if person else words)]


def place_keys(place: Place) -> tuple[str, ...]:
    """The keys of a place: its name and its country."""
    country = (f"c:{place.country}",) if place.country else ()
    return (*country, *sorted(set(name_keys(place.name, person=False))))


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text) if text[start].isalpha()]
