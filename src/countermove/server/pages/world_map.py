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
Ring = tuple[tuple[int, int], ...]
KINDS = {
    "city": "a town: the point is inside it",
    "feature": "a feature such as a river or base: the point is on or near it",
    "admin1": "a province: a point inside it, the event may be anywhere in it",
    "country": "a country: a point inside it, the event may be anywhere in it",
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
        names = _Names(left + 0.72 * width, unit)
        spots = []
        for place, x, y in ordered:
            least = 1.2 if place.kind in ("country", "admin1") else 0.55
            radius = unit * (least + 1.6 * sqrt(place.events / most))
            named = names.room_for(place.name, x, y, radius)
            spots.append(Spot(place, round(x, 1), round(y, 1), round(radius, 2), named, x > names.turn))
        return WorldMap(
            f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}",
            round(unit, 2),
            land,
            tuple(_grid(left, top, width, height)),
            tuple(spots),
            tuple(one for one in places if one.lat is None or one.lon is None),
        )


class _Names:
    """Finds out which names can stand beside their spots without covering another name.

    Args:
        turn: where names begin to stand at the left.
        unit: hundredth of the width.
    """

    def __init__(self, turn: float, unit: float) -> None:
        self.turn, self._unit = turn, unit
        self._boxes: list[tuple[float, float, float, float]] = []

    def room_for(self, name: str, x: float, y: float, radius: float) -> bool:
        """Whether this name has room; if so, it is taken."""
        length = len(name) * self._unit * _LETTER
        first = x - radius - length if x > self.turn else x + radius
        box = (first, y - 1.6 * self._unit, first + length, y + 1.6 * self._unit)
        if len(self._boxes) >= _NAMED or any(_overlap(box, other) for other in self._boxes):
            return False
        self._boxes.append(box)
        return True


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
