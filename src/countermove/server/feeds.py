"""Feeds that the server watches: polled, read and stored beside everything else that it does."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from countermove.intake.feed_state import StoredItem
from countermove.intake.polite_fetcher import PageFetcher
from countermove.intake.politeness import Clock
from countermove.intake.polling import Arrival, poll_round, seconds_until_due
from countermove.intake.problem import Problem
from countermove.intake.watch_limits import WatchLimits
from countermove.record.feed_tables import RecordFeedState
from countermove.record.integration import Stored
from countermove.schema import Article, Reading
from countermove.server.logs import tell, tell_failure
from countermove.server.server import Server

_TOGETHER = 20
"""Articles fetched before they are read and stored: little is fetched twice after a crash."""
_AFTER_FAILURE = 60.0


class FeedWatcher:
    """Watches feeds in a thread of its own until it is stopped.

    Args:
        server: reads and stores.
        feeds: addresses.
        fetcher: the network.
        clock: the time.
        limits: sizes, times, pace.
    """

    def __init__(
        self, server: Server, feeds: Sequence[str], fetcher: PageFetcher, clock: Clock, limits: WatchLimits
    ) -> None:
        self._server, self._feeds, self._fetcher = server, feeds, fetcher
        self._clock, self._limits = clock, limits
        self._stopped = threading.Event()
        # Polling asks the network in between, so that it has a connection of its own and holds nobody up.
        self._state = RecordFeedState(server.owner.new_cursor())
        self._thread = threading.Thread(target=self._run, name="feeds", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """End after the articles that are being stored."""
        self._stopped.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self.round()
                wait = seconds_until_due(self._feeds, self._state, self._clock, self._limits)
            except Exception as error:  # one round that fails doesn't end the watching
                tell_failure(error)
                wait = _AFTER_FAILURE
            self._stopped.wait(wait)

    def round(self) -> None:
        """Poll what is due, and store what came."""
        began = time.monotonic()
        found = poll_round(self._feeds, self._state, self._fetcher, self._clock, self._limits)
        arrivals = self._until_stopped(found)
        while batch := list(islice(arrivals, _TOGETHER)):
            self._store(batch)
        self._server.metrics.count("feed_rounds")
        tell("feeds polled", seconds=round(time.monotonic() - began, 1))

    def _until_stopped(self, found: Iterable[Arrival | Problem]) -> Iterator[Arrival]:
        for one in found:
            if isinstance(one, Problem):
                tell("feed problem", source=one.source, reason=one.reason)
                self._server.metrics.count("feed_problems")
            else:
                yield one
            if self._stopped.is_set():
                return

    def _store(self, batch: Sequence[Arrival]) -> None:
        """Read first, then hold the record only as long as it is written."""
        items = {id(arrival.article): arrival.item for arrival in batch}
        articles = [arrival.article for arrival in batch]
        read = {id(article): reading for article, reading in zip(articles, self._read(articles), strict=True)}

        def reader(wanted: Iterable[Article | Problem]) -> Iterator[Reading | Problem]:
            return (one if isinstance(one, Problem) else read[id(one)] for one in wanted)

        with self._server.owner.writing() as file:
            state = RecordFeedState(file.connection)

            def settle(article: Article, outcome: Stored | Problem) -> None:
                _settle(state, items[id(article)], outcome)

            outcomes = list(file.store_articles(articles, reader, settle))
        for outcome in outcomes:
            skipped = isinstance(outcome, Problem)
            what = "skipped" if isinstance(outcome, Problem) else "known" if outcome.known else "added"
            self._server.metrics.count("feed_articles", what)
            if skipped:
                tell("article skipped", problem=str(outcome))

    def _read(self, articles: Sequence[Article]) -> Iterator[Reading | Problem]:
        return self._server.articles.read(articles)


def _settle(state: RecordFeedState, item: StoredItem, outcome: Stored | Problem) -> None:
    if isinstance(outcome, Problem):
        state.settle(item.settled("failed", outcome.reason))
    else:
        state.mark_added(item)
