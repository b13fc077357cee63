"""The way in: what becomes of each article, in order, once it is on disk."""

from __future__ import annotations

import shutil

import pytest

from countermove.intake.problem import Problem
from countermove.record.adding import Adder
from countermove.record.errors import RecordError
from countermove.record.integration import Stored
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from countermove.schema import Article
from tests.record.building import Draft, column, own_words, rows
from tests.record.building import readers as reader_of

DRAFTS = [Draft(own_words(number), f"a{number}", document=f"a{number}", published=None) for number in range(5)]
ARTICLES = [draft.article for draft in DRAFTS]
READ = reader_of(draft.pair() for draft in DRAFTS)


def told(outcomes) -> list[tuple[str, str]]:
    return [
        (one.source, one.reason) if isinstance(one, Problem) else (one.name, "known" if one.known else "new")
        for one in outcomes
    ]


@pytest.fixture(params=[2, 100])
def small(request, tmp_path, empty_file, quick_knowledge):
    """A record that stores so many articles in one transaction."""
    shutil.copy(empty_file, tmp_path / "r.duckdb")
    with RecordFile(tmp_path / "r.duckdb", settings=RecordSettings(batch_articles=request.param)) as record:
        yield record


def test_outcomes_come_in_order_and_problems_keep_their_place(small):
    items = [ARTICLES[0], Problem("x.txt", "is empty"), ARTICLES[1], ARTICLES[0], Problem("y", "is gone")]
    assert told(small.store_articles(items, READ)) == [
        ("a0", "new"),
        ("x.txt", "is empty"),
        ("a1", "new"),
        ("a0", "known"),
        ("y", "is gone"),
    ]
    assert column(small, "select given_id from articles order by article_no") == ["a0", "a1"]


def test_an_article_that_the_reader_gives_up_is_told_in_its_place(small):
    strange = Article(id="strange", text="Nobody can read this.")
    items = [ARTICLES[0], strange, ARTICLES[1]]
    assert told(small.store_articles(items, READ)) == [("a0", "new"), ("strange", "could not be read"), ("a1", "new")]


def test_known_articles_are_not_read_again(small):
    list(small.store_articles(ARTICLES[:3], READ))
    asked = []

    def read(items):
        for item in items:
            asked.extend([item.id] if isinstance(item, Article) else [])
            yield from READ([item])

    assert told(small.store_articles(ARTICLES[:4], read)) == [*((f"a{n}", "known") for n in range(3)), ("a3", "new")]
    assert asked == ["a3"]


def test_what_is_told_as_stored_is_on_disk(small):
    for seen, outcome in enumerate(small.store_articles(ARTICLES, READ), 1):
        assert isinstance(outcome, Stored)
        assert column(small, "select count(*) from articles")[0] >= seen


def test_a_run_that_ends_early_goes_on_where_it_was(small):
    running = small.store_articles(ARTICLES, READ)
    first = next(running)
    running.close()
    assert first.name == "a0"
    outcomes = told(small.store_articles(ARTICLES, READ))
    assert [name for name, _ in outcomes] == [article.id for article in ARTICLES]
    assert outcomes[0] == ("a0", "known")
    assert column(small, "select count(*) from articles") == [5]


def test_every_article_is_settled_once_with_what_became_of_it(small):
    list(small.store_articles([ARTICLES[0]], READ))
    settled = []
    strange = Article(id="strange", text="Nobody can read this.")
    items = [ARTICLES[0], Problem("x", "is empty"), ARTICLES[1], strange]
    list(small.store_articles(items, READ, lambda article, outcome: settled.append((article, told([outcome])[0][1]))))
    assert settled == [(ARTICLES[0], "known"), (ARTICLES[1], "new"), (strange, "could not be read")]


def test_what_is_settled_is_stored_with_the_article_or_not_at_all(small):
    def settle(article, outcome):
        small.connection.execute("insert into feeds values (?, null, null, 0, 0, null, null, false, 0)", [article.id])
        if article.id == "a1":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(small.store_articles(ARTICLES[:2], READ, settle))
    assert column(small, "select feed_url from feeds") == column(small, "select given_id from articles")
    assert "a1" not in column(small, "select feed_url from feeds")
    list(small.store_articles(ARTICLES, READ))
    assert column(small, "select given_id from articles order by article_no") == [article.id for article in ARTICLES]


def test_a_reader_that_breaks_leaves_what_was_stored(small):
    def read(items):
        for number, item in enumerate(items):
            if number == 3:
                raise MemoryError
            yield from READ([item])

    stored = []
    with pytest.raises(MemoryError):
        for outcome in small.store_articles(ARTICLES, read):
            stored.append(outcome.name)
    assert column(small, "select given_id from articles order by article_no") == stored
    list(small.store_articles(ARTICLES, READ))
    assert column(small, "select count(*), max(article_no) from articles") == [5]


def test_articles_are_stored_though_no_batch_is_full_when_they_come_slowly(tmp_path, knowledge, monkeypatch):
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr("countermove.record.adding.time.monotonic", lambda: float(next(clock)))
    with RecordFile(tmp_path / "r.duckdb") as record:
        adder = Adder(record.connection, RecordSettings(batch_articles=100, batch_seconds=5), knowledge)
        outcomes = adder.add_articles(ARTICLES, READ)
        next(outcomes)
        assert column(record, "select count(*) from articles") == [1]


def test_readings_and_articles_are_known_to_one_another(small):
    outcomes = told(small.store_readings([DRAFTS[0].pair(), Problem("line 2", "is not a reading"), DRAFTS[1].pair()]))
    assert outcomes == [("a0", "new"), ("line 2", "is not a reading"), ("a1", "new")]
    assert told(small.store_articles(ARTICLES[:2], READ)) == [("a0", "known"), ("a1", "known")]


def test_a_record_that_is_only_read_takes_nothing_in_and_says_so(tmp_path, quick_knowledge):
    RecordFile(tmp_path / "r.duckdb").close()
    with RecordFile(tmp_path / "r.duckdb", read_only=True) as record, pytest.raises(RecordError) as error:
        list(record.store_readings([DRAFTS[0].pair()]))
    assert "\n" not in str(error.value)
    with RecordFile(tmp_path / "r.duckdb") as record:
        assert rows(record, "select * from articles") == []


def test_nothing_in_nothing_out(small):
    assert list(small.store_articles([], READ)) == []
    assert list(small.store_readings([])) == []
