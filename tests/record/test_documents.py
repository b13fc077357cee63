"""Which article is new, which is known, and which is a later version."""

from __future__ import annotations

import pytest

from benchmarks.record_dump import dump
from countermove.record.record import RecordFile
from countermove.schema import Article
from tests.readings import make_reading
from tests.record.building import column, own_words, raid, rows, store, tell_raid

URL = "https://news.example/1"
FIRST, SECOND, OTHER = own_words(1), own_words(1, 50), own_words(2)


def version(text: str, name: str = "x", **fields):
    known = {"document": fields.get("url") or name, "published": "2024-11-01", **fields}
    return Article(id=name, text=text, **known), make_reading(text)


def versions(record) -> list[tuple]:
    return rows(record, "select version, status, superseded_by from articles order by article_no")


@pytest.mark.parametrize("together", [True, False])
def test_a_corrected_article_replaces_the_earlier_version_which_stays(record, together):
    pairs = [version(FIRST, url=URL), version(OTHER, url=URL), version(SECOND, url=URL)]
    outcomes = store(record, *pairs) if together else [one for pair in pairs for one in store(record, pair)]
    assert [(one.known, one.version) for one in outcomes] == [(False, 1), (False, 2), (False, 3)]
    assert versions(record) == [(1, "superseded", 2), (2, "superseded", 3), (3, "current", None)]
    assert column(record, "select count(distinct document_id) from articles") == [1]
    assert column(record, "select text from articles where article_no = 1") == [FIRST]


def test_the_same_again_and_an_old_version_again_change_nothing(record):
    store(record, version(FIRST, url=URL), version(SECOND, url=URL))
    before = dump(record.connection)
    outcomes = store(record, version(SECOND, url=URL), version(FIRST, url=URL), version(FIRST, name="y", url=URL))
    assert [(one.known, one.version) for one in outcomes] == [(True, 2), (True, 1), (True, 1)]
    assert dump(record.connection) == before


def test_the_same_article_twice_in_one_run_is_stored_once(record):
    first, again = store(record, version(FIRST), version(FIRST))
    assert (first.known, again.known) == (False, True)
    assert first.article_id == again.article_id
    assert len(versions(record)) == 1


@pytest.mark.parametrize("together", [True, False])
def test_a_given_id_used_again_for_another_article_is_another_document(record, together):
    pairs = [version(FIRST), version(OTHER), version(OTHER), version(SECOND)]
    outcomes = store(record, *pairs) if together else [one for pair in pairs for one in store(record, pair)]
    assert [(one.known, one.version) for one in outcomes] == [(False, 1), (False, 1), (True, 1), (False, 2)]
    assert versions(record) == [(1, "superseded", 3), (1, "current", None), (2, "current", None)]


def test_a_given_id_with_the_same_headline_is_the_same_document(record):
    store(record, version(FIRST, title="Ferry late"), version(OTHER, title="Ferry late"))
    assert [row[:2] for row in versions(record)] == [(1, "superseded"), (2, "current")]


def test_articles_without_a_name_are_known_by_publisher_and_content(record):
    for publisher in ("A", "B", "A"):
        store(record, version(FIRST, document=None, publisher=publisher))
    assert rows(record, "select version, copy_of from articles order by article_no") == [(1, None), (1, 1)]


def test_ids_are_the_same_in_every_record(record, tmp_path, quick_knowledge):
    """Changing these makes every record in the world hold its articles twice."""
    store(record, version(OTHER, "y"), version("The ferry is late.", url=URL))
    ids = rows(record, "select article_id, document_id from articles where url is not null")
    assert ids == [("a8da551b686569369", "dc1eb1dc8c823137c")]
    with RecordFile(tmp_path / "other.duckdb") as other:
        store(other, version("The ferry is late.", url=URL))
        assert rows(other, "select article_id, document_id from articles") == ids


def test_what_a_superseded_version_said_no_longer_counts(record):
    old = tell_raid(raid(1, url=URL, document=URL))
    new = tell_raid(raid(1, "Correction.", url=URL, document=URL))
    store(record, old, new)
    assert rows(record, "select reports, articles, origins, best_article_no from events") == [(1, 1, 1, 2)]
    assert column(record, "select counted from event_mentions order by article_no") == [False, True]
    assert column(record, "select copy_of from articles") == [None, None]
    assert column(record, "select articles from stories where articles > 0") == [1]
