"""One round over feeds: poll those that are due, take in the items that wait; nothing lost, nothing doubled.

What is known lies in a ``FeedState``, written in an order that lets the process die anywhere. A poll stores what its
server said together with the new items, so that a feed which then answers "not modified" has lost nothing. An item
waits until the caller has stored its article and marked it as added, in one transaction; until then every further round
fetches it again, and afterwards its key is known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from countermove.intake.feed_poll import poll_feed
from countermove.intake.feed_state import FeedState, FeedStatus, StoredItem
from countermove.intake.item_article import has_whole_text
from countermove.intake.item_poll import Arrival, take_item
from countermove.intake.polite_fetcher import PageFetcher
from countermove.intake.politeness import Clock, host_of
from countermove.intake.problem import Problem
from countermove.intake.watch_limits import WatchLimits

__all__ = ["Arrival", "poll_round", "seconds_until_due"]

_Task = TypeVar("_Task", FeedStatus, StoredItem)


def poll_round(
    feeds: Iterable[str], state: FeedState, fetcher: PageFetcher, clock: Clock, limits: WatchLimits
) -> Iterator[Arrival | Problem]:
    """Poll the feeds that are due and yield the articles of waiting items, host by host as each may be asked.

    The round ends after ``round_seconds``, or when all that is left has to wait longer than ``wait_seconds``. What was
    not reached waits for the next round, as does every arrival that the caller doesn't mark.

    Args:
        feeds: addresses of feeds.
        state: what is known of them.
        fetcher: the network.
        clock: the time.
        limits: sizes, times, pace.
    """
    end = clock.now() + limits.round_seconds
    listed = list(dict.fromkeys(feeds))
    statuses = [state.feed(feed_url) or FeedStatus(feed_url) for feed_url in listed]
    due = [status for status in statuses if status.next_poll <= clock.now()]
    for status in _by_readiness(due, lambda status: status.moved_to or status.feed_url, fetcher, limits):
        yield from poll_feed(status, state, fetcher, clock, limits)
        if clock.now() >= end:
            return
    waiting = state.waiting(listed, clock.now(), limits.round_items)
    for item in _by_readiness(waiting, lambda item: _address(item, limits), fetcher, limits):
        yield from take_item(item, state, fetcher, clock, limits)
        if clock.now() >= end:
            return


def seconds_until_due(feeds: Iterable[str], state: FeedState, clock: Clock, limits: WatchLimits) -> float:
    """Return how long to wait before the next round: until a feed or an item is due, at least ``host_seconds``."""
    listed = list(dict.fromkeys(feeds))
    statuses = [state.feed(feed_url) for feed_url in listed]
    times = [status.next_poll if status else 0.0 for status in statuses]
    earliest = state.next_attempt(listed)
    if earliest is not None:
        times.append(earliest)
    return max(limits.host_seconds, min(times, default=clock.now() + limits.poll_seconds) - clock.now())


def _address(item: StoredItem, limits: WatchLimits) -> str:
    """Return the address that has to be asked for an item, or an empty text for none."""
    return "" if has_whole_text(item, limits) else item.url or ""


def _by_readiness(
    tasks: Sequence[_Task], address: Callable[[_Task], str], fetcher: PageFetcher, limits: WatchLimits
) -> Iterator[_Task]:
    """Yield tasks in an order that waits least: always one of the host that may be asked first."""
    queues: dict[str, deque[_Task]] = {}
    for task in tasks:
        queues.setdefault(host_of(address(task)), deque()).append(task)
    while queues:
        ready = {host: fetcher.ready_in(address(queue[0])) if host else 0.0 for host, queue in queues.items()}
        host = min(ready, key=lambda name: ready[name])
        if ready[host] > limits.wait_seconds:
            return
        yield queues[host].popleft()
        if not queues[host]:
            del queues[host]
