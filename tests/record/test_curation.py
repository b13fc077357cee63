"""What people decide is kept, respected by later runs, and can be undone."""

import shutil

import pytest

from benchmarks.record_dump import dump
from benchmarks.synthetic import synthetic_readings
from countermove.record.curation import Decision
from countermove.record.errors import FilterError
from countermove.record.knowledge import Knowledge
from countermove.record.record import RecordFile
from tests.record.synthetic_record import changed, elsewhere, varied

BY = Decision("ana", "another raid")


@pytest.fixture(scope="module")
def filled(tmp_path_factory, empty_file, knowledge):
    path = tmp_path_factory.mktemp("curation") / "x.duckdb"
    shutil.copy(empty_file, path)
    with pytest.MonkeyPatch.context() as patch, RecordFile(path) as file:
        patch.setattr(Knowledge, "load", lambda: knowledge)
        list(file.store_readings(varied(16, 2)))
    return path


@pytest.fixture
def record(tmp_path, filled, quick_knowledge):
    path = tmp_path / "x.duckdb"
    shutil.copy(filled, path)
    with RecordFile(path) as file:
        yield file


def ask(record, sql, *values):
    return record.connection.execute(sql, values).fetchall()


def largest_event(record):
    """The event that most articles tell, and its reports."""
    event_id = ask(record, "select event_id from events order by articles desc, event_id limit 1")[0][0]
    return event_id, reports(record, event_id)


def reports(record, event_id):
    sql = "select article_id || '/' || item from reports where event_id = ? order by article_id, item"
    return [row[0] for row in ask(record, sql, event_id)]


def state(record, event_id):
    columns = "event_type, actors, reports, articles, origins, status, merged_into"
    return ask(record, f"select {columns} from events where event_id = ?", event_id)[0]


def without_decisions(record):
    lines = dump(record.connection).splitlines()
    return [line for line in lines if not line.startswith("decisions ")]


def test_a_split_makes_an_event_of_its_own(record):
    event_id, told = largest_event(record)
    other = record.split(event_id, told[:2], BY)
    assert other != event_id and reports(record, other) == told[:2] and reports(record, event_id) == told[2:]
    assert state(record, event_id)[2] == len(told) - 2 and state(record, other)[2] == 2
    decided = ask(record, "select distinct decided_by, reason from reports where event_id = ?", other)
    assert decided == [("ana", "another raid")]
    assert ask(record, "select author, action, reason from decisions") == [("ana", "split", "another raid")]
    parties = "select count(*) from event_parties p join event_mentions m using (article_no, item)"
    assert ask(record, f"{parties} where p.event_no <> m.event_no") == [(0,)]


def test_a_merge_joins_events_under_the_earliest_and_a_split_gives_the_old_id_back(record):
    first, second = (
        row[0] for row in ask(record, "select event_id from events where reports > 0 order by event_no limit 2")
    )
    told = reports(record, second)
    before = state(record, first), state(record, second)
    assert record.merge([second, first], BY) == first
    assert set(told) < set(reports(record, first)) and reports(record, second) == []
    assert record.split(second, told, BY) == second, "a merged id stands for what it became part of"
    assert (state(record, first), state(record, second)) == before


def test_a_merged_event_leads_on_when_that_one_is_merged_too(record):
    ids = [row[0] for row in ask(record, "select event_id from events where reports > 0 order by event_no limit 3")]
    record.merge(ids[1:], BY)
    record.merge(ids[:2], BY)
    into = "select distinct kept.event_id from events e join events kept on kept.event_no = e.merged_into"
    assert ask(record, f"{into} where e.event_id in (?, ?)", *ids[1:]) == [(ids[0],)]


@pytest.mark.parametrize("again", [False, True], ids=["same run", "next run"])
def test_a_split_is_respected_by_what_comes_later(record, again):
    event_id, told = largest_event(record)
    other = record.split(event_id, told[: len(told) // 2], BY)
    list(record.store_readings(varied(16, 2)))
    assert (reports(record, event_id), reports(record, other)) == (told[len(told) // 2 :], told[: len(told) // 2])
    if again:
        record.close()
        record = RecordFile(record.path)
    # The story goes on: further reports of all of it, alike to both sides.
    further = [
        elsewhere(item, f"Paper {n}", " More later.") for n in range(2) for item in synthetic_readings(16, days=2)
    ]
    assert any(not stored.known for stored in record.store_readings(further))
    assert set(told[len(told) // 2 :]) <= set(reports(record, event_id))
    assert set(told[: len(told) // 2]) <= set(reports(record, other))
    assert state(record, event_id)[-1] is None and state(record, other)[-1] is None
    record.close()


def test_a_merge_is_respected_by_what_comes_later(record):
    first, second = (
        row[0] for row in ask(record, "select event_id from events where reports > 0 order by event_no limit 2")
    )
    record.merge([first, second], BY)
    told = reports(record, first)
    list(record.store_readings([elsewhere(item, "Late Post", " More.") for item in synthetic_readings(16, days=2)]))
    assert set(told) <= set(reports(record, first)) and reports(record, second) == []


def test_a_retraction_marks_and_its_undoing_gives_all_back(record):
    before = without_decisions(record)
    told = "articles a join event_mentions using (article_no) join events using (event_no)"
    wanted = "reports = 1 and a.status = 'current' and a.url is not null limit 1"
    article = ask(record, f"select a.article_id, a.url from {told} where {wanted}")[0]
    only = "select event_id from events join event_mentions using (event_no) join articles using (article_no)"
    alone = ask(record, f"{only} where article_id = ? and reports = 1", article[0])
    assert record.retract(article[1], BY) == [article[0]]
    assert ask(record, "select status, status_reason from articles where article_id = ?", article[0]) == [
        ("retracted", "another raid")
    ]
    assert alone and {state(record, event)[5] for (event,) in alone} == {"withdrawn"}
    assert ask(record, "select count(*) from reports where article_id = ?", article[0]) == [(0,)]
    assert ask(record, "select count(*) from who_did_what where best_article_id = ?", article[0]) == [(0,)]
    assert record.restore(article[0], BY) == [article[0]]
    assert without_decisions(record) == before
    assert [row[0] for row in ask(record, "select action from decisions order by decision_no")] == [
        "retract",
        "restore",
    ]


def test_a_retracted_article_stays_so_when_it_comes_again(record):
    items = list(synthetic_readings(16, days=2))
    [article_id] = record.retract(items[7][0].url, BY)
    assert [stored.known for stored in record.store_readings(items)] == [True] * len(items)
    assert ask(record, "select status from articles where article_id = ?", article_id) == [("retracted",)]


def test_a_version_retracted_before_the_next_is_superseded_when_restored(record):
    item = next(synthetic_readings(16, days=2))
    [article_id] = record.retract(item[0].url, BY)
    list(record.store_readings([changed(item, " Now right.")]))
    record.restore(article_id, BY)
    same = "select document_id from articles where article_id = ?"
    versions = ask(
        record, f"select status, article_id from articles where document_id in ({same}) order by version", article_id
    )
    assert [status for status, _ in versions[-2:]] == ["superseded", "current"]
    assert versions[-2][1] == article_id


def test_wrong_ids_are_told_and_change_nothing(record):
    event_id, told = largest_event(record)
    before = dump(record.connection)
    for wrong in (
        lambda: record.split("e0", told[:1], BY),
        lambda: record.split(event_id, ["a0/e1"], BY),
        lambda: record.split(event_id, told, BY),
        lambda: record.split(event_id, [], BY),
        lambda: record.merge([event_id], BY),
        lambda: record.merge([event_id, event_id], BY),
        lambda: record.merge([], BY),
        lambda: record.merge([event_id, "e0"], BY),
        lambda: record.retract("a0", BY),
        lambda: record.retract("https://nowhere.example/", BY),
        lambda: record.restore(told[0].partition("/")[0], BY),
    ):
        with pytest.raises(FilterError) as trouble:
            wrong()
        assert "\n" not in str(trouble.value)
    assert dump(record.connection) == before


def test_a_split_holds_for_the_same_report_in_a_corrected_version(record):
    [(event_id, mention, url)] = ask(
        record,
        "select event_id, min(article_id || '/' || item), any_value(url order by article_id) from reports "
        "where article_id in (select article_id from articles where version = 1 and url is not null) "
        "group by 1 order by count(*) desc, 1 limit 1",
    )
    other = record.split(event_id, [mention], BY)
    [item] = [item for item in synthetic_readings(16, days=2) if item[0].url == url]
    list(record.store_readings([changed(item, " One word was corrected.")]))
    [(told, by)] = ask(record, "select article_id || '/' || item, decided_by from reports where event_id = ?", other)
    assert told != mention and told.partition("/")[2] == mention.partition("/")[2] and by == "ana"
    assert state(record, other)[2] == 1
