"""Taking in one waiting item of a feed: its article, or another try later, or one line why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from countermove.intake.check import check_article
from countermove.intake.feed_state import FeedState, StoredItem
from countermove.intake.fetch import Fetched
from countermove.intake.fetch_error import FetchError, PostponedError, RefusedError
from countermove.intake.item_article import article_of_content, article_of_page, has_whole_text
from countermove.intake.polite_fetcher import PageFetcher
from countermove.intake.politeness import Clock, backoff
from countermove.intake.problem import InputError, Problem
from countermove.intake.watch_limits import WatchLimits
from countermove.schema import Article


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article of a feed item, to be stored; then ``FeedState.mark_added(item)``, in the same transaction."""

    item: StoredItem
    article: Article


def take_item(
    item: StoredItem, state: FeedState, fetcher: PageFetcher, clock: Clock, limits: WatchLimits
) -> Iterator[Arrival | Problem]:
    """Yield the article of an item.

    What may be had later (no connection, an error of the server) is tried ``item_attempts`` times, with longer and
    longer waits. What stays as it is (refused, gone, no article in it, not English) fails at once, in one line.
    """
    try:
        article = check_article(_article(item, fetcher, limits), limits)
        if isinstance(article, Problem):
            yield _failed(item, article.reason, state)
        else:
            yield Arrival(item, article)
    except PostponedError as error:
        state.save_item(replace(item, next_attempt=clock.now() + (error.retry_after or limits.host_seconds)))
    except FetchError as error:
        tried = replace(item, attempts=item.attempts + 1, last_error=error.reason)
        if isinstance(error, RefusedError) or error.gone:
            yield _failed(tried, error.reason, state)
        elif tried.attempts >= limits.item_attempts:
            yield _failed(tried, f"{error.reason}; tried {tried.attempts} times", state)
        else:
            wait = backoff(tried.attempts, limits, error.retry_after)
            state.save_item(replace(tried, next_attempt=clock.now() + wait))
    except InputError as error:
        yield _failed(item, error.reason, state)
    except Exception as error:  # whatever a page holds, the others go on, and a restart doesn't fail on it again
        yield _failed(item, f"can't be read ({type(error).__name__})", state)


def _article(item: StoredItem, fetcher: PageFetcher, limits: WatchLimits) -> Article:
    if has_whole_text(item, limits) or item.url is None:
        return article_of_content(item)
    fetched = fetcher.get(item.url)
    if not isinstance(fetched, Fetched):
        raise FetchError("the server answered 304 to an unconditional request", fetched.status)
    return article_of_page(item, fetched)


def _failed(item: StoredItem, reason: str, state: FeedState) -> Problem:
    state.save_item(item.settled("failed", reason))
    return Problem(item.url or item.title or item.key, f"{reason} (an item of {item.feed_url})")
