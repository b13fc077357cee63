"""The robots.txt of each host: asked for once, kept for a day, and what holds when it can't be had (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from countermove.intake.fetch import Fetched
from countermove.intake.fetch_error import FetchError, PostponedError, RefusedError
from countermove.intake.politeness import Clock
from countermove.intake.problem import InputError
from countermove.intake.robots import RobotsRules, parse_robots
from countermove.intake.watch_limits import WatchLimits

_MOST_HOSTS = 1_000


@dataclass(frozen=True, slots=True)
class _Known:
    rules: RobotsRules | None
    until: float
    reason: str = ""


class RobotsCache:
    """The rules of every host that was asked lately.

    A client error (4xx) means that there are no rules; a server error (5xx), 429 or a host that can't be reached means
    that nothing may be asked for now, unless an earlier copy is at hand (RFC 9309 section 2.3.1).

    Args:
        product: the token that robots.txt files address.
        fetch: fetches the start of one address.
        clock: the time, for copies that grow old.
        limits: how long copies are kept.
    """

    def __init__(self, product: str, fetch: Callable[[str], Fetched], clock: Clock, limits: WatchLimits) -> None:
        self._product, self._fetch, self._clock, self._limits = product, fetch, clock, limits
        self._known: dict[str, _Known] = {}

    def rules(self, url: str) -> RobotsRules:
        """Return the rules of the host of an address.

        Raises:
            PostponedError: the host may not be asked yet, even for its robots.txt.
            RefusedError: the host is not one to ask.
            FetchError: its robots.txt can't be had, so nothing is asked of it for now.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(site)
        if known is None or known.until <= self._clock.now():
            known = self._asked(site, known)
            self._known.pop(site, None)
            self._known[site] = known
            if len(self._known) > _MOST_HOSTS:
                del self._known[next(iter(self._known))]
        if known.rules is None:
            raise FetchError(
                f"nothing is asked of {parts.netloc} for now: its robots.txt can't be had ({known.reason})",
                retry_after=max(0.0, known.until - self._clock.now()),
            )
        return known.rules

    def _asked(self, site: str, earlier: _Known | None) -> _Known:
        try:
            body = self._fetch(f"{site}/robots.txt").body
        except (PostponedError, RefusedError):  # says nothing about the robots.txt
            raise
        except InputError as error:
            status = error.status if isinstance(error, FetchError) else None
            if status is not None and 400 <= status < 500 and status != 429:
                return _Known(RobotsRules(), self._clock.now() + self._limits.robots_seconds)
            rules = earlier.rules if earlier is not None else None
            return _Known(rules, self._clock.now() + self._limits.robots_retry_seconds, error.reason)
        return _Known(parse_robots(body, self._product), self._clock.now() + self._limits.robots_seconds)
