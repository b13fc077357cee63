"""A whole record passes; whatever is wrong is told in one line, and found by the check that is there for it."""

import shutil

import pytest

from countermove.record.curation import Decision
from countermove.record.info import record_info
from countermove.record.integrity import problems, repair
from countermove.record.knowledge import Knowledge
from countermove.record.record import RecordFile
from tests.record.synthetic_record import varied

BY = Decision("ana", "because")
ARTICLE = "article_no = (select min(article_no) from articles where status = 'current')"
EVENT = "event_no = (select arg_max(event_no, reports) from events)"


@pytest.fixture(scope="module")
def filled(tmp_path_factory, empty_file, knowledge):
    path = tmp_path_factory.mktemp("integrity") / "x.duckdb"
    shutil.copy(empty_file, path)
    with pytest.MonkeyPatch.context() as patch, RecordFile(path) as file:
        patch.setattr(Knowledge, "load", lambda: knowledge)
        list(file.store_readings(varied(12, 2)))
        told = file.connection.execute(
            "select event_id, min(article_id || '/' || item) from reports group by 1 order by count(*) desc, 1 limit 3"
        ).fetchall()
        file.split(told[0][0], [told[0][1]], BY)
        file.merge([event for event, _ in told[1:]], BY)
        file.retract(told[0][1].partition("/")[0], BY)
    return path


@pytest.fixture
def record(tmp_path, filled):
    path = tmp_path / "x.duckdb"
    shutil.copy(filled, path)
    with RecordFile(path) as file:
        yield file


def test_a_whole_record_passes_also_when_only_read(filled):
    with RecordFile(filled, read_only=True) as file:
        assert list(problems(file.connection)) == []


def test_an_empty_record_passes(empty_file):
    with RecordFile(empty_file, read_only=True) as file:
        assert list(problems(file.connection)) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (f"update mentions set end_char = 1000000 where {ARTICLE}", "lies outside the text"),
        (f"update mentions set start_char = -1 where {ARTICLE}", "lies outside the text"),
        (f"update mentions set start_char = start_char + 1 where {ARTICLE}", "are not those of its reading"),
        (f"delete from mentions where {ARTICLE} and item = 'e1'", "no event e1 was read there"),
        (f"delete from mentions where {ARTICLE} and kind = 'attribution'", "no attribution r1 was read there"),
        (f"delete from mentions where {ARTICLE} and kind = 'quantity'", "no number q1 was read there"),
        (f"update event_mentions set sentence_end = 1000000 where {ARTICLE}", "the sentence of e1 lies outside"),
        (f"update articles set text = text || '.' where {ARTICLE}", "are not those that its checksum was made of"),
        (f"update articles set article_id = 'a0' where {ARTICLE}", "its id is not that of its content"),
        (f"update readings set reading = '{{' where {ARTICLE}", "its reading can't be opened"),
        (f"delete from readings where {ARTICLE}", "0 readings"),
        (f"insert into readings from readings where {ARTICLE}", "2 readings"),
        (f"delete from vectors where {ARTICLE}", "0 rows in vectors"),
        (f"insert into articles from articles where {ARTICLE}", "articles: 2 rows with article_no"),
        (
            f"insert into event_mentions from event_mentions where {ARTICLE}",
            "event_mentions: 2 rows with article_no, item",
        ),
        (f"insert into events from events where {EVENT}", "events: 2 rows with event_id"),
        (f"update articles set status = 'lost' where {ARTICLE}", "status lost is unknown"),
        ("update articles set superseded_by = null", "by no later version"),
        ("update articles set status = 'current'", "current versions"),
        (f"update event_mentions set counted = false where {ARTICLE}", "is current, but e1 does not count"),
        ("update quantities set counted = true", "q1 counts"),
        (
            f"update event_parties set event_no = 0 - event_no where {ARTICLE} and item = 'e5'",
            "a party of e5 is of another event",
        ),
        ("delete from entities where entity_no = 1", "entity_mentions: entity_no 1 of"),
        ("delete from sources where source_no = 1", "source_no 1 of"),
        ("delete from places where place_no = 1", "event_mentions: place_no 1 of"),
        ("delete from stories where story_no = 1", "articles: story_no 1 of"),
        ("delete from quantity_series where series_no = 1", "quantities: series_no 1 of"),
        (f"delete from events where {EVENT}", "event_mentions: event_no"),
        ("delete from claims where claim_no = 1", "claim_mentions: claim_no 1 of"),
        ("delete from claim_mentions where claim_no = 1", "has no report"),
        (f"delete from event_mentions where {EVENT}", "has no report"),
        (f"update events set merged_into = event_no where {EVENT}", "is merged, but"),
        (f"update events set reports = 99 where {EVENT}", "reports 99, should be"),
        (f"update events set status = 'confirmed', origins = 0 where {EVENT}", "origins 0, should be"),
        ("update claims set content = 'x' where claim_no = 1", "content x, should be"),
        ("update stories set articles = 99", "articles 99, should be"),
        (
            "update articles set status = 'current', status_reason = null where status = 'retracted'",
            "retract is not respected",
        ),
        ("update event_mentions set event_no = 1", "the split does not hold"),
        ("update event_mentions set event_no = article_no", "the merge does not hold"),
    ],
)
def test_what_is_wrong_is_told(record, damage, told):
    record.connection.execute(damage)
    lines = list(problems(record.connection))
    assert any(told in line for line in lines), lines
    assert all("\n" not in line for line in lines)


def test_many_problems_of_one_kind_are_cut(record):
    record.connection.execute("update claims set reports = 99")
    assert len(list(problems(record.connection, most=3))) == 3


def test_a_quick_check_leaves_out_texts(record):
    record.connection.execute("update articles set text = text || '.'")
    assert list(problems(record.connection, quick=True)) == []


def test_repair_works_out_what_follows_and_nothing_else(record):
    before = record.connection.execute("from events order by event_no").fetchall()
    record.connection.execute("update events set reports = 99, status = 'open' where merged_into is null")
    record.connection.execute("update stories set headline = 'x'")
    record.connection.execute("update claims set origins = 7")
    record.connection.execute(f"update mentions set end_char = 1000000 where {ARTICLE}")
    repair(record.connection)
    assert record.connection.execute("from events order by event_no").fetchall() == before
    lines = list(problems(record.connection))
    assert lines and all("article" in line for line in lines)


def test_the_figures_of_a_record(record):
    figures = record_info(record.connection, record.path)
    assert figures.counts["articles"] == len(varied(12, 2))
    assert figures.counts["retracted_articles"] == 1 and figures.counts["superseded_articles"] >= 1
    assert sum(figures.event_statuses.values()) == figures.counts["events"] > 0
    assert figures.published_first.isoformat() == "2023-01-01" and figures.undated_articles >= 1
    assert figures.decided_by["ana"] >= 2
    assert [step.version for step in figures.migrations] == list(range(1, len(figures.migrations) + 1))
    assert figures.bytes_per_event == round(figures.bytes / figures.counts["events"])


def test_the_figures_of_an_empty_record(empty_file):
    with RecordFile(empty_file, read_only=True) as file:
        figures = record_info(file.connection, empty_file)
    assert figures.counts["articles"] == 0 and figures.bytes_per_event is None and figures.added_first is None
