"""Pairs of source and target."""

import pytest

from countermove.exports.dyads import MutualFrames, dyads
from countermove.exports.view import ReadingView
from countermove.ontology.frames import load_frames
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import load_plover
from countermove.tables import Items
from tests.exports.building import party
from tests.readings import make_event, make_reading

TEXT = "Peru Chile Cuba"
MUTUAL = MutualFrames(frozenset({"frame:clash.01"}), frozenset({"frame:clash.01", "frame:promise.01"}))


def pairs(**changes):
    entities = [party(TEXT, name, name) for name in TEXT.split()]
    event = make_event(TEXT, "Peru", **changes)
    view = ReadingView(make_reading(TEXT, entities=Items(entities), events=Items([event])))
    return [tuple(item and item.name for item in pair) for pair in dyads(view, event, MUTUAL)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"actor": ("Peru", "Chile"), "recipient": ("Cuba", "Peru")},
            [("Peru", "Cuba"), ("Chile", "Cuba"), ("Chile", "Peru")],
        ),
        ({"actor": ("Peru", "Chile"), "because": "frame:clash.01"}, [("Peru", "Chile"), ("Chile", "Peru")]),
        ({"actor": ("Peru", "Chile"), "because": "frame:promise.01"}, [("Peru", None), ("Chile", None)]),
        ({"actor": ("Peru",), "because": "frame:clash.01"}, [("Peru", None)]),
        ({"recipient": ("Peru", "Chile")}, [(None, "Peru"), (None, "Chile")]),
        ({"actor": ("Peru",), "recipient": ("Peru",)}, [("Peru", None)]),
        ({}, [(None, None)]),
        # No frame decided: the type does.
        (
            {"actor": ("Peru", "Chile"), "event_type": "CONSULT", "because": "head:event"},
            [("Peru", "Chile"), ("Chile", "Peru")],
        ),
        ({"actor": ("Peru", "Chile"), "because": "head:event"}, [("Peru", None), ("Chile", None)]),
    ],
)
def test_pairs(changes, expected):
    assert pairs(**changes) == expected


def test_three_parties_of_a_meeting_make_six_pairs():
    found = pairs(actor=("Peru", "Chile", "Cuba"), because="frame:clash.01")
    assert len(found) == len(set(found)) == 6


def test_the_shipped_frames_tell_which_are_mutual():
    shipped = MutualFrames.of(load_frames(DATA / "frames", load_plover(DATA / "plover.yaml")))
    assert "frame:clash.01" in shipped.mutual
    assert shipped.mutual < shipped.known
