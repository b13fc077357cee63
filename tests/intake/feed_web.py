"""Feeds and pages without a network, and a small record that can die at any moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from countermove.intake.feed_state import MemoryFeedState, StoredItem
from countermove.intake.fetch import Fetched, NotModified, Validators
from countermove.intake.fetch_error import FetchError
from countermove.intake.polling import Arrival, poll_round
from countermove.intake.problem import Problem
from countermove.intake.watch_limits import WatchLimits
from countermove.schema import Article
from tests.intake.fake_clock import FakeClock

FEED = "https://news.example/feed.xml"
BODY = "The ferry left the harbour at noon, and the mayor said that it would be back before the evening. "


def rss(*items: str) -> bytes:
    """A feed of items made by ``item``."""
    return f'<rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>'.encode()


def item(name: str, guid: str | None = None, title: str | None = None, **more: str) -> str:
    """An item that links to ``/NAME``; ``more`` are further elements."""
    parts = {"title": title or f"Ferry {name}", "link": f"https://news.example/{name}", "guid": guid or name, **more}
    return "<item>" + "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts.items() if text) + "</item>"


@dataclass
class Web:
    """Pages by address: bytes, or an error to raise. A feed answers 304 where its ETag is sent back."""

    pages: dict[str, bytes | Exception] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    waits: dict[str, float] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def ready_in(self, url: str) -> float:
        return next((seconds for host, seconds in self.waits.items() if f"//{host}/" in url), 0.0)

    def get(self, url: str, validators: Validators | None = None) -> Fetched | NotModified:
        self.asked.append(url)
        page = self.pages.get(url, FetchError("the server answered 404 Not Found", 404))
        if isinstance(page, Exception):
            raise page
        found = Validators(self.etags.get(url))
        if validators is not None and validators.etag and validators.etag == found.etag:
            return NotModified(url, found, moved_to=self.moved.get(url))
        media_type = "application/rss+xml" if b"<rss" in page else "text/plain"
        return Fetched(page, url, media_type, validators=found, moved_to=self.moved.get(url))

    def publish(self, *names: str, feed: str = FEED, **more: str) -> None:
        """Put items into a feed, newest first, and their pages on the web."""
        self.pages[feed] = rss(*(item(name, **more) for name in names))
        for name in names:
            self.pages[f"https://news.example/{name}"] = (BODY + name).encode()


@dataclass
class Watcher:
    """A record of articles with its feeds' state, and what it reported."""

    web: Web = field(default_factory=Web)
    state: MemoryFeedState = field(default_factory=MemoryFeedState)
    clock: FakeClock = field(default_factory=FakeClock)
    limits: WatchLimits = field(default_factory=WatchLimits)
    feeds: list[str] = field(default_factory=lambda: [FEED])
    articles: list[Article] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def arrivals(self) -> Iterator[Arrival | Problem]:
        return poll_round(self.feeds, self.state, self.web, self.clock, self.limits)

    def round(self, after: float = 0.0) -> list[str]:
        """Run one round to its end after a while, storing what arrives; return the last words of the new articles."""
        self.clock.time += after
        before = len(self.articles)
        self.take(self.arrivals())
        return names(self.articles[before:])

    def take(self, found: Iterable[Arrival | Problem]) -> None:
        for one in found:
            if isinstance(one, Problem):
                self.problems.append(str(one))
            else:
                self.articles.append(one.article)
                self.state.mark_added(one.item)

    def states(self) -> dict[str, str]:
        return {stored.key: stored.state for stored in self.state.stored.values()}

    def restarted(self) -> "Watcher":
        """The same record in a new process."""
        return replace(self)

    def stored(self, key: str) -> StoredItem:
        return self.state.stored[FEED, key]


def names(articles: Iterable[Article]) -> list[str]:
    """The last word of each article, which is the name of its page."""
    return [article.text.split()[-1] for article in articles]
