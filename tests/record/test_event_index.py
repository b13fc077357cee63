from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.record.event_index import Decisions, EventIndex, EventSettings, StoredReport, days_of
from countermove.record.pair_score import PairScorer
from countermove.record.reports import Report, WordTables
from tests.record.reports_building import report


@pytest.fixture(scope="module")
def scorer() -> PairScorer:
    return PairScorer.load(WordTables.load())


def run(reports: Iterable[Report], scorer: PairScorer, cut: int | None = None) -> dict[str, str]:
    """Events of mentions; after ``cut`` reports a new index goes on, which gets the earlier ones from its loader."""
    stored: dict[str, StoredReport] = {}

    def load(day: int | None) -> list[StoredReport]:
        return [one for one in stored.values() if day in days_of(one.report)]

    index, merged = EventIndex(scorer, load), {}
    for number, one in enumerate(reports):
        if number == cut:
            index = EventIndex(scorer, load)
        choice = index.assign(one)
        event = choice.event_id or one.mention_id
        for other in choice.also:
            index.merge(event, other)
            merged[other] = event
            stored.update({k: StoredReport(v.report, event) for k, v in stored.items() if v.event_id == other})
        index.add(one, event)
        stored[one.mention_id] = StoredReport(one, event)
    return {mention: one.event_id for mention, one in stored.items()}


def test_two_outlets_tell_one_attack(scorer: PairScorer) -> None:
    index = EventIndex(scorer)
    index.add(report("a/e1"), "first")
    choice = index.assign(report("b/e1", triggers=("raid",), shown="raid"))
    assert choice.event_id == "first"
    assert "same actor" in choice.reason and "'raid' ~ 'attacked'" in choice.reason


def test_another_place_and_week_is_another_attack(scorer: PairScorer) -> None:
    index = EventIndex(scorer)
    index.add(report("a/e1"), "first")
    other = report("b/e1", first_day=130, last_day=130, published=130)
    assert index.assign(other).event_id is None


def test_what_is_planned_is_not_what_happened(scorer: PairScorer) -> None:
    index = EventIndex(scorer)
    index.add(report("a/e1"), "first")
    assert index.assign(report("b/e1", status="open")).event_id is None
    assert index.assign(report("b/e1", status="denied")).event_id == "first"


def test_decisions_are_respected(scorer: PairScorer) -> None:
    index = EventIndex(scorer, decisions=Decisions(different=frozenset((frozenset(("b/e1", "first")),))))
    index.add(report("a/e1"), "first")
    assert index.assign(report("b/e1")).event_id is None
    index.decide(Decisions(different=frozenset((frozenset(("b/e1", "a/e1")),))))
    assert index.assign(report("b/e1")).event_id is None
    index.decide(Decisions(same={"c/e9": "first"}))
    assert index.assign(report("c/e9", triggers=("sing",), event_type=None)).event_id == "first"


def test_a_merged_event_goes_by_the_name_of_the_kept(scorer: PairScorer) -> None:
    index = EventIndex(scorer)
    index.add(report("a/e1"), "gone")
    index.merge("kept", "gone")
    assert index.assign(report("b/e1")).event_id == "kept"


def test_reports_follow_an_article_to_another_story(scorer: PairScorer) -> None:
    apart = {"names": (), "actors": (), "recipients": ()}
    index = EventIndex(scorer)
    index.add(report("a/e1", **apart, story_id="other"), "first")
    assert index.assign(report("b/e1", **apart)).event_id is None  # no key in common
    index.move("a", "harbour")
    assert index.assign(report("b/e1", **apart)).event_id == "first"


def test_undated_articles_meet_among_themselves_and_dated_reports_by_day(scorer: PairScorer) -> None:
    index = EventIndex(scorer)
    index.add(report("a/e1", published=None), "dated by the text")
    assert index.assign(report("b/e1", published=None, first_day=None, last_day=None)).event_id is not None
    assert index.assign(report("c/e1")).event_id is not None


_WORDS = st.sampled_from(["attack", "raid", "kill", "arrest"])


@st.composite
def _streams(draw: st.DrawFn) -> list[Report]:
    count = draw(st.integers(2, 12))
    reports = []
    for number in range(count):
        day = draw(st.one_of(st.none(), st.integers(100, 108)))
        reports.append(
            report(
                f"a{number // 2}/e{number}",
                triggers=(draw(_WORDS),),
                published=day,
                first_day=day,
                last_day=day,
                story_id=draw(st.sampled_from(["harbour", "airport", None])),
                actors=draw(st.sampled_from([("n:morvane",), ("n:tarsk",), ()])),
            )
        )
    return reports


@settings(max_examples=40, deadline=None)
@given(_streams(), st.data())
def test_a_choice_does_not_depend_on_where_reports_come_from(
    scorer: PairScorer, stream: list[Report], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, len(stream)))
    assert run(stream, scorer) == run(stream, scorer, cut)


def test_each_day_is_loaded_once(scorer: PairScorer) -> None:
    asked: list[int | None] = []

    def load(day: int | None) -> list[StoredReport]:
        asked.append(day)
        return []

    index = EventIndex(scorer, load, EventSettings(reach=2))
    for _ in range(3):
        index.assign(report("a/e1"))
    assert sorted(day for day in asked if day is not None) == [98, 99, 100, 101, 102]


def test_a_full_window_is_searched_quickly(scorer: PairScorer) -> None:
    index = EventIndex(scorer)
    for number in range(4000):
        one = report(
            f"a{number}/e1",
            story_id=f"s{number // 20}",
            names=(f"n:name{number // 15}",),
            actors=(f"n:name{number // 15}",),
            recipients=(),
        )
        index.add(one, f"event{number // 10}")
    begin = time.perf_counter()
    for number in range(20):
        index.assign(report(f"b{number}/e1", story_id=f"s{number}", names=(f"n:name{number}",)))
    assert (time.perf_counter() - begin) / 20 < 0.1  # a generous bound for a busy machine; usually a few milliseconds
