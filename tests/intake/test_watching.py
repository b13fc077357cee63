"""Watching feeds of a hostile server on this machine, from the first request to the article."""

import gzip
import time
from collections.abc import Mapping

from countermove.intake.feed_state import MemoryFeedState
from countermove.intake.polite_fetcher import PoliteFetcher
from countermove.intake.polling import Arrival, poll_round
from countermove.intake.problem import Problem
from countermove.intake.watch_limits import WatchLimits
from tests.intake.fake_clock import FakeClock
from tests.intake.feed_web import BODY, item, rss
from tests.intake.local_server import Answer, plain, serving

LIMITS = WatchLimits(max_bytes=3_000_000, fetch_seconds=1, round_seconds=1e9)


class Watch:
    """Rounds against one server, each in a new process: only the state lives on."""

    def __init__(self, port: int) -> None:
        self.root, self.allowed = f"http://127.0.0.1:{port}", {("127.0.0.1", port)}
        self.state, self.clock = MemoryFeedState(), FakeClock()

    def round(self, *paths: str, after: float = 0.0) -> tuple[list[Arrival], list[str]]:
        self.clock.time += after
        fetcher = PoliteFetcher(LIMITS, self.clock, allowed=self.allowed)
        arrivals, problems = [], []
        for found in poll_round([self.root + path for path in paths], self.state, fetcher, self.clock, LIMITS):
            if isinstance(found, Problem):
                problems.append(found.reason)
            else:
                self.state.mark_added(found.item)
                arrivals.append(found)
        return arrivals, problems


def feed(*links: str, title: str | None = None) -> Answer:
    entries = (item(link, title=title).replace("https://news.example/", "") for link in links)
    return plain(rss(*entries), content_type="application/rss+xml", etag='"v1"')


def served(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {"/robots.txt": plain(b"", 404), **answers}


PAGE = f"<html><head><title>Ferry</title></head><body><article><p>{BODY * 5}</p></article></body></html>".encode()


def test_a_page_arrives_as_an_article_and_the_next_poll_is_conditional():
    seen = []

    def polled(handler):
        seen.append(handler.headers.get("If-None-Match"))
        (plain(b"", 304) if seen[-1] else feed("one"))(handler)

    with serving(served({"/feed": polled, "/one": plain(PAGE)})) as port:
        watch = Watch(port)
        arrivals, problems = watch.round("/feed")
        assert problems == []
        assert BODY.strip() in arrivals[0].article.text
        assert watch.round("/feed", after=1_800) == ([], [])
    assert seen == [None, '"v1"']


def _drip(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<rss>")
        handler.wfile.flush()
        time.sleep(0.05)


def test_hostile_feeds_are_told_each_in_one_line_and_a_good_one_goes_on():
    bomb = gzip.compress(b"<rss>" + b"\0" * 10_000_000)
    entities = (
        b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    )
    hostile: dict[str, tuple[Answer, str]] = {
        "/loop": (plain(b"", 302, location="/loop"), "more than 5 redirects"),
        "/metadata": (plain(b"", 301, location="http://169.254.169.254/latest/"), "not a public address"),
        "/huge": (plain(b"x" * 3_000_001), "is larger than 3,000,000 bytes"),
        "/bomb": (plain(bomb, content_encoding="gzip"), "is larger than 3,000,000 bytes"),
        "/unchanged": (plain(b"", 304), "answered 304"),
        "/page": (plain(PAGE), "is not a feed"),
        "/entities": (plain(entities, content_type="text/xml"), "entit"),
        "/etag": (plain(b"nothing", etag="\xff" * 500), "is not a feed"),
        "/drip": (_drip, "took longer than 1 s"),
    }
    answers = {path: answer for path, (answer, _) in hostile.items()}
    with serving(served({**answers, "/feed": feed("one"), "/one": plain(PAGE)})) as port:
        watch = Watch(port)
        arrivals, problems = watch.round("/feed", *hostile)
        assert arrivals == []  # all of them are one host, which is left alone after the drip
        arrivals, _ = watch.round("/feed", after=30)
    assert len(arrivals) == 1
    assert len(problems) == len(hostile)
    for problem, (_, reason) in zip(problems, hostile.values(), strict=True):
        assert reason in problem


def test_a_feed_of_ten_thousand_items_of_which_all_lead_inside_is_capped_and_told():
    links = [f"http://10.0.0.1/{n}" for n in range(10_000)]
    with serving(served({"/feed": feed(*links)})) as port:
        watch = Watch(port)
        arrivals, problems = watch.round("/feed")
    assert arrivals == []
    assert "has 10,000 new items; the latest 1,000 are taken now" in problems[0]
    assert len(problems) == 1_001
    assert all("refused: 10.0.0.1 is at 10.0.0.1" in problem for problem in problems[1:])
    assert {stored.state for stored in watch.state.stored.values()} == {"failed"}


def test_an_overloaded_server_is_left_alone_and_loses_no_item():
    calls = []

    def busy(handler):
        calls.append(1)
        (plain(b"", 503, retry_after="120") if len(calls) == 1 else plain(PAGE))(handler)

    with serving(served({"/feed": feed("one", "two"), "/one": busy, "/two": busy})) as port:
        watch = Watch(port)
        arrivals, problems = watch.round("/feed")
        assert (arrivals, problems, len(calls)) == ([], [], 1)
        arrivals, problems = watch.round("/feed", after=120)
    assert (len(arrivals), problems) == (2, [])
