"""Rounds of polling: every item once, whatever feeds, servers and processes do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.intake.fetch_error import FetchError, PostponedError, RefusedError
from countermove.intake.polling import Arrival, seconds_until_due
from countermove.intake.problem import InputError
from countermove.intake.watch_limits import WatchLimits
from tests.intake.feed_web import BODY, FEED, Watcher, item, names, rss

DOWN = FetchError("took longer than 30 s")


def test_each_item_arrives_once():
    watcher = Watcher()
    watcher.web.publish("one", "two")
    assert sorted(watcher.round()) == ["one", "two"]
    watcher.web.publish("three", "one", "two")
    assert watcher.round(after=1_800) == ["three"]
    assert watcher.round(after=1_800) == []
    assert watcher.problems == []


def test_an_article_knows_its_feed_item():
    watcher = Watcher()
    watcher.web.publish("one", pubDate="Fri, 01 Nov 2024 10:00:00 +0200")
    watcher.round()
    (article,) = watcher.articles
    assert (article.title, article.url) == ("Ferry one", "https://news.example/one")
    assert (article.published, article.published_from) == ("2024-11-01T10:00:00+02:00", "feed")
    assert article.document == "https://news.example/one"


def test_a_feed_is_not_polled_before_it_is_due():
    watcher = Watcher()
    watcher.web.publish("one")
    watcher.round()
    assert seconds_until_due([FEED], watcher.state, watcher.clock, watcher.limits) == 1_800
    watcher.round(after=1_799)
    assert watcher.web.asked.count(FEED) == 1
    watcher.round(after=1)
    assert watcher.web.asked.count(FEED) == 2


def test_a_feed_that_did_not_change_is_not_sent_again():
    watcher = Watcher()
    watcher.web.publish("one")
    watcher.web.etags[FEED] = '"v1"'
    watcher.round()
    assert watcher.state.statuses[FEED].etag == '"v1"'
    assert watcher.round(after=1_800) == []
    assert watcher.state.statuses[FEED].failures == 0


def test_an_etag_that_lies_costs_a_day_and_no_item():
    watcher = Watcher()
    watcher.web.etags[FEED] = '"always"'
    watcher.web.publish("one")
    watcher.round()
    watcher.web.publish("two", "one")
    assert watcher.round(after=1_800) == []
    assert watcher.round(after=86_400) == ["two"]


def test_new_keys_for_old_items_double_nothing():
    watcher = Watcher()
    watcher.web.publish("one", guid="first-poll")
    watcher.round()
    watcher.web.publish("one", guid="second-poll")
    assert watcher.round(after=1_800) == []
    assert watcher.web.asked.count("https://news.example/one") == 1


def test_a_feed_that_holds_an_item_twice_gives_it_once():
    watcher = Watcher()
    watcher.web.publish("one", "one", "two", "one")
    assert sorted(watcher.round()) == ["one", "two"]


def test_one_key_for_all_items_loses_none():
    watcher = Watcher()
    watcher.web.publish("one", "two", "three", guid="0")
    assert sorted(watcher.round()) == ["one", "three", "two"]
    watcher.web.publish("four", "one", "two", "three", guid="0")
    found = watcher.round(after=7_200)
    assert "four" in found


def test_one_link_for_all_items_loses_none():
    watcher = Watcher()
    watcher.limits = WatchLimits(full_text=20)
    entries = [
        item(
            "live", guid=f"g{n}", title="Live", description=" ", **{"content:encoded": f"&lt;p&gt;{BODY}{n}&lt;/p&gt;"}
        )
        for n in "abc"
    ]
    feed = rss(*entries).replace(b"<rss ", b'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    watcher.web.pages[FEED] = feed
    assert sorted(watcher.round()) == ["a", "b", "c"]
    watcher.web.pages[FEED] = feed.replace(b"<guid>a<", b"<guid>d<").replace(b"ga<", b"gd<")
    assert len(watcher.round(after=1_800)) == 1
    assert set(watcher.web.asked) == {FEED}


def test_a_feed_that_shows_one_item_at_a_time_at_one_link_loses_none():
    watcher = Watcher()
    watcher.web.publish("alert", guid="a", pubDate="Fri, 01 Nov 2024 10:00:00 GMT")
    assert watcher.round() == ["alert"]
    watcher.web.publish("alert", guid="b", pubDate="Fri, 01 Nov 2024 11:00:00 GMT")
    assert watcher.round(after=1_800) == ["alert"]


def test_items_shared_by_two_feeds_are_fetched_once():
    watcher = Watcher(feeds=[FEED, "https://news.example/world.xml"])
    watcher.web.publish("one", "two")
    watcher.web.publish("two", "three", feed="https://news.example/world.xml")
    assert sorted(watcher.round()) == ["one", "three", "two"]


@pytest.mark.parametrize("change", [{"title": "Ferry late"}, {"pubDate": "Fri, 01 Nov 2024 12:00:00 GMT"}])
def test_an_item_that_changed_arrives_again(change):
    watcher = Watcher()
    watcher.web.publish("one")
    watcher.web.pages[FEED] = rss(item("one")).replace(b"<rss", b'<rss xmlns:a="http://www.w3.org/2005/Atom"')
    watcher.round()
    updated = item("one", title=change.get("title"), **{"a:updated": "2024-11-01T12:00:00Z"})
    watcher.web.pages[FEED] = rss(updated).replace(b"<rss", b'<rss xmlns:a="http://www.w3.org/2005/Atom"')
    watcher.web.pages["https://news.example/one"] = (BODY + "corrected").encode()
    assert watcher.round(after=3_600) == ["corrected"]
    assert watcher.articles[0].document == watcher.articles[1].document
    assert watcher.round(after=3_600) == []


def test_an_item_that_changes_all_the_time_is_fetched_once_an_hour():
    watcher = Watcher(limits=WatchLimits(poll_seconds=60))
    watcher.web.publish("one")
    watcher.round()
    for minute in range(1, 121):
        watcher.web.pages[FEED] = rss(item("one", title=f"Ferry, minute {minute}"))
        watcher.round(after=60)
    assert watcher.web.asked.count("https://news.example/one") == 3


def test_a_change_while_an_article_is_being_stored_is_not_lost():
    watcher = Watcher()
    watcher.web.publish("one")
    (arrival,) = watcher.arrivals()
    assert isinstance(arrival, Arrival)
    watcher.web.publish("one", title="Ferry late")
    watcher.clock.time += 1_800
    assert len(list(watcher.arrivals())) == 1  # the feed is polled again before the first arrival is marked
    watcher.state.mark_added(arrival.item)
    assert watcher.round(after=1_800) == ["one"]  # the change is seen now
    watcher.state.mark_added(arrival.item)  # late, and of an earlier version
    assert watcher.stored("one").title == "Ferry late"


def test_more_new_items_than_the_limit_are_told_and_the_latest_come_first():
    watcher = Watcher(limits=WatchLimits(feed_items=2))
    watcher.web.etags[FEED] = '"v1"'
    days = {"one": "01", "two": "02", "three": "03"}
    for name in days:
        watcher.web.publish(name)
    watcher.web.pages[FEED] = rss(*(item(name, pubDate=f"{day} Nov 2024 10:00 GMT") for name, day in days.items()))
    assert sorted(watcher.round()) == ["three", "two"]
    assert "has 3 new items; the latest 2 are taken now, the others with the next polls (limit feed_items)" in str(
        watcher.problems
    )
    assert watcher.round(after=1_800) == ["one"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=12))
def test_a_process_killed_anywhere_loses_nothing_and_doubles_nothing(kills):
    """Each run dies after so many steps; what it had not marked as added comes again, in the next."""
    watcher = Watcher()
    watcher.web.etags[FEED] = '"v1"'
    watcher.web.publish("one", "two", "three", "four")
    for steps in kills:
        running = watcher.arrivals()
        for _ in range(steps // 2):
            watcher.take([found] if (found := next(running, None)) else [])
        if steps % 2:  # it dies with an article fetched and not yet stored
            next(running, None)
        running.close()
        watcher.clock.time += 100
    watcher.round(after=1_800)
    assert sorted(names(watcher.articles)) == ["four", "one", "three", "two"]


def test_an_item_that_fails_is_tried_again_later_and_later_and_reported_once():
    watcher = Watcher()
    watcher.web.publish("one", "two")
    watcher.web.pages["https://news.example/two"] = DOWN
    assert watcher.round() == ["one"]
    waits = []
    while watcher.states()["two"] == "waiting":
        assert watcher.problems == []
        waits.append(watcher.stored("two").next_attempt - watcher.clock.now())
        watcher.round(after=waits[-1])
    assert waits == [60, 120, 240, 480]
    assert watcher.problems == [f"https://news.example/two: took longer than 30 s; tried 5 times (an item of {FEED})"]
    assert watcher.stored("two").last_error == "took longer than 30 s; tried 5 times"
    watcher.round(after=86_400)
    assert watcher.web.asked.count("https://news.example/two") == 5


def test_an_item_that_comes_back_in_time_is_not_lost():
    watcher = Watcher()
    watcher.web.publish("one")
    page = watcher.web.pages["https://news.example/one"]
    watcher.web.pages["https://news.example/one"] = FetchError("the server answered 503", 503, retry_after=500)
    watcher.round()
    assert watcher.stored("one").next_attempt == watcher.clock.now() + 500
    watcher.web.pages["https://news.example/one"] = page
    assert watcher.round(after=500) == ["one"]


@pytest.mark.parametrize(
    "error",
    [
        RefusedError("refused: the robots.txt of news.example does not allow it"),
        FetchError("the server answered 410 Gone", 410),
        InputError("is not an address"),
        RuntimeError("a bug"),
    ],
)
def test_an_item_that_will_never_come_fails_at_once(error):
    watcher = Watcher()
    watcher.web.publish("two", "one")
    watcher.web.pages["https://news.example/one"] = error
    assert watcher.round() == ["two"]
    assert watcher.states() == {"one": "failed", "two": "added"}
    assert len(watcher.problems) == 1


def test_waiting_for_a_host_is_no_failed_attempt():
    watcher = Watcher()
    watcher.web.publish("one")
    watcher.web.pages["https://news.example/one"] = PostponedError("left alone", retry_after=90)
    for _ in range(20):
        watcher.round(after=90)
    assert (watcher.stored("one").state, watcher.stored("one").attempts) == ("waiting", 0)


def test_another_language_is_told_once():
    watcher = Watcher()
    watcher.web.publish("un")
    watcher.web.pages["https://news.example/un"] = (
        "Le bateau a quitté le port à midi et le maire a dit qu'il reviendrait avant le soir. " * 3
    ).encode()
    watcher.round()
    assert "is not in English" in watcher.problems[0]
    watcher.round(after=3_600)
    assert len(watcher.problems) == 1


def test_a_feed_that_fails_is_asked_later_and_later():
    watcher = Watcher()
    waits = []
    for _ in range(12):
        watcher.round(after=waits[-1] if waits else 0)
        waits.append(watcher.state.statuses[FEED].next_poll - watcher.clock.now())
    assert waits[:4] == [60, 120, 240, 480]
    assert waits[-1] == 86_400
    assert watcher.problems[0] == f"{FEED}: the server answered 404 Not Found; the feed is asked again in 60 s"
    watcher.web.publish("one")
    assert watcher.round(after=86_400) == ["one"]
    assert (watcher.state.statuses[FEED].failures, watcher.state.statuses[FEED].last_error) == (0, None)


@pytest.mark.parametrize("body", [b"<html><body>Sign in</body></html>", b"", b"\0\1\2", b"<rss><channel>" * 100_000])
def test_what_is_no_feed_is_told_and_the_other_feeds_go_on(body):
    other = "https://other.example/feed.xml"
    watcher = Watcher(feeds=[FEED, other])
    watcher.web.publish("one", feed=other)
    watcher.web.pages[FEED] = body
    assert watcher.round() == ["one"]
    assert watcher.problems[0].startswith(FEED)
    assert len(watcher.problems) == 1


def test_a_feed_that_moved_for_good_is_asked_there_and_still_known_as_before():
    new = "https://news.example/new.xml"
    watcher = Watcher()
    watcher.web.publish("one")
    watcher.web.moved[FEED] = new
    watcher.round()
    assert watcher.problems == [f"{FEED}: has moved for good to {new}, which is asked from now on"]
    watcher.web.publish("two", "one", feed=new)
    assert watcher.round(after=1_800) == ["two"]
    assert watcher.web.asked.count(FEED) == 1
    del watcher.web.pages[new]  # it was a mistake
    watcher.round(after=1_800)
    watcher.web.publish("three")
    del watcher.web.moved[FEED]
    assert watcher.round(after=1_800) == ["three"]


def test_a_feed_that_is_gone_is_told_and_asked_once_a_week():
    watcher = Watcher()
    watcher.web.pages[FEED] = FetchError("the server answered 410 Gone", 410)
    watcher.round()
    assert watcher.state.statuses[FEED].gone
    assert watcher.problems == [f"{FEED}: it is gone for good; the feed is asked again in 7 days"]
    watcher.round(after=86_400)
    assert watcher.web.asked.count(FEED) == 1
    watcher.web.publish("one")
    assert watcher.round(after=7 * 86_400) == ["one"]
    assert not watcher.state.statuses[FEED].gone


def test_a_host_that_must_wait_does_not_hold_up_the_others():
    slow = "https://slow.example/feed.xml"
    watcher = Watcher(feeds=[slow, FEED])
    watcher.web.publish("one")
    watcher.web.publish("two", feed=slow)
    watcher.web.waits["slow.example"] = 500
    assert watcher.round() == ["one"]
    watcher.web.waits.clear()
    assert watcher.round(after=1) == ["two"]


def test_a_round_ends_in_time_and_the_next_goes_on():
    watcher = Watcher(limits=WatchLimits(round_seconds=100))
    watcher.web.publish("one", "two", "three")
    found = []
    for arrival in watcher.arrivals():
        watcher.take([arrival])
        found.append(arrival)
        watcher.clock.time += 60
    assert len(found) == 2
    assert len(watcher.round()) == 1


def test_the_next_round_comes_when_the_first_feed_or_item_is_due():
    watcher = Watcher()
    watcher.web.publish("one")
    watcher.web.pages["https://news.example/one"] = DOWN
    assert seconds_until_due([FEED], watcher.state, watcher.clock, watcher.limits) == watcher.limits.host_seconds
    watcher.round()
    assert seconds_until_due([FEED], watcher.state, watcher.clock, watcher.limits) == 60


def test_only_listed_feeds_are_taken_up():
    watcher = Watcher()
    watcher.web.publish("one")
    next(watcher.arrivals())
    assert watcher.states() == {"one": "waiting"}
    watcher.feeds = []
    assert watcher.round(after=1_800) == []
    assert seconds_until_due([], watcher.state, watcher.clock, watcher.limits) == 1_800


def test_the_content_of_an_added_item_is_not_kept():
    watcher = Watcher()
    watcher.web.publish("one", description="A ferry left.")
    next(watcher.arrivals())
    assert watcher.stored("one").summary == "A ferry left."
    watcher.round()
    assert watcher.stored("one").summary is None
