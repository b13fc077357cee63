"""What several formats ask of a reading."""

from datetime import date

import pytest

from countermove.exports.view import ReadingView, as_day
from countermove.schema import EventTime
from countermove.tables import Items
from tests.exports.building import day, killed
from tests.readings import full_reading, make_event, make_reading


def test_parts_and_words():
    view = ReadingView(full_reading())
    event = view.reading.events[0]
    assert [entity.name for entity in view.entities(event.actor)] == ["Norway"]
    assert view.entities(["n99"]) == ()
    assert view.place(event).name == "Oslo"
    assert view.words(event.trigger) == "warned"
    assert view.mentioned(view.reading.entities[1], event.recipient_spans) == "Iceland"
    assert view.mentioned(view.reading.entities[1], event.actor_spans) == ""


def test_ids_depend_on_content_alone():
    first, same = ReadingView(full_reading()), ReadingView(full_reading())
    other = ReadingView(make_reading("Norway warned Iceland."))
    assert first.event_id("e1") == same.event_id("e1")
    assert first.event_id("e1").startswith("a-")
    assert first.event_id("e1").endswith("_e1")
    assert first.event_id("e1") != other.event_id("e1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024-11-01", date(2024, 11, 1)), ("2024-11-01T23:00:00Z", date(2024, 11, 1)), ("2024-11", None), (None, None)],
)
def test_days(text, expected):
    assert as_day(text) == expected


def test_the_day_of_an_event():
    view = ReadingView(make_reading("x"))
    vague = EventTime(value="PAST_REF", start=None, end=None, span=None, inferred=False)
    assert view.first_day(make_event("x", "x", time=day("2024-10-01", "2024-10-31"))) == date(2024, 10, 1)
    assert view.last_day(make_event("x", "x", time=day("2024-10-01", "2024-10-31"))) == date(2024, 10, 31)
    assert view.first_day(make_event("x", "x", time=vague)) == date(2024, 11, 1)
    assert view.first_day(make_event("x", "x")) == date(2024, 11, 1)
    assert ReadingView(make_reading("x", published=None)).first_day(make_event("x", "x")) is None


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [([(12, 12), (3, 3)], 12), ([(3, None)], 3), ([(None, 10)], None), ([], None), ([(10, 20)], 10)],
)
def test_casualties_are_never_more_than_the_text_says(bounds, expected):
    quantities = [killed("x", "x", low, high, f"q{number}") for number, (low, high) in enumerate(bounds)]
    event = make_event("x", "x", quantities=tuple(item.id for item in quantities))
    view = ReadingView(make_reading("x", quantities=Items(quantities), events=Items([event])))
    assert view.casualties(event, "killed") == expected
    assert view.casualties(event, "wounded") is None
