"""A map of the world as shapes for a template: outlines, lines of latitude and longitude, and places.

The projection is equirectangular (plate carrée): x is longitude, y is latitude, both in tenths of a degree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Literal

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.server.views.places import PlaceRow

OUTLINES = DATA / "map" / "outlines.tsv"
_WIDTH, _HEIGHT = 3600.0, 1800.0
_LEAST_WIDTH = 500.0
_RATIO = 2.0
_NAMED = 12
_LETTER = 1.6
"""Width of a letter of a name, in hundredths of the width."""
Side = Literal["left", "right"]
Ring = tuple[tuple[int, int], ...]
KINDS = {
    "city": "a town: inside it",
    "feature": "a river, base or other feature: on or near the point",
    "admin1": "a province: anywhere in it",
    "country": "a country: anywhere in it",
}
"""How exact points are, by kind of place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on the map: where, how large, and whether its name is written beside it (to which side)."""

    place: PlaceRow
    x: float
    y: float
    radius: float
    named: bool
    left: bool


@dataclass(frozen=True, slots=True)
class WorldMap:
    """What is to be drawn. ``box`` is the view box of the SVG, ``unit`` a length that looks alike at every size."""

    box: str
    unit: float
    land: str
    grid: tuple[tuple[float, float, float, float], ...]
    spots: tuple[Spot, ...]
    off_map: tuple[PlaceRow, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of places that are drawn."""
        return frozenset(one.place.kind for one in self.spots)


class Outlines:
    """Outlines of countries, loaded when they are needed.

    Args:
        path: the file; each line is one ring of ``longitude,latitude`` in tenths of a degree.
    """

    def __init__(self, path: Path = OUTLINES) -> None:
        self._path = path

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        """The rings as x and y.

        Raises:
            LexiconError: a line isn't one; file and line are named.
        """
        return tuple(_rings(self._path))

    def map_of(self, places: Sequence[PlaceRow]) -> WorldMap:
        """A map around places, the busiest of which are named."""
        on_map = [(one, *_point(one.lat, one.lon)) for one in places if one.lat is not None and one.lon is not None]
        left, top, width = _view([(x, y) for _, x, y in on_map])
        height = width / _RATIO
        unit = width / 100
        land = "".join(
            _path(ring) for ring in self.rings if _meets(ring, left - unit, top - unit, width + unit, height + unit)
        )
        most = max((one.events for one, _, _ in on_map), default=1)
        ordered = sorted(on_map, key=lambda item: (-item[0].events, item[0].name))
        circles = [
            (x, y, unit * ((1.2 if one.kind in ("country", "admin1") else 0.55) + 1.6 * sqrt(one.events / most)))
            for one, x, y in ordered
        ]
        names = _Names(left + 0.72 * width, unit, circles)
        spots = []
        for (place, x, y), (_, _, radius) in zip(ordered, circles, strict=True):
            side = names.room_for(place.name, x, y, radius)
            spots.append(Spot(place, round(x, 1), round(y, 1), round(radius, 2), side is not None, side == "left"))
        return WorldMap(
            f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}",
            round(unit, 2),
            land,
            tuple(_grid(left, top, width, height)),
            tuple(spots),
            tuple(one for one in places if one.lat is None or one.lon is None),
        )


class _Names:
    """Finds out which names can stand beside their spots without covering another name, nor a spot where that can be.

    Args:
        turn: where names begin to stand at the left.
        unit: hundredth of the width.
        circles: centre and radius of all spots.
    """

    def __init__(self, turn: float, unit: float, circles: Sequence[tuple[float, float, float]]) -> None:
        self._turn, self._unit = turn, unit
        self._circles = [(x, y, (x - radius, y - radius, x + radius, y + radius)) for x, y, radius in circles]
        self._boxes: list[tuple[float, ...]] = []

    def room_for(self, name: str, x: float, y: float, radius: float) -> Side | None:
        """The side on which this name has room; if there is one, it is taken."""
        if len(self._boxes) >= _NAMED:
            return None
        length, half = len(name) * self._unit * _LETTER, 1.6 * self._unit
        boxes: dict[Side, tuple[float, ...]] = {
            "right": (x + radius, y - half, x + radius + length, y + half),
            "left": (x - radius - length, y - half, x - radius, y + half),
        }
        sides: tuple[Side, ...] = ("left", "right") if x > self._turn else ("right", "left")
        free = [side for side in sides if not any(_overlap(boxes[side], other) for other in self._boxes)]
        clear = [side for side in free if not self._covers_spot(boxes[side], x, y)]
        # The other side is for a name that would cover a spot: not for more names.
        found = clear[0] if clear and sides[0] in free else sides[0] if sides[0] in free else None
        if found is not None:
            self._boxes.append(boxes[found])
        return found

    def _covers_spot(self, box: tuple[float, ...], x: float, y: float) -> bool:
        return any(_overlap(box, spot) for other_x, other_y, spot in self._circles if (other_x, other_y) != (x, y))


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rings(path: Path) -> Iterator[Ring]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        try:
            points = [tuple(map(int, pair.split(","))) for pair in line.split()]
            ring = tuple((x + 1800, 900 - y) for x, y in points)
        except ValueError as error:
            raise LexiconError(path, number, "must be longitude,latitude pairs in tenths of a degree") from error
        if len(ring) < 4 or not all(0 <= x <= _WIDTH and 0 <= y <= _HEIGHT for x, y in ring):
            raise LexiconError(path, number, "must be a ring of at least four points on the globe")
        yield ring


def _point(lat: float, lon: float) -> tuple[float, float]:
    return (lon + 180) * 10, (90 - lat) * 10


def _view(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Left, top and width of what is shown: all points with room around them, the whole world where there are none."""
    if not points:
        return 0.0, 0.0, _WIDTH
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max((max(xs) - min(xs)) * 1.3 + 120, ((max(ys) - min(ys)) * 1.3 + 100) * _RATIO, _LEAST_WIDTH)
    if width >= 0.8 * _WIDTH:
        return 0.0, 0.0, _WIDTH
    left = (max(xs) + min(xs) - width) / 2
    top = (max(ys) + min(ys) - width / _RATIO) / 2
    return min(max(left, 0.0), _WIDTH - width), min(max(top, 0.0), _HEIGHT - width / _RATIO), width


def _path(ring: Ring) -> str:
    steps = [f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in pairwise(ring[:-1])]
    return f"M{ring[0][0]},{ring[0][1]}l{' '.join(steps)}z"


def _meets(ring: Ring, left: float, top: float, width: float, height: float) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) >= left and min(xs) <= left + width and max(ys) >= top and min(ys) <= top + height


def _grid(left: float, top: float, width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
    step = 300.0 if width > 1500 else 100.0 if width > 600 else 50.0
    x = (left // step + 1) * step
    while x < left + width:
        yield x, top, x, top + height
        x += step
    y = (top // step + 1) * step
    while y < top + height:
        yield left, y, left + width, y
        y += step
