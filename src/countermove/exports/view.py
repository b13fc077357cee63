"""A reading as the formats look at it: parts by id, words on one line, days, and ids made from content."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from hashlib import blake2b

from countermove.exports.cells import one_line
from countermove.schema import Casualty, Entity, Event, Place, Quantity, Reading, Span


class ReadingView:
    """One reading with what several formats ask of it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._entities = {entity.id: entity for entity in reading.entities}
        self._places = {place.id: place for place in reading.places}
        self._quantities = {quantity.id: quantity for quantity in reading.quantities}

    @cached_property
    def digest(self) -> str:
        """Eight hexadecimal digits of the article's content: what it is called, when and where it stood, its text."""
        reading = self.reading
        content = [reading.id, reading.published, reading.url, reading.publisher, reading.title]
        key = blake2b(ascii(content).encode(), digest_size=4)
        key.update(reading.text.encode("utf-8", "surrogatepass"))
        return key.hexdigest()

    def event_id(self, identifier: str) -> str:
        """A name for an event that no other article's event has: article, content, and its id in the reading."""
        return f"{one_line(self.reading.id)}-{self.digest}_{identifier}"

    def entities(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """The entities with these ids."""
        return tuple(self._entities[identifier] for identifier in ids if identifier in self._entities)

    def mentioned(self, entity: Entity, spans: Iterable[Span]) -> str:
        """The words by which the event mentions the entity, given the spans of its actors or recipients."""
        own = {mention.span for mention in entity.mentions}
        return next((self.words(span) for span in spans if span in own), "")

    def place(self, event: Event) -> Place | None:
        """Where the event happened."""
        return self._places.get(event.place.entity) if event.place else None

    def words(self, span: Span) -> str:
        """The characters of a span, on one line."""
        return one_line(self.reading.text[span[0] : span[1]])

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return as_day(self.reading.published)

    def first_day(self, event: Event) -> date | None:
        """The first day of the event's time; where the time tells no day, the day of publication."""
        return (as_day(event.time.start) if event.time else None) or self.published

    def last_day(self, event: Event) -> date | None:
        """The last day of the event's time, where that is known."""
        return as_day(event.time.end) if event.time else None

    def counts(self, event: Event) -> tuple[int, int, int]:
        """How many mentions, publishers and articles tell the event, as far as is known here: this article alone."""
        return len(event.mentions), 1, 1

    def publishers(self, event: Event) -> tuple[str, ...]:
        """Who published it, as far as is known here."""
        return (self.reading.publisher,) if self.reading.publisher else ()

    def notes(self, event: Event) -> tuple[str, ...]:
        """What else is known about the event, as short remarks."""
        return ()

    def casualties(self, event: Event, kind: Casualty) -> int | None:
        """How many people the event's numbers count as killed, wounded, ...: never more than the text says.

        A number may be a part of another ("12 people, including 3 children") or dispute it, so the largest is taken,
        not the sum; of a range the lower end, and nothing of a number known only from above.
        """
        found = [self._quantities[item] for item in event.quantities if item in self._quantities]
        counts = [int(item.low) for item in found if item.casualty == kind and item.low is not None and _counts(item)]
        return max(counts, default=None)


def as_day(text: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it isn't a whole date."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _counts(quantity: Quantity) -> bool:
    """Whether people are counted: somebody the reading knows as an entity, or plainly people ("12 were killed")."""
    return quantity.entity is not None or quantity.unit == "people"
