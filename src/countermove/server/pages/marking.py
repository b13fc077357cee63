"""A text cut into pieces by what was found in it, so that templates mark it without ever printing HTML of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from countermove.highlight import without_overlaps
from countermove.record.views.layouts.words import SURENESS
from countermove.schema import Reading, Span

LONGEST = 200_000
"""Characters of a text that a page shows; the API gives all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found at characters of a text.

    ``kind`` is event, silence, cue, quantity, time, place or entity; ``label`` the short name beside the words, ``why``
    a sentence on what it is and why; ``item`` its id in the reading, ``address`` where it is in the record.
    """

    span: Span
    kind: str
    label: str
    why: str
    item: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text, and the mark on them, if any."""

    text: str
    mark: Mark | None = None


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """The text from ``start`` to ``end`` in pieces, marks that overlap one that matters more left out."""
    end = len(text) if end is None else end
    inside = (one for one in marks if start <= one.span[0] and one.span[1] <= end)
    found: list[Piece] = []
    at = start
    for mark in without_overlaps(inside, lambda one: one.span, lambda one: one.kind, len(text)):
        first, last = mark.span
        if first > at:
            found.append(Piece(text[at:first]))
        found.append(Piece(text[first:last], mark))
        at = last
    if at < end:
        found.append(Piece(text[at:end]))
    return found


def reading_marks(reading: Reading, addresses: Mapping[str, str] | None = None) -> list[Mark]:
    """Everything that a reading found, with what it is and why.

    Args:
        reading: the reading.
        addresses: pages of items of the reading, by their ids.
    """
    known = addresses or {}
    names = {entity.id: entity.name for entity in reading.entities}

    def who(ids: Sequence[str]) -> str:
        return ", ".join(names.get(one, one) for one in ids)

    found: list[Mark] = []

    def add(span: Span, kind: str, label: str, why: str, item: str) -> None:
        found.append(Mark(span, kind, label, why, item, known.get(item)))

    for event in reading.events:
        label = f"{event.event_type} {event.mode}" if event.mode else event.event_type
        parties = f"{who(event.actor) or 'somebody'} → {who(event.recipient) or 'nobody named'}"
        when = f"; {event.time.value}" if event.time else ""
        why = f"{label}: {parties}{when}; {SURENESS[event.factuality]}; confidence {event.confidence:.2f}"
        add(event.trigger, "event", label, f"{why}; because {event.because}", event.id)
    for silence in reading.non_responses:
        add(silence.span, "silence", "silence", f"reported silence of {who(silence.actor) or 'somebody'}", silence.id)
    for said in reading.attributions:
        if said.cue:
            speaker = names.get(said.source or "", "somebody not named")
            why = f"{speaker} speaks ({said.cue_class}, {said.kind}); confidence {said.confidence:.2f}"
            add(said.cue, "cue", said.cue_class, why, said.id)
    for number in reading.quantities:
        counted = names.get(number.entity or "", "")
        why = f"number of {number.unit}{f', {number.casualty}' if number.casualty else ''}"
        add(number.span, "quantity", number.unit, f"{why}{f' ({counted})' if counted else ''}", number.id)
    for time in reading.times:
        days = f", {time.start} to {time.end}" if time.start and time.end != time.start else ""
        add(time.span, "time", time.value, f"time: {time.value}{days}", time.id)
    for place in reading.places:
        where = ", ".join(part for part in (place.admin1, place.country) if part)
        add(place.span, "place", place.country or place.kind, f"place ({place.kind}): {place.name}, {where}", place.id)
    for entity in reading.entities:
        about = ", ".join(part for part in (entity.kind, entity.country, *entity.sectors) if part)
        for mention in entity.mentions:
            if mention.form == "name":
                add(mention.span, "entity", entity.country or entity.kind, f"{entity.name}: {about}", entity.id)
    return found
