"""Reports put to events while stories take shape."""

from benchmarks.synthetic import synthetic_readings
from countermove.record.event_index import Decisions
from countermove.record.event_links import EventLinks
from countermove.record.knowledge import Knowledge
from countermove.record.record import RecordFile
from countermove.record.reports import decode_report
from tests.record.building import column, rows


def test_stored_reports_come_back_with_the_story_that_their_article_is_in_now(tmp_path, quick_knowledge):
    with RecordFile(tmp_path / "x.duckdb") as record:
        list(record.store_readings(synthetic_readings(40, seed=5, days=2)))
        stories = dict(rows(record, "select article_id, story_id from articles join stories using (story_no)"))
        links = EventLinks(record.connection, Knowledge.load(), Decisions())
        days = column(record, "select distinct day from event_mentions")
        reports = [stored.report for day in days for stored in links._load_day(day)]
        at_first = [decode_report(features, {}) for features in column(record, "select features from event_mentions")]
    assert any(stories[report.article_id] != report.story_id for report in at_first)
    assert len(reports) == len(at_first)
    assert all(stories[report.article_id] == report.story_id for report in reports)
