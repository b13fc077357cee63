"""What one report says itself, as the columns of ``event_mentions`` that follow from its reading alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from countermove.exports.view import as_day
from countermove.record.reports import Status, status_of
from countermove.record.rows import Row
from countermove.schema import Entity, Event, Reading


@dataclass(frozen=True, slots=True)
class EventFacts:
    """The coded columns of one report, in their order; ``polarity`` stands among them."""

    columns: Row
    polarity: Status
    place: str | None
    sentence: tuple[int, int]


def event_facts(event: Event, reading: Reading, entities: dict[str, Entity], published: date | None) -> EventFacts:
    """The columns ``event_type`` to ``recipients`` of one event of a reading, and what belongs to others of its row."""
    first, last, inferred = event_days(event, published)
    polarity = status_of(event)
    columns = (
        event.event_type,
        event.mode,
        " ".join(event.contexts) or None,
        event.cameo,
        event.score,
        event.quad,
        first,
        last,
        inferred,
        *(_codes(event.actor, entities), _codes(event.recipient, entities)),
        *(_names(event.actor, entities), _names(event.recipient, entities)),
    )
    in_text = 0 <= event.sentence < len(reading.sentences)
    sentence = reading.sentences[event.sentence].span if in_text else event.trigger
    return EventFacts(columns, polarity, event.place.entity if event.place else None, sentence)


def event_days(event: Event, published: date | None) -> tuple[date | None, date | None, bool]:
    """First and last day of an event, and whether they are only the day of publication."""
    first = as_day(event.time.start) if event.time else None
    if event.time is None or event.time.inferred or first is None:
        return published, published, True
    return first, max(first, as_day(event.time.end) or first), False


def _codes(ids: tuple[str, ...], entities: dict[str, Entity]) -> str:
    """Countries, separated by blanks."""
    return " ".join(sorted({country for item in ids if item in entities and (country := entities[item].country)}))


def _names(ids: tuple[str, ...], entities: dict[str, Entity]) -> str:
    """Names, separated by semicolons."""
    names = dict.fromkeys(entities[item].name.replace(";", ",") for item in ids if item in entities)
    return "; ".join(" ".join(name.split()) for name in names)
