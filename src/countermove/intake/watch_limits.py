"""Every limit on watching feeds, by name, with its default."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.intake.limits import Limits


@dataclass(frozen=True, slots=True)
class WatchLimits(Limits):
    """Limits on input and on how often others are asked; each can be set with ``--limit NAME=VALUE``."""

    poll_seconds: float = 1_800.0
    """Time between two polls of a feed, in seconds."""
    host_seconds: float = 2.0
    """Least time between two requests to one host, in seconds; a longer crawl delay of its robots.txt is kept."""
    wait_seconds: float = 30.0
    """Longest time a round waits for one host, in seconds; what has to wait longer is left for a later round."""
    round_seconds: float = 600.0
    """Time after which a round ends and feeds that are due come first again, in seconds."""
    backoff_seconds: float = 60.0
    """Time until the second try after a failure, in seconds; it doubles with each further failure."""
    max_backoff_seconds: float = 86_400.0
    """Longest time until the next try, in seconds, whatever a server asks for."""
    item_attempts: int = 5
    """How many times an item is tried before it is reported as failed."""
    feed_items: int = 1_000
    """Most new items taken from a feed in one poll; the rest comes with the next polls."""
    round_items: int = 5_000
    """Most waiting items taken up in one round."""
    revision_seconds: float = 3_600.0
    """Least time between two fetches of one item that keeps changing, in seconds."""
    full_poll_seconds: float = 86_400.0
    """Time after which a feed is asked for whole, even if its server keeps saying that it didn't change, in seconds."""
    gone_seconds: float = 604_800.0
    """Time after which a feed that was gone for good is asked once more, in seconds."""
    robots_bytes: int = 512_000
    """How much of a robots.txt is read, in bytes; RFC 9309 asks for at least 500 KiB."""
    robots_seconds: float = 86_400.0
    """How long a robots.txt is kept, in seconds; RFC 9309 asks for at most a day."""
    robots_retry_seconds: float = 600.0
    """Time until a robots.txt that couldn't be had is asked for again, in seconds."""
