"""Which events are exported."""

import pytest

from countermove.exports.selection import Selection, happened
from countermove.tables import Items
from tests.readings import make_event, make_reading


def reading():
    events = [
        make_event("x", "x", id=f"e{number}", factuality=factuality, confidence=confidence)
        for number, (factuality, confidence) in enumerate([("CT+", 0.9), ("PR+", 0.5), ("PS+", 0.9), ("CT-", 0.4)])
    ]
    return make_reading("x", events=Items(events))


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), ["e0", "e1", "e2", "e3"]),
        (Selection(real=True), ["e0", "e1"]),
        (Selection(min_confidence=0.5), ["e0", "e1", "e2"]),
        (Selection(real=True, min_confidence=0.6), ["e0"]),
    ],
)
def test_only_what_is_asked_for(selection, ids):
    assert [event.id for event in selection.events(reading())] == ids


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"factuality": "PR+"}, True),
        ({"factuality": "Uu"}, False),
        ({"factuality": "CT-", "auxiliary": ("negation",)}, False),
        ({"auxiliary": ("future",), "tense": "future"}, False),
        ({"auxiliary": ("historical",)}, True),
    ],
)
def test_what_happened(changes, expected):
    assert happened(make_event("x", "x", **changes)) is expected
