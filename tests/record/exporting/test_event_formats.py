"""Exchange formats over the record: one event however many articles tell it."""

import io
import json

import pytest

from countermove.exports import gdelt, icews, polecat
from countermove.record.exporting.event_formats import COLUMNS, write_events
from countermove.record.exporting.settings import ExportSettings
from countermove.record.filters import Filters
from tests.exports.building import dicts
from tests.record.building import column, raid, store, tell_raid


def lines(record, form, settings=None, **filters):
    stream = io.BytesIO()
    write_events(record.connection, form, Filters.of(**filters), stream, settings or ExportSettings())
    return stream.getvalue()


def raid_id(record):
    (identifier,) = column(record, "select event_id from events where event_type = 'ASSAULT' and merged_into is null")
    return identifier


def test_plover_has_the_events_id_and_what_is_known_of_its_reports(told):
    event = next(
        one for line in lines(told, "plover").splitlines() if (one := json.loads(line))["event"] == ["ASSAULT"]
    )
    assert event["id"] == raid_id(told)
    assert event["date"] == "2024-10-30"
    assert "reports 3; articles 3; independent origins 3; publishers Paper 1, Paper 2, Paper 3" in event["comment"]
    text = column(told, "select text from articles where article_id = ?", event["cite_info"]["citation"])[0]
    where = event["text_info"]
    assert "bombed the harbour" in text[where["start"] : where["end"]]


def test_polecat_names_all_publishers(told):
    (event,) = dicts(lines(told, "polecat", type="ASSAULT"), polecat.COLUMNS)
    assert event["Event ID"] == raid_id(told)
    assert event["Source"] == "Paper 1;Paper 2;Paper 3"
    assert (event["Event Date"], event["Latitude"], event["Longitude"]) == ("2024-10-30", "1.0", "2.0")


def test_gdelt_counts_mentions_sources_and_articles(told):
    (event,) = dicts(lines(told, "gdelt"), gdelt.COLUMNS)
    assert [event[name] for name in ("NumMentions", "NumSources", "NumArticles")] == ["3", "3", "3"]
    assert event["SQLDATE"] == "20241030"


def test_an_article_without_a_publisher_is_a_source(record):
    store(record, tell_raid(raid(1, publisher=None)))
    (event,) = dicts(lines(record, "gdelt"), gdelt.COLUMNS)
    assert event["NumSources"] == "1"


def test_integer_ids_stay_when_articles_are_added(told):
    before = dicts(lines(told, "icews"), icews.COLUMNS)
    other = raid(9, "Elm met Oak.", published="2024-12-20")
    met = [other.state("Elm", "FRA"), other.state("Oak", "ESP")]
    other.event("met", met, day="2024-12-20", event_type="CONSULT", cameo="040", quad="verbal_cooperation")
    store(told, other)
    after = dicts(lines(told, "icews"), icews.COLUMNS)
    assert len(after) > len(before)
    assert [row["Event ID"] for row in after][: len(before)] == [row["Event ID"] for row in before]


@pytest.mark.parametrize("form", COLUMNS)
def test_how_many_are_in_memory_changes_nothing(told, form):
    assert lines(told, form) == lines(told, form, ExportSettings(batch_rows=1, batch_events=1))


def test_an_answer_to_another_report_of_the_same_event_is_no_answer(record):
    draft = tell_raid(raid(1))
    draft.event("harbour", ["n2"], ["n1"], "2024-10-31", event_type="REJECT", cameo="12", responds_to="e1")
    store(record, draft)
    ids = dict(record.connection.execute("select event_type, event_id from events").fetchall())
    events = {one["event"][0]: one for one in map(json.loads, lines(record, "plover").splitlines())}
    assert events["REJECT"]["link"] == ids["ASSAULT"]
    assert "link" not in events["ASSAULT"]
