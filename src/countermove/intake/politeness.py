"""How often others are asked: a pace for each host, and longer and longer waits after failures."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from countermove.intake.watch_limits import WatchLimits

_MOST_DOUBLINGS = 40  # beyond this every back-off is at its cap, and 2 ** n only grows


class Clock(Protocol):
    """The time, and waiting for it; tests have one that doesn't wait."""

    def now(self) -> float:
        """Return the seconds since 1970 (UTC)."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Return the seconds since 1970 (UTC)."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def host_of(url: str) -> str:
    """Return the host of an address in lower case, or an empty text where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def backoff(failures: int, limits: WatchLimits, retry_after: float | None = None) -> float:
    """Return how many seconds to wait after so many failures in a row.

    The wait doubles with each failure and is never shorter than what the server asked for (Retry-After), both up to
    ``max_backoff_seconds``.
    """
    doubled = limits.backoff_seconds * 2.0 ** min(max(0, failures - 1), _MOST_DOUBLINGS)
    return min(limits.max_backoff_seconds, max(doubled, retry_after or 0.0))


@dataclass(slots=True)
class _Host:
    ready: float = 0.0
    delay: float = 0.0
    failures: int = 0


class HostPace:
    """When each host may be asked next.

    Between two requests to a host lie ``host_seconds``, or its own crawl delay if longer; a host that is overloaded or
    can't be reached is left alone for longer and longer, until it answers again.
    """

    def __init__(self, clock: Clock, limits: WatchLimits) -> None:
        self._clock, self._limits = clock, limits
        self._hosts: dict[str, _Host] = {}

    def ready_in(self, host: str) -> float:
        """Return the seconds until a host may be asked; 0 if it may be asked now."""
        known = self._hosts.get(host)
        if known is None:
            return 0.0
        # a clock that was set back must not make the wait longer than any wait can be
        return min(max(0.0, known.ready - self._clock.now()), self._limits.max_backoff_seconds)

    def wait(self, host: str) -> None:
        """Wait until a host may be asked, and count the request that follows."""
        if (seconds := self.ready_in(host)) > 0:
            self._clock.sleep(seconds)
        known = self._known(host)
        known.ready = self._clock.now() + max(self._limits.host_seconds, known.delay)

    def keep_delay(self, host: str, seconds: float | None) -> None:
        """Keep the crawl delay that a host's robots.txt asks for, up to ``max_backoff_seconds``."""
        if seconds is not None and math.isfinite(seconds) and seconds > 0:
            self._known(host).delay = min(seconds, self._limits.max_backoff_seconds)

    def failed(self, host: str, retry_after: float | None = None) -> None:
        """Leave a host alone: it is overloaded or can't be reached."""
        known = self._known(host)
        known.failures += 1
        known.ready = max(known.ready, self._clock.now() + backoff(known.failures, self._limits, retry_after))

    def succeeded(self, host: str) -> None:
        """Forget the failures of a host that answered."""
        self._known(host).failures = 0

    def _known(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())
