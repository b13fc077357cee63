"""``countermove watch``: feeds into the record, as their items appear."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FrameType

import click

from countermove.cli.add import tell_outcomes
from countermove.cli.opening import open_record
from countermove.cli.options import additions_options, watch_limit_option
from countermove.cli.record_options import record_option
from countermove.intake.address_lists import parse_address_list
from countermove.intake.feed_state import StoredItem
from countermove.intake.polite_fetcher import PageFetcher, PoliteFetcher
from countermove.intake.politeness import Clock, SystemClock
from countermove.intake.polling import Arrival, poll_round, seconds_until_due
from countermove.intake.problem import InputError, Problem
from countermove.intake.watch_limits import WatchLimits
from countermove.ontology.lexicon import Additions
from countermove.record.feed_tables import RecordFeedState
from countermove.record.integration import Stored
from countermove.record.settings import RecordSettings
from countermove.scale.local import read_articles
from countermove.schema import Article

_TOGETHER = 20
"""Articles fetched before they are read and stored: little is fetched twice after a crash."""


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@record_option
@click.option("--rounds", type=click.IntRange(1), help="End after so many rounds. By default it goes on until stopped.")
@click.option("--agent", metavar="NAME", help="The user agent to ask under; name yourself and an address.")
@additions_options
@watch_limit_option
def watch(
    feeds: tuple[str, ...],
    record: Path,
    rounds: int | None,
    agent: str | None,
    limits: WatchLimits,
    additions: Additions,
) -> int:
    """Watch feeds (RSS, Atom, JSON Feed) and read their new articles into the record.

    FEED is the address of a feed, or an OPML file that lists feeds. Sites are asked politely: no more often than
    robots.txt and a pace for each host allow, with ETag and Last-Modified, and less often after failures. Stop it with
    Ctrl-C; started again it goes on where it was. Between rounds others may open the record.

    \b
    Example:
      countermove watch https://news.example/feed.xml --record war.duckdb
      countermove watch feeds.opml --rounds 1
    """
    addresses = feed_addresses(feeds, limits)
    clock = SystemClock()
    fetcher = PoliteFetcher(limits, clock, agent=agent)
    signal.signal(signal.SIGTERM, _stop)
    return watch_feeds(addresses, record, fetcher, clock, limits, rounds, additions)


def watch_feeds(
    addresses: Sequence[str],
    record: Path,
    fetcher: PageFetcher,
    clock: Clock,
    limits: WatchLimits,
    rounds: int | None,
    additions: Additions,
) -> int:
    """Poll again and again; returns the exit status once the rounds are over."""
    done, status = 0, 0
    while True:
        with open_record(record, settings=RecordSettings(batch_articles=_TOGETHER)) as file:
            state = file.feed_state()
            arriving: dict[int, StoredItem] = {}
            arrivals = _articles(poll_round(addresses, state, fetcher, clock, limits), arriving)
            reader = partial(read_articles, additions=additions)
            settle = partial(_settle, state, arriving)
            status |= tell_outcomes(file.store_articles(arrivals, reader, settle), "text")
            wait = seconds_until_due(addresses, state, clock, limits)
        done += 1
        if rounds is not None and done >= rounds:
            return status
        clock.sleep(wait)


def feed_addresses(feeds: Sequence[str], limits: WatchLimits) -> list[str]:
    """The addresses of feeds: those given, and those that OPML files list.

    Raises:
        click.UsageError: a file can't be read or is no OPML list.
    """
    found: list[str] = []
    for feed in feeds:
        if feed.lower().startswith(("http://", "https://")):
            found.append(feed)
            continue
        try:
            listed = parse_address_list(Path(feed).read_bytes(), None, limits)
        except OSError as error:
            raise click.UsageError(f"{feed}: {error.strerror or error}; give an address or an OPML file") from error
        except InputError as error:
            raise click.UsageError(f"{feed}: {error.reason}") from error
        if listed.kind != "opml":
            raise click.UsageError(f"{feed}: is not an OPML list of feeds")
        found += [address.url for address in listed.addresses]
    return found


def _articles(found: Iterable[Arrival | Problem], arriving: dict[int, StoredItem]) -> Iterator[Article | Problem]:
    """The articles of a round; which item each belongs to is kept until it is settled."""
    for one in found:
        if isinstance(one, Problem):
            yield one
        else:
            arriving[id(one.article)] = one.item
            yield one.article


def _settle(
    state: RecordFeedState, arriving: dict[int, StoredItem], article: Article, outcome: Stored | Problem
) -> None:
    item = arriving.pop(id(article))
    if isinstance(outcome, Problem):
        state.settle(item.settled("failed", outcome.reason))
    else:
        state.mark_added(item)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
