from __future__ import annotations

import pytest

import countermove
from countermove.record.reports import WordTables, decode_report, encode_report, reports_of, status_of
from countermove.record.vectors import article_vector
from countermove.schema import Reading

TEXT = (
    "Rebels attacked a fuel depot near Kampala on Monday, killing 12 soldiers. "
    "Ugandan President Yoweri Museveni condemned the attack. The army may strike rebel camps this week."
)


@pytest.fixture(scope="module")
def tables() -> WordTables:
    return WordTables.load()


@pytest.fixture(scope="module")
def reading() -> Reading:
    return countermove.read(TEXT, published="2019-06-05", id="uga-1")


def test_a_report_for_every_event_with_what_the_reading_says(reading: Reading, tables: WordTables) -> None:
    vector = article_vector(reading)
    reports = reports_of(reading, tables, vector, "story")
    assert [r.mention_id for r in reports] == [f"uga-1/{event.id}" for event in reading.events]
    for report, event in zip(reports, reading.events, strict=True):
        assert (report.event_type, report.mode, report.status) == (event.event_type, event.mode, status_of(event))
        assert report.article == vector and report.story_id == "story"
        assert report.published == 18052
    attack = next(r for r in reports if "attack" in r.triggers)
    assert (attack.first_day, attack.last_day, attack.time_inferred) == (18050, 18050, False)


def test_a_stored_report_comes_back_and_is_small(reading: Reading, tables: WordTables) -> None:
    for report in reports_of(reading, tables, article_vector(reading)):
        stored = encode_report(report)
        assert len(stored) < 1000
        assert decode_report(stored, report.article) == report
