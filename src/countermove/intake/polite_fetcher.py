"""Fetching as a guest: robots.txt, a pace for each host, and back-off, at every address on the way of a redirect."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from countermove.intake.fetch import Fetched, NotModified, Validators, fetch
from countermove.intake.fetch_error import FetchError, PostponedError, RefusedError
from countermove.intake.politeness import Clock, HostPace, host_of
from countermove.intake.robots_cache import RobotsCache
from countermove.intake.user_agent import PRODUCT, user_agent
from countermove.intake.watch_limits import WatchLimits


class PageFetcher(Protocol):
    """What polling needs of the network."""

    def ready_in(self, url: str) -> float:
        """Return the seconds until the host of an address may be asked; 0 if it may be asked now."""
        ...

    def get(self, url: str, validators: Validators | None = None) -> Fetched | NotModified:
        """Fetch one address, waiting until its host may be asked.

        Raises:
            PostponedError: its host may not be asked yet, for longer than a round waits.
            RefusedError: it is not one to ask.
            FetchError: it can't be had.
            InputError: it is no address.
        """
        ...


class PoliteFetcher:
    """Fetches safely and politely.

    Args:
        limits: sizes, times, pace.
        clock: the time.
        agent: the name to ask under; its robots.txt token is the part before the slash. This package's by default.
        allowed: (host, port) pairs that may be reached although not public; used by tests.
    """

    def __init__(
        self,
        limits: WatchLimits,
        clock: Clock,
        *,
        agent: str | None = None,
        allowed: Collection[tuple[str, int]] = (),
    ) -> None:
        self._limits, self._clock, self._allowed = limits, clock, allowed
        self._agent = agent or user_agent()
        self._pace = HostPace(clock, limits)
        product = self._agent.split("/", 1)[0].strip() if agent else PRODUCT
        self._robots = RobotsCache(product, self._get_robots, clock, limits)

    def ready_in(self, url: str) -> float:
        """Return the seconds until the host of an address may be asked; 0 if it may be asked now."""
        return self._pace.ready_in(host_of(url))

    def get(self, url: str, validators: Validators | None = None) -> Fetched | NotModified:
        """Fetch one address, waiting until its host may be asked; see ``PageFetcher``."""
        return self._get(url, validators, self._limits, with_robots=True)

    def _get_robots(self, url: str) -> Fetched:
        limits = replace(self._limits, max_bytes=self._limits.robots_bytes)
        found = self._get(url, None, limits, with_robots=False)
        assert isinstance(found, Fetched)
        return found

    def _get(
        self, url: str, validators: Validators | None, limits: WatchLimits, *, with_robots: bool
    ) -> Fetched | NotModified:
        asked = ""

        def before(address: str) -> None:
            nonlocal asked
            asked = ""  # what is raised from here on is not the fault of the host
            if with_robots:
                self._permit(address)
            self._wait(address)
            asked = host_of(address)

        try:
            answer = fetch(
                url,
                limits,
                self._allowed,
                validators=validators,
                user_agent=self._agent,
                before_request=before,
                start_only=not with_robots,
            )
        except RefusedError:
            raise
        except FetchError as error:
            if asked and (error.overloaded or error.status is None):
                self._pace.failed(asked, error.retry_after)
            elif asked:
                self._pace.succeeded(asked)
            raise
        self._pace.succeeded(asked)
        return answer

    def _permit(self, address: str) -> None:
        rules = self._robots.rules(address)
        self._pace.keep_delay(host_of(address), rules.crawl_delay)
        if not rules.allows(address):
            raise RefusedError(f"refused: the robots.txt of {urlsplit(address).netloc} does not allow it")

    def _wait(self, address: str) -> None:
        host = host_of(address)
        seconds = self._pace.ready_in(host)
        if seconds > self._limits.wait_seconds:
            raise PostponedError(f"{host} is left alone for another {seconds:.0f} s", retry_after=seconds)
        self._pace.wait(host)
