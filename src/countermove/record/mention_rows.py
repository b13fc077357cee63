"""Every extracted thing of a reading as rows: what it is and the characters it came from."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.record.rows import Row
from countermove.schema import Attribution, Event, Reading, Span


def mention_rows(article_no: int, reading: Reading) -> list[Row]:
    """Rows of the table ``mentions``, in the order of the reading."""
    found = (
        (article_no, item, kind, part, span[0], span[1])
        for item, kind, part, spans in _parts(reading)
        for span in spans
    )
    return list(dict.fromkeys(found))


def _parts(reading: Reading) -> Iterator[tuple[str, str, str, list[Span]]]:
    for entity in reading.entities:
        for mention in entity.mentions:
            yield entity.id, "entity", mention.form, [mention.span]
    for event in reading.events:
        yield from ((event.id, "event", part, spans) for part, spans in _event(event))
    for silence in reading.non_responses:
        yield silence.id, "non_response", "words", [silence.span]
    for attribution in reading.attributions:
        yield from ((attribution.id, "attribution", part, spans) for part, spans in _attribution(attribution))
    for quantity in reading.quantities:
        yield quantity.id, "quantity", "words", [quantity.span]
    for time in reading.times:
        yield time.id, "time", "words", [time.span]
    for place in reading.places:
        yield place.id, "place", "words", [place.span]


def _event(event: Event) -> Iterator[tuple[str, list[Span]]]:
    yield "trigger", [event.trigger, *event.mentions]
    yield "actor", list(event.actor_spans)
    yield "recipient", list(event.recipient_spans)
    if event.time and event.time.span:
        yield "time", [event.time.span]
    if event.place:
        yield "place", [event.place.span]


def _attribution(attribution: Attribution) -> Iterator[tuple[str, list[Span]]]:
    if attribution.source_span:
        yield "source", [attribution.source_span]
    if attribution.cue:
        yield "cue", [attribution.cue]
    yield "content", list(attribution.content)
