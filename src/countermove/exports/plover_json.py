"""PLOVER JSON: one event a line, with the fields of the PLOVER manual 2.0 (draft), chapter Data Fields.

What the reading doesn't know is left out. The article's text is left out too: the manual asks for it only from those
who have the rights. The words of the trigger and of the parties stand for it, with the characters of their sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from countermove.exports.countries import Countries, Country
from countermove.exports.view import ReadingView
from countermove.schema import Casualty, Entity, Event, Place, Quad, Reading, Span

QUAD_CODES: dict[Quad, int] = {
    "verbal_cooperation": 1,
    "material_cooperation": 2,
    "verbal_conflict": 3,
    "material_conflict": 4,
}
CODEBOOK = "plover-2.0-draft"

_SIZES: dict[str, Casualty] = {"dead": "killed", "injured": "wounded", "arrested": "detained"}
_RESOLUTIONS = {"city": 4, "admin1": 2, "country": 1}
_FEATURE_CLASSES = {"city": "P", "admin1": "A", "country": "A"}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT(\d\d:\d\d(?::\d\d)?)")

Fields = dict[str, Any]


def plover_json(view: ReadingView, events: Sequence[Event], countries: Countries) -> bytes:
    """The events as JSON Lines."""
    return b"".join(msgspec.json.encode(plover_event(view, event, countries)) + b"\n" for event in events)


def plover_event(view: ReadingView, event: Event, countries: Countries) -> Fields:
    """One event; ``date`` is null where neither the event's day nor the article's is known."""
    first, last = view.first_day(event), view.last_day(event)
    place = view.place(event)
    time = _TIME.fullmatch(event.time.value) if event.time else None
    return {
        "id": view.event_id(event.id),
        "has_event": True,
        "date": first.isoformat() if first else None,
        **_known(time=time[1] if time else None, enddate=last.isoformat() if first and last and last > first else None),
        "actor": [_entity(view, entity, event.actor_spans) for entity in view.entities(event.actor)],
        "recipient": [_entity(view, entity, event.recipient_spans) for entity in view.entities(event.recipient)],
        "event": [event.event_type],
        **_known(event_loc=_location(view, event, place, countries) if place else None),
        "event_text": [view.words(span) for span in event.mentions],
        "quad_code": QUAD_CODES[event.quad],
        **_known(event_scale=event.score),
        "mode": [event.mode] if event.mode else [],
        "context": [*event.contexts, *event.auxiliary],
        **_known(link=view.event_id(event.responds_to) if event.responds_to else None, size=_size(view, event)),
        "text_info": _text_info(view.reading, event),
        "cite_info": _citation(view.reading),
        "comment": "; ".join(_remarks(view, event)),
    }


def _remarks(view: ReadingView, event: Event) -> tuple[str, ...]:
    coded = (f"factuality {event.factuality}", f"confidence {event.confidence}", f"because {event.because}")
    return (*coded, *view.notes(event))


def _known(**fields: Any) -> Fields:
    """The fields that say something; half characters, which no encoding can carry, become question marks."""
    return {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in fields.items()
        if value not in (None, "", {})
    }


def _entity(view: ReadingView, entity: Entity, spans: Sequence[Span]) -> Fields:
    """An entity object; ``other_sector_codes`` is the name that the manual's example gives the further sectors."""
    return _known(
        code=entity.country,
        sector=entity.sectors[0] if entity.sectors else None,
        other_sector_codes=list(entity.sectors[1:]) or None,
        entity_text=view.mentioned(entity, spans),
        identifier_text=entity.name if entity.ref else None,
    )


def _location(view: ReadingView, event: Event, place: Place, countries: Countries) -> Fields:
    country: Country | None = countries.get(place.country or "")
    return _known(
        extracted_place=view.words(event.place.span) if event.place else None,
        resolved_place=place.name,
        geonameid=place.geonames,
        lat=place.lat,
        lon=place.lon,
        city=place.name if place.kind == "city" else None,
        province=place.admin1,
        country=country.name if country else None,
        country_code=place.country,
        feature_class=_FEATURE_CLASSES.get(place.kind),
        resolution=_RESOLUTIONS.get(place.kind),
    )


def _size(view: ReadingView, event: Event) -> Fields:
    return _known(**{name: view.casualties(event, kind) for name, kind in _SIZES.items()})


def _text_info(reading: Reading, event: Event) -> Fields:
    """The sentence by number (from 0) and characters."""
    if event.sentence >= len(reading.sentences):
        return {"sequence": event.sentence}
    start, end = reading.sentences[event.sentence].span
    return {"sequence": event.sentence, "start": start, "end": end}


def _citation(reading: Reading) -> Fields:
    made_by = reading.meta
    return _known(
        citation=reading.id,
        url=reading.url,
        title=reading.title,
        language=reading.language,
        publication=reading.publisher,
        coder=f"countermove {made_by.countermove}, model {made_by.model}, lexicon {made_by.lexicon}",
        codebook=CODEBOOK,
    )
