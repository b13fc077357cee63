"""Polling one feed: asked under its validators, its new items stored with what its server said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from countermove.intake.feed_state import FeedState, FeedStatus
from countermove.intake.feeds import parse_feed
from countermove.intake.fetch import Fetched, NotModified, Validators
from countermove.intake.fetch_error import FetchError, PostponedError, RefusedError
from countermove.intake.item_changes import changes_of
from countermove.intake.polite_fetcher import PageFetcher
from countermove.intake.politeness import Clock, backoff
from countermove.intake.problem import InputError, Problem
from countermove.intake.watch_limits import WatchLimits


def poll_feed(
    status: FeedStatus, state: FeedState, fetcher: PageFetcher, clock: Clock, limits: WatchLimits
) -> Iterator[Problem]:
    """Poll one feed and store its status and items in one go; yield what a person should know.

    A server may say "not modified" for ever, by mistake; so every ``full_poll_seconds`` the feed is asked for whole.
    """
    whole = clock.now() - status.last_full >= limits.full_poll_seconds
    validators = Validators() if whole else Validators(status.etag, status.last_modified)
    try:
        answer = fetcher.get(status.moved_to or status.feed_url, validators)
        yield from _moved(status, answer)
        if isinstance(answer, NotModified):
            state.save_poll(_polled(status, answer, clock.now(), limits), [])
        else:
            yield from _store(status, answer, state, clock.now(), limits)
    except PostponedError:
        return
    except Exception as error:  # whatever a feed holds, the others go on
        error = error if isinstance(error, InputError) else InputError(f"can't be read ({type(error).__name__})")
        failed = _failed(status, error, clock.now(), limits)
        state.save_poll(failed, [])
        reason = "it is gone for good" if failed.gone else error.reason
        wait = _plain_time(failed.next_poll - clock.now())
        yield Problem(status.feed_url, f"{reason}; the feed is asked again in {wait}")


def _store(status: FeedStatus, answer: Fetched, state: FeedState, now: float, limits: WatchLimits) -> Iterator[Problem]:
    feed = parse_feed(answer.body, answer.url, limits, answer.charset)
    changes = changes_of(status.feed_url, feed.items, state, now, limits)
    polled = replace(_polled(status, answer, now, limits), last_full=now)
    if changes.left:  # without validators the next poll sees the feed whole again, and with it the items left now
        polled = replace(polled, etag=None, last_modified=None)
    state.save_poll(polled, changes.items)
    if changes.left:
        taken = f"has {limits.feed_items + changes.left:,} new items; the latest {limits.feed_items:,} are taken now"
        yield Problem(status.feed_url, f"{taken}, the others with the next polls (limit feed_items)")
    if feed.left_out:
        kept = f"holds {len(feed.items) + feed.left_out:,} items; the first {len(feed.items):,} are looked at"
        yield Problem(status.feed_url, f"{kept} (limit max_items)")


def _polled(status: FeedStatus, answer: Fetched | NotModified, now: float, limits: WatchLimits) -> FeedStatus:
    return FeedStatus(
        feed_url=status.feed_url,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        next_poll=now + limits.poll_seconds,
        moved_to=answer.moved_to or status.moved_to,
        last_full=status.last_full,
    )


def _moved(status: FeedStatus, answer: Fetched | NotModified) -> Iterator[Problem]:
    if answer.moved_to and answer.moved_to not in (status.moved_to, status.feed_url):
        yield Problem(status.feed_url, f"has moved for good to {answer.moved_to}, which is asked from now on")


def _failed(status: FeedStatus, error: InputError, now: float, limits: WatchLimits) -> FeedStatus:
    """Return the status after a failure; an address that a feed moved to and that is no use either is forgotten."""
    failures = status.failures + 1
    gone = isinstance(error, FetchError) and error.gone and status.moved_to is None
    wait = backoff(failures, limits, error.retry_after if isinstance(error, FetchError) else None)
    return replace(
        status,
        next_poll=now + (limits.gone_seconds if gone else wait),
        failures=failures,
        last_error=error.reason,
        moved_to=None if _useless(error) else status.moved_to,
        gone=gone,
    )


def _useless(error: InputError) -> bool:
    """Whether an address itself is to blame, rather than its server's state of the moment."""
    if isinstance(error, FetchError) and not isinstance(error, RefusedError):
        return error.status is not None and not error.overloaded and error.status < 500
    return True


def _plain_time(seconds: float) -> str:
    """Return a time in the largest unit that says it well."""
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
