"""POLECAT rows: the 40 columns of the releases of the POLECAT dataset (Halterman et al. 2023), one row an event.

Values of several actors are joined with ``;`` and keep their places: the second country is the second actor's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from countermove.exports.cells import Cell, Layout, Row
from countermove.exports.countries import Countries
from countermove.exports.view import ReadingView
from countermove.schema import Entity, Event, Span

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
LAYOUT = Layout(separator="\t", joiner=";", quoting=False, header=COLUMNS)


def polecat_rows(view: ReadingView, events: Sequence[Event], countries: Countries) -> Iterator[Row]:
    """One row for each event; the auxiliary modes (negation, future ...) are among the contexts, as PLOVER asks."""
    story = _story(view)
    for event in events:
        day = view.first_day(event)
        yield (
            view.event_id(event.id),
            day.isoformat() if day else None,
            event.event_type,
            event.mode,
            event.score,
            event.quad.replace("_", " ").upper(),
            (*event.contexts, *event.auxiliary),
            *_party(view, view.entities(event.actor), event.actor_spans, countries),
            *_party(view, view.entities(event.recipient), event.recipient_spans, countries),
            *_location(view, event),
            view.publishers(event),
            *story,
        )


def _party(view: ReadingView, entities: Sequence[Entity], spans: Sequence[Span], countries: Countries) -> Row:
    """Eight cells on the actors or the recipients; the last is empty: readings hold no Wikipedia pages."""
    known = [countries.get(entity.country or "") for entity in entities]
    titles = [next((item.span for item in entity.mentions if item.form == "title"), None) for entity in entities]
    return (
        tuple(entity.name for entity in entities),
        tuple(entity.country or "" for entity in entities),
        tuple(country.cow if country else "" for country in known),
        tuple(entity.sectors[0] if entity.sectors else "" for entity in entities),
        tuple(dict.fromkeys(sector for entity in entities for sector in entity.sectors)),
        tuple(view.words(span) if span else "" for span in titles),
        tuple(view.mentioned(entity, spans) for entity in entities),
        None,
    )


def _location(view: ReadingView, event: Event) -> Row:
    """Ten cells on the place; districts are not known."""
    place = view.place(event)
    if place is None or event.place is None:
        return (None,) * 10
    city: Cell = place.name if place.kind == "city" else None
    raw = view.words(event.place.span)
    return (
        *(place.name, city, None, place.admin1, place.country),
        *(place.lat, place.lon, place.geonames, raw, place.kind),
    )


def _story(view: ReadingView) -> Row:
    """Six cells on the article, the same for all its events."""
    reading = view.reading
    named = [item for item in reading.entities if any(mention.form == "name" for mention in item.mentions)]
    meta = reading.meta
    return (
        view.published.isoformat() if view.published else None,
        tuple(entity.name for entity in named if entity.kind == "person"),
        tuple(entity.name for entity in named if entity.kind == "organization"),
        tuple(dict.fromkeys(place.name for place in reading.places)),
        reading.language,
        f"countermove-{meta.countermove} {meta.model} {meta.lexicon}",
    )
