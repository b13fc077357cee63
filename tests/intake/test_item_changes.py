"""What is new in a feed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from countermove.intake.feed_item import FeedItem
from countermove.intake.feed_state import FeedStatus, MemoryFeedState
from countermove.intake.item_changes import changes_of
from countermove.intake.watch_limits import WatchLimits

FEED = "https://news.example/feed.xml"
LIMITS = WatchLimits(feed_items=4_000)


def entry(key: str, url: str | None = None, title: str | None = None, **more: str | None) -> FeedItem:
    empty = FeedItem(key, url, title, None, None, None, None, None)
    return replace(empty, **more)


def test_ten_thousand_items_come_in_portions_and_each_once():
    items = [entry(f"k{n}", f"https://news.example/{n}", f"Title {n}") for n in range(10_000)]
    state, sizes, seen = MemoryFeedState(), [], set()
    for poll in range(4):
        changes = changes_of(FEED, items, state, float(poll), LIMITS)
        state.save_poll(FeedStatus(FEED), changes.items)
        sizes.append((len(changes.items), changes.left))
        seen.update(item.key for item in changes.items)
    assert sizes == [(4_000, 6_000), (4_000, 2_000), (2_000, 0), (0, 0)]
    assert len(seen) == 10_000


def test_dates_are_compared_as_moments_not_as_texts():
    state = MemoryFeedState()
    first = entry("a", title="A", updated="2024-11-01T10:00:00+02:00")
    state.save_poll(FeedStatus(FEED), changes_of(FEED, [first], state, 0.0, LIMITS).items)
    same = replace(first, updated="2024-11-01T08:00:00Z")
    newer = replace(first, updated="2024-11-01T08:00:01Z")
    assert changes_of(FEED, [same], state, 0.0, LIMITS).items == []
    assert [item.updated for item in changes_of(FEED, [newer], state, 0.0, LIMITS).items] == [newer.updated]


def test_a_failed_twin_hides_nothing():
    state = MemoryFeedState()
    one = entry("a", "https://news.example/a", "A")
    (stored,) = changes_of("https://other.example/", [one], state, 0.0, LIMITS).items
    state.save_item(stored.settled("failed", "the server answered 404"))
    assert len(changes_of(FEED, [one], state, 0.0, LIMITS).items) == 1


keys = st.sampled_from("abc")
links = st.sampled_from([None, "https://news.example/1", "https://news.example/2"])
titles = st.sampled_from([None, "A", "B"])
moments = st.sampled_from([None, "2024-11-01", "2024-11-02T10:00:00Z", "soon", "9999-12-31T23:59:59-14:00"])
entries = st.builds(lambda key, url, title, date: entry(key, url, title, updated=date), keys, links, titles, moments)


@given(st.lists(entries, max_size=6), st.lists(entries, max_size=6))
def test_every_title_at_every_link_is_seen_and_a_second_look_changes_nothing(first, second):
    state = MemoryFeedState()
    for items in (first, second, second):
        changes = changes_of(FEED, items, state, 0.0, LIMITS)
        state.save_poll(FeedStatus(FEED), changes.items)
    links_known = {item.url for item in state.stored.values()}
    assert {item.url for item in second} <= links_known
    assert len({(item.feed_url, item.key) for item in changes.items}) == len(changes.items)
