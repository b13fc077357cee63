"""What is known of feeds: in memory and in the record, the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countermove.intake.feed_state import FeedStatus, MemoryFeedState, StoredItem
from countermove.record.feed_tables import RecordFeedState
from countermove.record.record import RecordFile
from countermove.record.transactions import transaction
from tests.intake.fake_clock import FakeClock
from tests.intake.feed_web import FEED, Watcher

OTHER = "https://other.example/feed"


@pytest.fixture(params=["memory", "record"])
def state(request):
    return (
        MemoryFeedState()
        if request.param == "memory"
        else RecordFeedState(request.getfixturevalue("record").connection)
    )


def item(key: str, **fields) -> StoredItem:
    return StoredItem(**{"feed_url": FEED, "key": key, "url": f"https://news.example/{key}", **fields})


def test_what_is_saved_is_found(state):
    status = FeedStatus(FEED, '"é"', "Fri, 01 Nov 2024", 12.5, 2, "answered 503", OTHER, True, 7.25)
    full = item("a", title="😀 '", published="2024", updated="x", content_html="<p>", content_text="t", summary="s")
    state.save_poll(status, [full, item("b", url=None)])
    assert state.feed(FEED) == status
    assert state.feed(OTHER) is None
    assert state.items(FEED, ["b", "a", "none"]) == {"a": full, "b": item("b", url=None)}
    assert state.items(OTHER, ["a"]) == {}
    assert state.items(FEED, []) == {}


def test_a_poll_replaces_the_status_and_only_the_items_it_names(state):
    state.save_poll(FeedStatus(FEED, failures=1), [item("a"), item("b")])
    state.save_poll(FeedStatus(FEED), [item("b", title="new"), item("c")])
    assert state.feed(FEED) == FeedStatus(FEED)
    assert [found.title for _, found in sorted(state.items(FEED, ["a", "b", "c"]).items())] == [None, "new", None]


def test_an_item_told_twice_in_one_poll_is_kept_once_as_told_last(state):
    state.save_poll(FeedStatus(FEED), [item("a", title="one"), item("a", title="two")])
    assert [found.title for found in state.items_linking([item("a").url])] == ["two"]


def test_items_that_link_to_a_page_are_found_in_all_feeds_the_first_seen_first(state):
    state.save_item(item("late", url="u", first_seen=2.0))
    state.save_item(item("early", url="u", first_seen=1.0))
    state.save_item(item("early", url="u", first_seen=1.0, feed_url="https://a.example/"))
    state.save_item(item("elsewhere", url="v"))
    found = [(one.feed_url, one.key) for one in state.items_linking(["u", "w"])]
    assert found == [("https://a.example/", "early"), (FEED, "early"), (FEED, "late")]


def test_an_added_item_keeps_no_content(state):
    state.save_item(item("a", content_html="<p>", content_text="t", summary="s", title="T"))
    state.mark_added(item("a", title="T"))
    assert state.items(FEED, ["a"])["a"] == item("a", title="T", state="added")


def test_an_item_that_changed_meanwhile_stays_waiting(state):
    state.save_item(item("a", last_change=5.0))
    state.mark_added(item("a", last_change=4.0))
    assert state.items(FEED, ["a"])["a"].state == "waiting"


def test_those_that_may_be_tried_come_in_order_and_no_more_than_asked_for(state):
    for key, next_attempt, first_seen in (("a", 2.0, 0.0), ("b", 1.0, 9.0), ("c", 1.0, 8.0), ("d", 99.0, 0.0)):
        state.save_item(item(key, next_attempt=next_attempt, first_seen=first_seen))
    state.save_item(item("done", state="added"))
    state.save_item(item("broken", state="failed"))
    state.save_item(item("x", feed_url=OTHER))
    assert [one.key for one in state.waiting([FEED], 50.0, 10)] == ["c", "b", "a"]
    assert [one.key for one in state.waiting([FEED, OTHER], 50.0, 2)] == ["x", "c"]
    assert state.waiting([], 50.0, 10) == []
    assert state.next_attempt([FEED]) == 1.0
    assert state.next_attempt([OTHER, "https://none.example"]) == 0.0
    assert state.next_attempt([]) is None


def test_rounds_give_each_item_once(record):
    watcher = Watcher(state=RecordFeedState(record.connection))  # type: ignore[arg-type]
    watcher.web.publish("one", "two")
    assert sorted(watcher.round()) == ["one", "two"]
    watcher.web.publish("three", "one", "two")
    assert watcher.round(after=1_800) == ["three"]
    watcher.state = RecordFeedState(record.connection)  # type: ignore[assignment]
    assert watcher.round(after=1_800) == []
    assert watcher.clock.now() > FakeClock().now()


def test_a_poll_that_fails_in_the_middle_leaves_nothing(record, monkeypatch):
    state = RecordFeedState(record.connection)
    state.save_poll(FeedStatus(FEED, etag="old"), [item("a")])

    def fail(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(state, "_replace", fail)
    with pytest.raises(KeyboardInterrupt):
        state.save_poll(FeedStatus(FEED, etag="new"), [item("b")])
    assert state.feed(FEED).etag == "old"


def test_an_item_is_settled_inside_the_transaction_of_its_article(record):
    state = RecordFeedState(record.connection)
    state.save_item(item("a"))
    with pytest.raises(ZeroDivisionError), transaction(record.connection):
        state.mark_added(item("a"))
        assert state.items(FEED, ["a"])["a"].state == "added"
        1 / 0  # noqa: B018
    assert state.items(FEED, ["a"])["a"].state == "waiting"
    with transaction(record.connection):
        state.settle(item("a").settled("failed", "not English"))
    assert state.items(FEED, ["a"])["a"].last_error == "not English"


keys, feeds, times = st.sampled_from("ab"), st.sampled_from([FEED, OTHER]), st.sampled_from([0.0, 1.0, 2.0])
items = st.builds(
    StoredItem,
    feed_url=feeds,
    key=keys,
    url=st.sampled_from([None, "u", "v"]),
    title=st.sampled_from([None, "", "x"]),
    state=st.sampled_from(["waiting", "added", "failed"]),
    next_attempt=times,
    first_seen=times,
    last_change=times,
)
polls = st.tuples(st.just("save_poll"), st.builds(FeedStatus, feeds, next_poll=times), st.lists(items, max_size=3))
steps = polls | st.tuples(st.sampled_from(["save_item", "mark_added"]), items)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=6), times)
def test_the_record_knows_what_memory_knows(record: RecordFile, steps, now):
    for table in ("feeds", "feed_items"):
        record.connection.execute(f"delete from {table}")
    states = (MemoryFeedState(), RecordFeedState(record.connection))
    for state in states:
        for name, *arguments in steps:
            getattr(state, name)(*arguments)
    told = [
        (
            [state.feed(url) for url in (FEED, OTHER)],
            [state.items(url, ["a", "b"]) for url in (FEED, OTHER)],
            state.items_linking(["u", "v"]),
            state.waiting([FEED, OTHER], now, 3),
            state.next_attempt([FEED]),
        )
        for state in states
    ]
    assert told[0] == told[1]
