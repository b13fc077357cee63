"""GDELT 2.0 event rows: 61 columns without a header (event codebook 2.0 of 2015), one row a pair of actors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from countermove.exports.actor_codes import ActorCodes
from countermove.exports.cameo_names import CameoName, base_code, quad_class, root_code
from countermove.exports.cells import Layout, Row
from countermove.exports.countries import Countries
from countermove.exports.dyads import MutualFrames, dyads
from countermove.exports.numbering import Numbering
from countermove.exports.selection import happened
from countermove.exports.view import ReadingView
from countermove.schema import Entity, Event, Place, Reading

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
COLUMNS = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR.split()),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{place}Geo_{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    *("DATEADDED", "SOURCEURL"),
)
LAYOUT = Layout(separator="\t", joiner=";", quoting=False, header=None)

_UNITED_STATES = "USA"
_GEO_TYPES = {"country": (1, 1), "admin1": (2, 5), "city": (3, 4), "feature": (3, 4)}
"""GDELT's type of a place, in the United States and elsewhere; it counts landmarks as cities."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class GdeltTables:
    """CAMEO's codes of countries and actors, names and scores of events, and which frames are mutual."""

    countries: Countries
    actors: ActorCodes
    cameo: Mapping[str, CameoName]
    mutual: MutualFrames


def gdelt_rows(view: ReadingView, events: Sequence[Event], tables: GdeltTables, ids: Numbering) -> Iterator[Row]:
    """One row for each pair of each event that happened and has a CAMEO code; ``ids`` gives the ids of this run."""
    lead = lead_end(view.reading)
    for event in events:
        if event.cameo is None or not happened(event):
            continue
        name = tables.cameo.get(event.cameo)
        for source, target in dyads(view, event, tables.mutual):
            names = (item.id if item else "" for item in (source, target))
            yield (
                ids.number(view.event_id(event.id), *names),
                *_day(view.first_day(event)),
                *_actor(source, tables),
                *_actor(target, tables),
                int(event.trigger[0] < lead),
                event.cameo,
                base_code(event.cameo),
                root_code(event.cameo),
                quad_class(event.cameo),
                name.goldstein if name else None,
                *view.counts(event),
                None,
                *(None,) * 16,  # where the actors come from, or are, the reading doesn't say
                *_action_geo(view.place(event), tables.countries),
                None,
                view.reading.url or view.reading.id,
            )


def _day(day: date | None) -> Row:
    """SQLDATE, MonthYear, Year and FractionDate, which the codebook counts in months of 30 days."""
    if day is None:
        return (None,) * 4
    fraction = min((day.month * 30 + day.day) / 365, 0.9999)
    return (
        day.year * 10000 + day.month * 100 + day.day,
        day.year * 100 + day.month,
        day.year,
        f"{day.year + fraction:.4f}",
    )


def _actor(entity: Entity | None, tables: GdeltTables) -> Row:
    """Ten cells; ethnic and religious codes are not known."""
    if entity is None:
        return (None,) * 10
    country = tables.countries.get(entity.country or "")
    body = tables.actors.non_state.get(entity.country or "")
    roles = tables.actors.cameo_roles(entity)
    types: tuple[str, ...]
    if body is not None:
        place, group, types = body.region, body.group, (body.cameo, *roles)
        code = "".join((body.cameo, body.region, body.group, *roles))
    else:
        place, group, types = country.cameo if country else "", "", roles
        code = "".join((place, *roles))
    first, second, third, *_ = (*types, "", "", "")
    return (code, entity.name.upper(), place, group, None, None, None, first, second, third)


def _action_geo(place: Place | None, countries: Countries) -> Row:
    """Eight cells; ADM codes and the feature's GNS or GNIS number are not known."""
    if place is None:
        return (None,) * 8
    country = countries.get(place.country or "")
    parts = (place.name, place.admin1, country.name if country else None)
    at_home, elsewhere = _GEO_TYPES[place.kind]
    return (
        at_home if place.country == _UNITED_STATES else elsewhere,
        ", ".join(dict.fromkeys(part for part in parts if part)),
        country.fips if country else None,
        None,
        None,
        place.lat,
        place.lon,
        None,
    )


def lead_end(reading: Reading) -> int:
    """Where the lead paragraph ends: the first one that holds a whole sentence, so that a headline isn't taken for it.

    Paragraphs are set off by blank lines, or by single line breaks where the text has no blank line.
    """
    text = reading.text
    ends = [match.start() for match in _BLANK_LINE.finditer(text)]
    if not ends:
        ends = [place for place, character in enumerate(text) if character == "\n"]
    start = next((sentence.span[0] for sentence in reading.sentences if not sentence.boilerplate), 0)
    for end in ends:
        if end > start and _SENTENCE_END.search(text[start:end]):
            return end
    return len(text)
