"""Why an address could not be fetched, with what a program needs to decide whether to try again.

InputError
└─ FetchError          any failure; status and retry_after where a server answered
   ├─ PostponedError   not asked yet: its host is to be left alone for a while
   └─ RefusedError     never sent, and not to be tried again: no public address, another scheme, robots.txt
"""

from __future__ import annotations

from countermove.intake.problem import InputError


class FetchError(InputError):
    """An address can't be fetched.

    ``status`` is the HTTP status or None where nothing was answered; ``retry_after`` is how many seconds the server
    asks to be left alone, or None.
    """

    def __init__(self, reason: str, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.status, self.retry_after = status, retry_after

    def __reduce__(self) -> tuple[type[FetchError], tuple[str, int | None, float | None]]:
        return type(self), (self.reason, self.status, self.retry_after)

    @property
    def gone(self) -> bool:
        """Whether the server says that this is gone for good (410, RFC 9110 section 15.5.11)."""
        return self.status == 410

    @property
    def overloaded(self) -> bool:
        """Whether the server asks its callers to slow down (429, RFC 6585; 503, RFC 9110)."""
        return self.status in (429, 503)


class PostponedError(FetchError):
    """An address that was not asked yet: its host may be asked again in ``retry_after`` seconds."""


class RefusedError(FetchError):
    """An address that is not asked, now or later: it is not public, of another scheme, or closed to robots."""
