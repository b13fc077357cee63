"""Places on the map, each with one number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from countermove.record.identity import content_id
from countermove.record.numbers import Numbers
from countermove.record.pending import Pending
from countermove.schema import Place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class MapPlaces:
    """Numbers of places; rows of new ones are collected."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._numbers = Numbers(connection, "places", "place_id", "place_no")

    def prefetch(self, places: Iterable[Place]) -> None:
        """Look up many in one go."""
        self._numbers.prefetch(_place_id(place) for place in places)

    def number(self, place: Place, pending: Pending) -> int:
        """The number of a place."""
        identifier = _place_id(place)
        number, new = self._numbers.give(identifier)
        if new:
            where = (place.name, place.country, place.admin1, place.lat, place.lon, place.geonames, place.kind)
            pending.add("places", number, identifier, *where)
        return number


def _place_id(place: Place) -> str:
    if place.geonames is not None:
        return content_id("p", str(place.geonames))
    return content_id("p", place.name, place.country, place.admin1, place.kind)
