"""What one report says itself."""

from __future__ import annotations

from datetime import date

import pytest

from countermove.exports.view import as_day
from countermove.record.facts import event_days, event_facts
from countermove.schema import EventTime
from tests.record.building import Draft

PUBLISHED = date(2024, 11, 1)


def when(start: str | None, end: str | None = None, inferred: bool = False) -> EventTime:
    return EventTime(value="x", start=start, end=end, span=None, inferred=inferred)


def event(**fields):
    draft = Draft("Norway bombed Iceland and Sweden.")
    draft.entity("Norway", country="NOR")
    draft.entity("Iceland", country="ISL", name="Iceland; the island")
    draft.entity("Sweden", country="SWE")
    draft.event("bombed", ["n1"], ["n3", "n2", "n3"], **fields)
    return draft.pair()[1]


@pytest.mark.parametrize(
    ("time", "days"),
    [
        (None, (PUBLISHED, PUBLISHED, True)),
        (when("2024-10-30", "2024-10-30"), (date(2024, 10, 30), date(2024, 10, 30), False)),
        (when("2024-10-28", "2024-11-03"), (date(2024, 10, 28), date(2024, 11, 3), False)),
        (when("2024-10-28T10:00", None), (date(2024, 10, 28), date(2024, 10, 28), False)),
        (when("2024-10-28", "2024-10-01"), (date(2024, 10, 28), date(2024, 10, 28), False)),
        (when("2024-10-28", inferred=True), (PUBLISHED, PUBLISHED, True)),
        (when(None, "2024-10-28"), (PUBLISHED, PUBLISHED, True)),
        (when("soon", "later"), (PUBLISHED, PUBLISHED, True)),
    ],
)
def test_an_event_has_its_own_days_or_that_of_publication(time, days):
    reading = event(time=time) if time else event()
    found = reading.events[0]
    assert event_days(found, PUBLISHED) == days


def test_without_any_date_there_are_no_days():
    assert event_days(event().events[0], None) == (None, None, True)


def test_codes_are_sorted_and_names_stay_in_order():
    reading = event()
    facts = event_facts(reading.events[0], reading, {one.id: one for one in reading.entities}, PUBLISHED)
    assert facts.columns[-4:] == ("NOR", "ISL SWE", "Norway", "Sweden; Iceland, the island")
    assert facts.columns[:2] == ("ASSAULT", None)
    assert (facts.polarity, facts.sentence) == ("happened", (0, len(reading.text)))


def test_parties_that_the_reading_does_not_hold_are_left_out():
    reading = event()
    facts = event_facts(reading.events[0], reading, {}, PUBLISHED)
    assert facts.columns[-4:] == ("", "", "", "")


def test_a_report_outside_all_sentences_stands_at_its_trigger():
    draft = Draft("Norway bombed Iceland.")
    draft.event("bombed")
    _, reading = draft.pair()
    import msgspec

    lost = msgspec.structs.replace(reading.events[0], sentence=9)
    assert event_facts(lost, reading, {}, None).sentence == lost.trigger


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-11-01", PUBLISHED),
        ("2024-11-01T23:59:59-10:00", PUBLISHED),
        ("2024-11", None),
        ("2024-02-30", None),
        ("", None),
        (None, None),
        ("sometime", None),
    ],
)
def test_the_day_of_a_date_is_the_one_written(text, found):
    assert as_day(text) == found
