"""ACLED rows: the 31 columns of ACLED's exports since 2023, for the events that ACLED covers, one row an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.exports.acled_parties import CIVILIANS, Party, Side, categorize, interaction, sides
from countermove.exports.acled_rules import AcledRules, Facts, Rule
from countermove.exports.cells import Layout, Row
from countermove.exports.countries import Countries
from countermove.exports.dyads import MutualFrames
from countermove.exports.numbering import Numbering
from countermove.exports.selection import happened
from countermove.exports.view import ReadingView
from countermove.schema import Event, Place

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
LAYOUT = Layout(separator=",", joiner="; ", quoting=True, header=COLUMNS)

_GEO_PRECISION = {"city": 1, "feature": 2, "admin1": 3, "country": 3}


@dataclass(frozen=True, slots=True)
class AcledTables:
    """Rules, countries, and which frames are mutual."""

    rules: AcledRules
    countries: Countries
    mutual: MutualFrames


def acled_rows(view: ReadingView, events: Sequence[Event], tables: AcledTables, ids: Numbering) -> Iterator[Row]:
    """One row for each event that happened and that a rule covers; ``ids`` gives the ids of this run."""
    for event in events:
        if not happened(event):
            continue
        actors, recipients = _parties(view, event, tables)
        dead = view.casualties(event, "killed")
        rule = tables.rules.rule(
            Facts(
                event.event_type,
                event.mode,
                frozenset(event.contexts),
                _categories(actors),
                _categories(recipients),
                bool(dead),
            )
        )
        if rule is not None:
            yield _row(view, event, tables, ids, rule, (actors, recipients), dead)


def _parties(view: ReadingView, event: Event, tables: AcledTables) -> tuple[list[Party], list[Party]]:
    """The parties on both sides; of a mutual event the first actor faces the others."""
    actors, recipients = view.entities(event.actor), view.entities(event.recipient)
    mutual = tables.mutual.hold(event)
    if mutual:
        actors, recipients = actors[:1], actors[1:]
    # A town that is attacked is where it happened, not an actor.
    recipients = tuple(entity for entity in recipients if entity.kind != "place")
    place = view.place(event)
    country = place.country if place else None
    return (
        [categorize(entity, tables.rules, acting=True, country=country) for entity in actors],
        [categorize(entity, tables.rules, acting=mutual, country=country) for entity in recipients],
    )


def _categories(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.category for party in parties if party.category)


def _row(
    view: ReadingView,
    event: Event,
    tables: AcledTables,
    ids: Numbering,
    rule: Rule,
    parties: tuple[list[Party], list[Party]],
    dead: int | None,
) -> Row:
    place, day = view.place(event), view.first_day(event)
    code = place.country if place else None
    first, second = sides(*parties, rule, tables.countries, code)
    kind = rule.sub_event
    mode = f" {event.mode}" if event.mode else ""
    return (
        f"{code or ''}{ids.number(view.event_id(event.id))}",
        day.isoformat() if day else None,
        day.year if day else None,
        _time_precision(view, event),
        *(kind.disorder_type, kind.event_type, kind.name),
        *(first.actor, first.associated, first.category),
        *(second.actor, second.associated, second.category),
        interaction(first, second, tables.rules),
        "Civilian targeting" if _targets_civilians(rule, second) else None,
        *_location(place, tables.countries),
        view.publishers(event),
        None,
        f"{event.event_type}{mode}: {view.words(event.trigger)}",
        dead,
        None,
        None,
    )


def _targets_civilians(rule: Rule, harmed: Side) -> bool:
    targeting = rule.sub_event.targeting
    return targeting == "always" or (targeting == "civilians" and harmed.category == CIVILIANS)


def _time_precision(view: ReadingView, event: Event) -> int | None:
    """1 the day is told, 2 the week (also where only the day of publication is known), 3 a longer time."""
    first, last = view.first_day(event), view.last_day(event)
    if first is None:
        return None
    if event.time is None or event.time.inferred or last is None:
        return 2
    days = (last - first).days + 1
    return 1 if days <= 1 else 2 if days <= 7 else 3


def _location(place: Place | None, countries: Countries) -> Row:
    """Ten cells; the smaller divisions are not known."""
    if place is None:
        return (None,) * 10
    country = countries.get(place.country or "")
    return (
        country.number if country else None,
        country.region if country else None,
        country.acled if country else None,
        place.admin1,
        None,
        None,
        place.name,
        place.lat,
        place.lon,
        _GEO_PRECISION[place.kind],
    )
