"""Copies and the origins behind them, as articles come in."""

from __future__ import annotations

import pytest

from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from tests.record.building import Draft, column, one_row, raid, rows, store, tell_raid


def wire(paper: int, publisher: str | None = None, **fields) -> Draft:
    """One paper's print of one wire story."""
    known = {"name": f"w{paper}", "publisher": publisher or f"Paper {paper}", **fields}
    return tell_raid(raid(0, **known))


@pytest.fixture(params=["one transaction", "one for each"])
def put(request, record):
    """Store articles in one transaction, or in one for each."""

    def put(*drafts: Draft) -> RecordFile:
        if request.param == "one transaction":
            store(record, *drafts)
        else:
            for draft in drafts:
                store(record, draft)
        return record

    return put


def test_copies_of_one_wire_story_are_one_origin(put):
    record = put(*map(wire, range(4)))
    assert rows(record, "select reports, publishers, origins, status from events") == [(4, 4, 1, "single-origin")]
    assert column(record, "select copy_of from articles order by 1 nulls first") == [None, *[1] * 3]
    assert rows(record, "select distinct copy_score, origin_from from articles where copy_of = 1") == [(1.0, "copy")]
    assert one_row(record, "select sum(copies)::integer, sum(articles)::integer from coverage") == (3, 4)


@pytest.mark.parametrize("dated", [True, False])
def test_an_agency_whose_copy_comes_late_is_the_origin_of_all(put, dated):
    when = {} if dated else {"published": None}
    record = put(wire(1, **when), wire(2, **when), wire(3, "Reuters", **when), wire(4, **when))
    assert column(record, "select distinct name from sources s join articles a on a.origin_no = s.source_no") == [
        "Reuters"
    ]
    assert column(
        record, "select distinct o.name from event_mentions m join sources o on o.source_no = m.origin_no"
    ) == ["Reuters"]
    assert rows(record, "select reports, origins from events") == [(4, 1)]


def test_a_credit_names_the_agency_of_its_copies_too(put):
    record = put(wire(1), tell_raid(raid(0, "OSLO, Nov 1 (AFP) -", name="credited", publisher="Paper 2")), wire(3))
    assert rows(record, "select s.name, a.origin_from from articles a join sources s on s.source_no = a.origin_no "
                        "order by article_no") == [
        ("Agence France-Presse", "copy"),
        ("Agence France-Presse", "credit"),
        ("Agence France-Presse", "copy"),
    ]  # fmt: skip


def test_a_paper_in_its_own_words_is_an_origin_of_its_own(put):
    record = put(wire(1), wire(2), tell_raid(raid(5)))
    assert rows(record, "select reports, publishers, origins, status from events") == [(3, 3, 2, "corroborated")]


def test_copies_far_apart_in_time_are_not_taken_for_copies(put):
    record = put(wire(1), wire(2, published="2024-11-09"))
    assert column(record, "select copy_of from articles") == [None, None]


def test_an_article_of_unknown_publisher_is_its_own_origin(put):
    drafts = [raid(paper) for paper in (1, 2)]
    for draft in drafts:
        draft.article = type(draft.article)(id=draft.article.id, text=draft.text, published="2024-11-01")
    record = put(*map(tell_raid, drafts))
    assert rows(record, "select publishers, origins from events") == [(0, 2)]
    assert column(record, "select distinct kind from sources") == ["article"]


def test_a_correction_takes_the_first_version_out_of_the_count(put):
    url = "https://news.example/1"
    record = put(
        wire(1, url=url, document=url),
        wire(2),
        tell_raid(raid(0, "Update.", url=url, document=url, publisher="Paper 1")),
    )
    assert rows(record, "select reports, publishers, origins from events") == [(2, 2, 1)]
    assert rows(record, "select version, status from articles order by article_no") == [
        (1, "superseded"),
        (1, "current"),
        (2, "current"),
    ]


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_how_articles_are_cut_into_transactions_changes_no_origin(tmp_path, quick_knowledge, batch):
    drafts = [
        wire(1),
        wire(2, published=None),
        wire(3, "Reuters"),
        wire(4),
        wire(5, published=None),
        tell_raid(raid(6)),
    ]
    with RecordFile(tmp_path / "x.duckdb", settings=RecordSettings(batch_articles=batch)) as record:
        assert len(list(record.store_readings(draft.pair() for draft in drafts))) == 6
        found = rows(
            record,
            "select given_id, s.name, copy_of, origin_from from articles a join sources s on s.source_no = a.origin_no "
            "order by article_no",
        )
    assert found == [
        ("w1", "Reuters", None, "copy"),
        ("w2", "Paper 2", None, "publisher"),
        ("w3", "Reuters", 1, "publisher"),
        ("w4", "Reuters", 1, "copy"),
        ("w5", "Paper 2", 2, "copy"),
        ("raid6", "Paper 6", None, "publisher"),
    ]
