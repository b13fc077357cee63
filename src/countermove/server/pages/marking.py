"""A text cut into pieces by what was found in it, so that templates mark it without ever printing HTML of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from countermove.highlight import without_overlaps
from countermove.record.views.layouts.words import SURENESS, counted
from countermove.schema import Reading, Span
from countermove.server.pages.words import type_words

_LINKED = ("event", "cue", "quantity", "silence")
_PARTS_OF_DAY = {
    "MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime",
}  # fmt: skip
_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "before", "FUTURE_REF": "later"}
_LENGTH = re.compile(r"PT(\d{1,4})([HMS])|P(\d{1,4})([YMWD])", re.ASCII)
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
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
    number: int = 0

    @property
    def anchor(self) -> str:
        """The id of the words on the page: of what happened and was said that of the reading, to which others link."""
        return self.item if self.kind in _LINKED else f"at-{self.number}"


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


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in the list beside a text: its words, and whether they are marked (another mark may have them)."""

    mark: Mark
    words: str
    shown: bool


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text in pieces with everything found in it; ``cut`` where it is longer than :data:`LONGEST`."""

    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]
    cut: bool


def marked_text(text: str, reading: Reading | None, addresses: Mapping[str, str] | None = None) -> MarkedText:
    """A text and its reading for a page.

    Args:
        text: the text.
        reading: what was found in it, if it was read.
        addresses: pages of items of the reading, by their ids.
    """
    end = min(len(text), LONGEST)
    inside = (one for one in (reading_marks(reading, addresses) if reading else []) if one.span[1] <= end)
    marks = [replace(one, number=at) for at, one in enumerate(sorted(inside, key=lambda one: one.span), 1)]
    cut = pieces(text, marks, 0, end)
    shown = {piece.mark.number for piece in cut if piece.mark}
    found = tuple(Found(one, text[slice(*one.span)], one.number in shown) for one in marks)
    return MarkedText(tuple(cut), found, len(text) > LONGEST)


def time_words(value: str) -> str:
    """A TIMEX3 value as people write it: 2032-05-15TEV is 2032-05-15 evening, P3D is 3 days."""
    day, mark, part = value.rpartition("T")
    if mark and part in _PARTS_OF_DAY:
        return f"{day} {_PARTS_OF_DAY[part]}"
    if length := _LENGTH.fullmatch(value):
        hours, clock_unit, days, unit = length.groups()
        return counted(int(hours), _CLOCK_UNITS[clock_unit]) if hours else counted(int(days), _UNITS[unit])
    return "day not known" if value.startswith("X") else _REFERENCES.get(value, value)


def found_by(because: str) -> str:
    """What found an event, in words: its rule (a frame, by its name) or the trained model."""
    kind, _, name = because.partition(":")
    if kind == "head":
        return "the trained model"
    return f"the {kind} {name}" if name else because


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
        label = type_words(event.event_type, event.mode)
        parties = f"{who(event.actor) or 'somebody'} → {who(event.recipient) or 'nobody named'}"
        when = f"; {time_words(event.time.value)}" if event.time else ""
        why = f"{label}: {parties}{when}; {SURENESS[event.factuality]}; confidence {event.confidence:.2f}"
        add(event.trigger, "event", label, f"{why}; found by {found_by(event.because)}", event.id)
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
        words = time_words(time.value)
        add(time.span, "time", words, f"time: {words}{days}", time.id)
    for place in reading.places:
        where = ", ".join(part for part in (place.admin1, place.country) if part)
        add(place.span, "place", place.country or place.kind, f"place ({place.kind}): {place.name}, {where}", place.id)
    for entity in reading.entities:
        about = ", ".join(part for part in (entity.kind, entity.country, *entity.sectors) if part)
        for mention in entity.mentions:
            if mention.form == "name":
                add(mention.span, "entity", entity.country or entity.kind, f"{entity.name}: {about}", entity.id)
    return found
