"""A story in a few words: its headline, who acts in it, where, and when it was first and last told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from countermove.record.vectors import ArticleVectors, dot
from countermove.schema import Reading

_ACTORS = 4


@dataclass(frozen=True, slots=True)
class StorySummary:
    """What a story is about.

    ``headline``: the title of the article nearest to all others, else the sentence that says most of what they say;
    None without any text. ``actors``: names of those that take part in most events, most active first. ``place``: where
    most events happened, else the place named most. ``first`` and ``last``: ISO 8601 dates of publication.
    """

    headline: str | None
    actors: tuple[str, ...]
    place: str | None
    first: str | None
    last: str | None


def story_summary(readings: Sequence[Reading], vectors: ArticleVectors) -> StorySummary:
    """Sum up the articles of one story; of equals, what comes first in their order is taken."""
    dates = sorted(reading.published[:10] for reading in readings if reading.published)
    return StorySummary(
        headline=_headline(readings, vectors),
        actors=_actors(readings),
        place=_place(readings),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _headline(readings: Sequence[Reading], vectors: ArticleVectors) -> str | None:
    whole = [vectors.vector(reading) for reading in readings]
    centre: Counter[int] = Counter()
    for vector in whole:
        centre.update(vector)
    titled = [
        (dot(vector, centre), reading.title.strip())
        for vector, reading in zip(whole, readings, strict=True)
        if reading.title and reading.title.strip()
    ]
    if titled:
        return max(titled, key=lambda item: item[0])[1]
    sentences = [
        " ".join(reading.text[slice(*sentence.span)].split())
        for reading in readings
        for sentence in reading.sentences
        if not sentence.boilerplate
    ]
    return max(sentences, key=lambda sentence: dot(vectors.text_vector(sentence), centre), default=None)


def _actors(readings: Sequence[Reading]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for reading in readings:
        named = {
            entity.id: entity.name
            for entity in reading.entities
            if entity.ref or any(mention.form == "name" for mention in entity.mentions)
        }
        for event in reading.events:
            counts.update(named[party] for party in (*event.actor, *event.recipient) if party in named)
    return tuple(name for name, _ in counts.most_common(_ACTORS))


def _place(readings: Sequence[Reading]) -> str | None:
    happened: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for reading in readings:
        names = {place.id: place.name for place in reading.places}
        named.update(names.values())
        happened.update(
            names[event.place.entity] for event in reading.events if event.place and event.place.entity in names
        )
    most = (happened or named).most_common(1)
    return most[0][0] if most else None
