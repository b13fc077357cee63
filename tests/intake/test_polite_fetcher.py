"""Fetching as a guest, against a server on this machine."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import pytest

from countermove.intake.fetch import Fetched
from countermove.intake.fetch_error import FetchError, PostponedError, RefusedError
from countermove.intake.polite_fetcher import PoliteFetcher
from countermove.intake.watch_limits import WatchLimits
from tests.intake.fake_clock import FakeClock
from tests.intake.local_server import Answer, plain, serving

LIMITS = WatchLimits(max_bytes=10_000, fetch_seconds=2)


class Site:
    """A site on this machine: a fetcher for it, its clock, and the paths it was asked for."""

    def __init__(self, port: int, asked: list[str], agent: str | None) -> None:
        self.clock, self.asked, self.root = FakeClock(), asked, f"http://127.0.0.1:{port}"
        self.fetcher = PoliteFetcher(LIMITS, self.clock, agent=agent, allowed={("127.0.0.1", port)})

    def get(self, path: str) -> bytes:
        found = self.fetcher.get(self.root + path)
        assert isinstance(found, Fetched)
        return found.body


@contextmanager
def site(answers: Mapping[str, Answer], robots: Answer | None = None, agent: str | None = None) -> Iterator[Site]:
    asked: list[str] = []

    def noted(path: str, answer: Answer) -> Answer:
        def note(handler):
            asked.append(path)
            answer(handler)

        return note

    every = {"/robots.txt": robots or plain(b"", 404), **answers}
    with serving({path: noted(path, answer) for path, answer in every.items()}) as port:
        yield Site(port, asked, agent)


def rules(text: str) -> Answer:
    return plain(text.encode(), content_type="text/plain")


def test_robots_txt_is_asked_for_first_and_once_a_day():
    with site({"/a": plain(b"a"), "/b": plain(b"b")}) as server:
        assert (server.get("/a"), server.get("/b")) == (b"a", b"b")
        assert server.asked == ["/robots.txt", "/a", "/b"]
        assert server.clock.slept == [2, 2]
        server.clock.time += LIMITS.robots_seconds
        server.get("/a")
        assert server.asked[3:] == ["/robots.txt", "/a"]


def test_what_robots_txt_forbids_is_not_asked_for():
    with site({"/a": plain(b"a")}, rules("User-agent: *\nDisallow: /private")) as server:
        with pytest.raises(RefusedError, match=r"robots\.txt of 127\.0\.0\.1:\d+ does not allow it"):
            server.get("/private/x")
        assert server.get("/a") == b"a"


def test_a_redirect_leads_nowhere_that_robots_txt_forbids():
    answers = {"/a": plain(b"", 302, location="/private"), "/private": plain(b"secret")}
    with site(answers, rules("User-agent: *\nDisallow: /private")) as server:
        with pytest.raises(RefusedError, match="does not allow it"):
            server.get("/a")
        assert server.asked == ["/robots.txt", "/a"]


def test_another_name_has_its_own_rules():
    robots = rules("User-agent: newsroom\nDisallow: /a\n\nUser-agent: countermove\nDisallow: /b")
    with site({"/a": plain(b"a"), "/b": plain(b"b")}, robots, agent="newsroom/2 (+https://n.example)") as server:
        assert server.get("/b") == b"b"
        with pytest.raises(RefusedError):
            server.get("/a")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_a_robots_txt_everything_is_allowed(status):
    with site({"/a": plain(b"a")}, plain(b"", status)) as server:
        assert server.get("/a") == b"a"


@pytest.mark.parametrize("status", [500, 503, 429])
def test_while_robots_txt_cannot_be_had_nothing_is_asked_for(status):
    with site({"/a": plain(b"a")}, plain(b"", status)) as server:
        for _ in range(3):
            with pytest.raises(FetchError, match=rf"its robots\.txt can't be had \(the server answered {status}"):
                server.get("/a")
        assert server.asked == ["/robots.txt"]
        server.clock.time += LIMITS.robots_retry_seconds
        with pytest.raises(FetchError):
            server.get("/a")
        assert server.asked == ["/robots.txt", "/robots.txt"]


def test_an_earlier_copy_holds_while_robots_txt_cannot_be_had():
    answers = [rules("User-agent: *\nDisallow: /b"), plain(b"", 500)]
    with site({"/a": plain(b"a")}, lambda handler: answers.pop(0)(handler)) as server:
        server.get("/a")
        server.clock.time += LIMITS.robots_seconds
        assert server.get("/a") == b"a"
        with pytest.raises(RefusedError):
            server.get("/b")
        assert server.asked == ["/robots.txt", "/a", "/robots.txt", "/a"]


def test_a_host_that_cannot_be_reached_is_left_alone():
    with serving({}) as port:
        pass
    clock = FakeClock()
    fetcher = PoliteFetcher(LIMITS, clock, allowed={("127.0.0.1", port)})
    with pytest.raises(FetchError, match="can't be had"):
        fetcher.get(f"http://127.0.0.1:{port}/a")
    assert fetcher.ready_in(f"http://127.0.0.1:{port}/b") == LIMITS.backoff_seconds


def test_a_robots_txt_of_any_size_or_type_is_read_from_its_start():
    robots = plain(b"User-agent: *\nDisallow: /b\n" + b"#" * 600_000, content_type="image/png")
    with site({"/a": plain(b"a")}, robots) as server:
        assert server.get("/a") == b"a"
        with pytest.raises(RefusedError):
            server.get("/b")


def test_a_crawl_delay_is_kept():
    with site({"/a": plain(b"a"), "/b": plain(b"b")}, rules("User-agent: *\nCrawl-delay: 20")) as server:
        server.get("/a")
        server.get("/b")
        assert server.clock.slept == [2, 20]


def test_an_overloaded_host_is_left_alone_as_long_as_it_asks_for():
    with site({"/a": plain(b"", 429, retry_after="600"), "/b": plain(b"b")}) as server:
        with pytest.raises(FetchError) as caught:
            server.get("/a")
        assert caught.value.retry_after == 600
        with pytest.raises(PostponedError, match=r"127\.0\.0\.1 is left alone for another 600 s"):
            server.get("/b")
        assert server.asked == ["/robots.txt", "/a"]
        server.clock.time += 600
        assert server.get("/b") == b"b"


def test_an_answer_ends_the_back_off():
    answers = [plain(b"", 503), plain(b"", 503), plain(b"a"), plain(b"", 503)]
    with site({"/a": lambda handler: answers.pop(0)(handler)}) as server:
        waits = []
        for _ in range(4):
            with suppress(FetchError):
                server.get("/a")
            waits.append(server.fetcher.ready_in(server.root))
            server.clock.time += 1_000
    assert waits == [60, 120, 2, 60]


@pytest.mark.parametrize(
    "answer", [plain(b"", 404), plain(b"x" * 20_000), plain(b"x", content_type="image/png"), plain(b"", 500)]
)
def test_one_bad_page_does_not_slow_its_host(answer):
    with site({"/a": answer, "/b": plain(b"b")}) as server:
        with pytest.raises(FetchError):
            server.get("/a")
        assert server.get("/b") == b"b"
        assert server.clock.slept == [2, 2]


def test_private_addresses_are_refused_here_too():
    with serving({"/robots.txt": plain(b""), "/a": plain(b"secret")}) as port:
        fetcher = PoliteFetcher(LIMITS, FakeClock())
        with pytest.raises(RefusedError, match="not a public address"):
            fetcher.get(f"http://127.0.0.1:{port}/a")
