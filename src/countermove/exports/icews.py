"""ICEWS rows: the 20 columns of the ICEWS event data on Harvard Dataverse, one row a pair of source and target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from countermove.exports.actor_codes import ActorCodes
from countermove.exports.cameo_names import CameoName
from countermove.exports.cells import Layout, Row
from countermove.exports.countries import Countries
from countermove.exports.dyads import MutualFrames, dyads
from countermove.exports.numbering import Numbering
from countermove.exports.selection import happened
from countermove.exports.view import ReadingView
from countermove.schema import Entity, Event

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
LAYOUT = Layout(separator="\t", joiner=",", quoting=False, header=COLUMNS)
"""ICEWS joins sectors with commas."""


@dataclass(frozen=True, slots=True)
class IcewsTables:
    """What ICEWS calls countries, sectors and codes, and which frames are mutual."""

    countries: Countries
    actors: ActorCodes
    cameo: Mapping[str, CameoName]
    mutual: MutualFrames


def icews_rows(
    view: ReadingView, events: Sequence[Event], tables: IcewsTables, ids: Numbering, stories: Numbering
) -> Iterator[Row]:
    """One row for each pair of each event that happened and has a CAMEO code.

    Args:
        view: the reading.
        events: those asked for.
        tables: names.
        ids: gives the event ids of this run.
        stories: gives the story ids of this run.
    """
    told = [event for event in events if event.cameo is not None and happened(event)]
    if not told:
        return
    story = stories.number(view.reading.id, view.digest)
    for event in told:
        day = view.first_day(event)
        name = tables.cameo.get(event.cameo or "")
        place = _location(view, event, tables.countries)
        for source, target in dyads(view, event, tables.mutual):
            names = (item.id if item else "" for item in (source, target))
            yield (
                ids.number(view.event_id(event.id), *names),
                day.isoformat() if day else None,
                *_party(source, tables),
                name.label if name else None,
                event.cameo,
                name.goldstein if name else None,
                *_party(target, tables),
                story,
                event.sentence + 1,
                view.reading.publisher,
                *place,
            )


def _party(entity: Entity | None, tables: IcewsTables) -> Row:
    """Name, sectors and country; what isn't a state's has no country."""
    if entity is None:
        return (None,) * 3
    country = tables.countries.get(entity.country or "")
    return (entity.name, tables.actors.icews_sectors(entity), country.icews if country else None)


def _location(view: ReadingView, event: Event, countries: Countries) -> Row:
    place = view.place(event)
    if place is None:
        return (None,) * 6
    country = countries.get(place.country or "")
    city = place.name if place.kind == "city" else None
    return (city, None, place.admin1, country.icews if country else None, place.lat, place.lon)
