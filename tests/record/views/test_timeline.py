"""Days in order."""

from datetime import date

from countermove.record.filters import Filters
from countermove.record.views.layouts.timeline import timeline_document
from countermove.record.views.timeline import timeline
from tests.report.test_document import text_of


def test_each_event_stands_once_and_days_are_in_order(war):
    found = timeline(war.connection, Filters())
    days = [day.day for day in found.days]
    assert days == sorted(days)
    ids = [event.event_id for day in found.days for event in day.events]
    assert len(ids) == len(set(ids)) == found.events_total == found.events_shown == 5
    assert all(event.first_day == day.day for day in found.days for event in day.events)


def test_numbers_stand_where_they_change(war):
    changes = {day.day: day.numbers for day in timeline(war.connection, Filters()).days if day.numbers}
    [first], [second] = changes[date(2024, 10, 31)], changes[date(2024, 11, 2)]
    assert (first.before, first.told.low) == (None, 9)
    assert (second.before.low, second.told.low) == (9, 13)


def test_a_change_within_the_window_knows_the_value_before_the_window(war):
    [day] = [day for day in timeline(war.connection, Filters.of(since="2024-11-01")).days if day.numbers]
    assert (day.day, day.numbers[0].before.low) == (date(2024, 11, 2), 9)


def test_a_cut_day_tells_how_many_it_has(war):
    found = timeline(war.connection, Filters.of(since="2024-11-02", until="2024-11-02"), 1)
    [day] = found.days
    assert (day.events_total, len(day.events), found.events_total, found.events_shown) == (2, 1, 2, 1)
    text = text_of(timeline_document(found, "Timeline"))
    assert "1 of 2 events shown" in text and "2 November 2024 (1 of 2 events)" in text


def test_silence_and_the_layout(war):
    text = text_of(timeline_document(timeline(war.connection, Filters()), "Timeline"))
    assert "Norway did not answer “did not reply”" in text
    assert "sailors killed: 13 (before: 9)" in text
    assert text.index("30 October 2024") < text.index("31 October 2024") < text.index("2 November 2024")


def test_nothing_matches(war):
    found = timeline(war.connection, Filters.of(actor="ZZZ"))
    assert (found.events_total, found.days) == (0, ())
