"""The map: where spots are, what is named, what can't be drawn."""

from pathlib import Path

import pytest

from countermove.ontology.errors import LexiconError
from countermove.server.pages.world_map import Outlines
from countermove.server.views.places import PlaceRow


def place(name: str, lat: float | None, lon: float | None, events: int = 1, kind: str = "city") -> PlaceRow:
    return PlaceRow(f"p{name}", name, "ISL", None, lat, lon, None, kind, events)


def test_a_place_stands_at_its_degrees() -> None:
    [spot] = Outlines().map_of([place("Null", 0.0, 0.0)]).spots
    assert (spot.x, spot.y) == (1800, 900)


def test_all_spots_are_inside_the_view_and_the_view_inside_the_world() -> None:
    for places in ([(89.0, -179.0)], [(-60.0, 170.0), (70.0, -170.0)], [(48.0, 30.0), (50.0, 37.0)]):
        found = Outlines().map_of([place(str(at), *at) for at in places])
        left, top, width, height = map(float, found.box.split())
        assert left >= 0 and left + width <= 3600 and top >= 0 and top + height <= 1800
        assert all(left <= one.x <= left + width and top <= one.y <= top + height for one in found.spots)


def test_names_do_not_cover_each_other_and_the_busiest_is_named() -> None:
    found = Outlines().map_of([place("Busy", 50.0, 30.0, 9), place("Beside", 50.0, 30.1), place("Far", 20.0, 60.0)])
    assert {one.place.name: one.named for one in found.spots} == {"Busy": True, "Beside": False, "Far": True}


def test_what_has_no_point_is_told() -> None:
    found = Outlines().map_of([place("Nowhere", None, None)])
    assert [one.name for one in found.off_map] == ["Nowhere"] and found.spots == ()


def test_a_wrong_line_of_outlines_is_named(tmp_path: Path) -> None:
    path = tmp_path / "outlines.tsv"
    path.write_text("# about\n0,0 1,1 2,2 0,0\n0,0 1;1\n")
    with pytest.raises(LexiconError, match=r"outlines\.tsv:3"):
        _ = Outlines(path).rings


def test_a_name_stands_on_the_side_where_it_covers_no_spot() -> None:
    found = Outlines().map_of([place("Harbour", 50.0, 30.0, 9), place("East", 50.0, 31.5, 2)])
    sides = {one.place.name: "left" if one.left else "right" for one in found.spots if one.named}
    assert sides == {"Harbour": "left", "East": "right"}
