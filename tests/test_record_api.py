"""``countermove.Record``: the record from Python."""

from datetime import date

import pytest

import countermove
from countermove.coding.pipeline import Pipeline
from countermove.record.errors import FilterError, RecordError
from tests.response.forecasting.building import put_acts

KENYA = "Kenya condemned the attack on its embassy in Mogadishu on Monday. Somalia promised an investigation."
PERU = "Peru and Chile signed a trade agreement in Lima last week, the two governments said in a statement on Friday."

pytestmark = pytest.mark.usefixtures("quick_knowledge")


@pytest.fixture(scope="module")
def shared() -> Pipeline:
    return Pipeline.load()


@pytest.fixture
def record(tmp_path, shared, monkeypatch):
    monkeypatch.setattr(Pipeline, "load", lambda *arguments, **options: shared)
    with countermove.Record(tmp_path / "war.duckdb") as record:
        yield record


def test_articles_of_all_kinds_are_added_and_known_the_next_time(record):
    articles = [
        countermove.Article(id="1", text=KENYA, published="2024-11-01"),
        {"id": "2", "text": PERU, "published": "2024-11-01", "publisher": "El Faro"},
        "Thousands of workers marched through the capital of Portugal on Saturday to protest against the budget.",
        {"id": "4"},
        {"id": "5", "text": " "},
    ]
    added = record.add(articles)
    assert (added.added, added.newer_versions, added.known, len(added.skipped)) == (3, 0, 0, 2)
    assert "text" in str(added.skipped[0])
    again = record.add(articles[:3])
    assert (again.added, again.known, again.skipped) == (0, 3, ())


def test_one_article_need_not_stand_in_a_list(record):
    for article in (KENYA, {"text": PERU}, countermove.Article(id="x", text=KENYA + PERU)):
        assert record.add(article).added == 1


def test_a_later_text_under_one_address_or_id_is_a_newer_version(record):
    for name in ({"url": "https://news.example/1"}, {"id": "kenya"}):
        record.add({**name, "text": KENYA})
        assert record.add({**name, "text": KENYA + " No one was hurt."}).newer_versions == 1
    assert record.add({"id": "kenya", "text": PERU}).added == 1  # the id was used again for something else


def test_one_id_at_two_publishers_is_two_articles(record):
    texts = [{"id": "1", "publisher": name, "text": KENYA + f" By {name}."} for name in ("The Fjord", "El Faro")]
    assert record.add(texts).added == 2
    assert record.add(texts[::-1]).known == 2


def test_events_are_asked_for_in_plain_words(record):
    record.add({"text": KENYA, "published": "2024-11-05"})
    record.add({"text": PERU, "published": "2025-11-07"})
    assert {row["actor_codes"] for row in record.events(actor="KEN")} == {"KEN"}
    assert record.events(actor="Kenya", since="2024-10-01").pl()["event_type"].to_list() == ["ACCUSE"]
    assert record.events(actor=["KEN", "USA"]).arrow().num_rows == record.events(actor="KEN").count() > 0
    assert {row["first_day"].year for row in record.events(since="2025-01-01")} == {2025}
    assert record.events(until="2024-01-01").rows() == []
    assert record.claims(since="2025-01-01").count() == len(record.claims(since="2025-01-01").rows())


@pytest.mark.parametrize("wanted", [{"actors": "KEN"}, {"since": "soon"}, {"type": "WAR"}, {"min_origins": -1}])
def test_a_filter_that_is_none_is_a_value_error(record, wanted):
    for ask in (record.events, record.claims):
        with pytest.raises(FilterError) as error:
            ask(**wanted)
        assert isinstance(error.value, ValueError)


def test_a_record_can_be_read_by_several_and_written_by_one(tmp_path):
    path = tmp_path / "r.duckdb"
    with pytest.raises(RecordError, match="no such record"):
        countermove.Record(path, read_only=True)
    countermove.Record(path).close()
    with countermove.Record(path, read_only=True) as one, countermove.Record(path, read_only=True) as other:
        assert one.events().rows() == other.events().rows() == []
        with pytest.raises(RecordError, match="reading only"):
            one.add(KENYA)


def test_titles_that_are_no_unicode_are_stored(record):
    assert record.add({"id": "\udcff", "title": "half \ud83d", "publisher": "\ud800", "text": KENYA}).added == 1


def test_stories_timeline_situation_report_and_export(record, tmp_path):
    record.add(
        [{"id": "1", "text": KENYA, "published": "2024-11-01"}, {"id": "2", "text": PERU, "published": "2024-11-02"}]
    )
    assert [story.articles for story in record.stories()] == [1, 1]
    assert [day.day.isoformat() for day in record.timeline(actor="KEN").days if day.day] == ["2024-10-28"]
    assert record.sitrep(since="2024-11-01", until="2024-11-02").figures
    manifest = record.export(tmp_path / "events.csv", format="csv", actor="KEN")
    assert manifest.rows == record.events(actor="KEN").count() > 0


def test_merges_are_corrected_and_articles_retracted(record):
    twice = [KENYA, KENYA.replace("condemned the", "sharply condemned this")]
    record.add([{"id": str(number), "text": text, "published": "2024-11-01"} for number, text in enumerate(twice)])
    [event] = [row for row in record.events(type="ACCUSE", actor="KEN") if row["reports"] == 2]
    reports = record.file.connection.execute(
        "select article_id || '/' || item from reports where event_id = ?", [event["event_id"]]
    ).fetchall()
    apart = record.split(event["event_id"], [reports[-1][0]], author="editor", reason="another one")
    assert [row["reports"] for row in record.events(type="ACCUSE", actor="KEN")] == [1, 1]
    assert record.merge([event["event_id"], apart], author="editor") == event["event_id"]
    article = reports[0][0].split("/")[0]
    assert record.retract(article, author="editor", reason="withdrawn") == [article]
    assert [row["reports"] for row in record.events(type="ACCUSE", actor="KEN")] == [1]
    assert record.restore(article, author="editor") == [article]
    assert [row["reports"] for row in record.events(type="ACCUSE", actor="KEN")] == [2]


def test_an_address_names_one_document_however_it_was_passed_on(record):
    address = "https://quay.example/kenya"
    record.add({"text": KENYA, "url": address, "published": "2024-11-01"})
    shared = {"text": KENYA.replace("Monday", "Sunday"), "url": f"{address}?utm_source=mail", "published": "2024-11-01"}
    assert record.add(shared).newer_versions == 1


def test_an_address_that_is_no_text_is_told(record):
    added = record.add([{"id": "1", "text": KENYA, "url": 5}])
    assert added.added == 0 and "url" in str(added.skipped[0])


def test_a_forecast_is_asked_as_on_the_command_line(tmp_path):
    with countermove.Record(tmp_path / "few.duckdb") as few:
        put_acts(few.file, [("A", "B", 0, day) for day in range(0, 40, 4)])
        found = few.forecast(actor="a", recipient="B", as_of=date(2024, 2, 1))
    assert [one.actor.name for one in found.pairs] == ["A", "B"] and found.pairs[0].acts == 8
