"""Safe fetching of one address: only http(s), only public hosts, capped in bytes, time and redirects.

Redirects are followed one by one through the same checks as the first address. The clock runs over everything, down to
single bytes, and a packed body is unpacked only up to the limit. With validators the request is conditional
(RFC 9110 section 13).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import overload

import httpx

from countermove.intake.addresses import is_public as is_public
from countermove.intake.fetch_error import FetchError, RefusedError
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError
from countermove.intake.transport import CheckedTransport, Deadline
from countermove.intake.unpacking import read_body
from countermove.intake.user_agent import user_agent as standard_user_agent

_ACCEPTED = (
    "text/", "application/xhtml", "application/xml", "application/json", "application/x-ndjson",
    "application/rss", "application/x-rss", "application/atom", "application/rdf", "application/feed",
    "application/gzip", "application/x-gzip", "application/octet-stream",
)  # fmt: skip
_LONGEST_VALIDATOR = 1_000


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said to recognise a version by; sent back, they spare the body of a page that didn't change."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of a page, the address it finally came from, and its declared media type.

    ``moved_to`` is the address to use from now on, if the first one moved for good (301, 308).
    """

    body: bytes
    url: str
    media_type: str
    charset: str | None = None
    status: int = 200
    validators: Validators = field(default_factory=Validators)
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is still the version that the validators name (304)."""

    url: str
    validators: Validators
    status: int = 304
    moved_to: str | None = None


@overload
def fetch(
    url: str,
    limits: Limits,
    allowed: Collection[tuple[str, int]] = ...,
    *,
    validators: None = ...,
    user_agent: str | None = ...,
    before_request: Callable[[str], None] | None = ...,
    start_only: bool = ...,
) -> Fetched: ...
@overload
def fetch(
    url: str,
    limits: Limits,
    allowed: Collection[tuple[str, int]] = ...,
    *,
    validators: Validators | None,
    user_agent: str | None = ...,
    before_request: Callable[[str], None] | None = ...,
    start_only: bool = ...,
) -> Fetched | NotModified: ...
def fetch(
    url: str,
    limits: Limits,
    allowed: Collection[tuple[str, int]] = (),
    *,
    validators: Validators | None = None,
    user_agent: str | None = None,
    before_request: Callable[[str], None] | None = None,
    start_only: bool = False,
) -> Fetched | NotModified:
    """Fetch one address.

    Args:
        url: an ``http`` or ``https`` address.
        limits: bytes, seconds and redirects.
        allowed: (host, port) pairs that may be reached although not public; used by tests.
        validators: what the last answer said to recognise its version by; makes the request conditional.
        user_agent: the name to ask under; that of this package by default.
        before_request: called with each address before it is asked, redirects included; it may wait (its time isn't
            counted) or raise.
        start_only: return the first ``max_bytes`` of whatever comes instead of refusing more, or another media type.

    Raises:
        RefusedError: the address is not one to ask: no public host, or another scheme.
        FetchError: it can't be reached, answers with an error, or goes over a limit.
        InputError: it is no address.
    """
    deadline = Deadline(limits.fetch_seconds)
    headers = _headers(user_agent or standard_user_agent(), validators)
    moved_to, moved_for_good = None, True
    try:
        with httpx.Client(transport=CheckedTransport(allowed, deadline), trust_env=False, headers=headers) as client:
            for _ in range(limits.max_redirects + 1):
                target = _announced(_checked_url(url), before_request, deadline)
                with client.stream("GET", target, timeout=deadline.left()) as response:
                    if not response.has_redirect_location:
                        return _answer(response, validators, moved_to, limits, start_only)
                    url = str(target.join(response.headers["location"]))
                    moved_for_good = moved_for_good and response.status_code in (301, 308)
                    moved_to = url if moved_for_good else moved_to
    except httpx.TimeoutException as error:
        raise FetchError(f"took longer than {limits.fetch_seconds:g} s") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(f"can't be fetched: {error or type(error).__name__}") from error
    raise FetchError(f"more than {limits.max_redirects} redirects", response.status_code)


def _headers(user_agent: str, validators: Validators | None) -> dict[str, str]:
    headers = {
        "User-Agent": user_agent,
        "Accept": "text/html,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip",
    }
    if validators is not None and validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators is not None and validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


def _checked_url(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise InputError(f"is not an address: {error}") from error
    if target.scheme not in ("http", "https"):
        raise RefusedError(f"refused: only http and https are fetched, not {target.scheme or 'this'}:")
    if not target.host:
        raise InputError("is not an address: it names no host")
    return target.copy_with(userinfo=b"", fragment=None)


def _announced(target: httpx.URL, before_request: Callable[[str], None] | None, deadline: Deadline) -> httpx.URL:
    if before_request is not None:
        begun = time.monotonic()
        before_request(str(target))
        deadline.extend(time.monotonic() - begun)
    return target


def _answer(
    response: httpx.Response, validators: Validators | None, moved_to: str | None, limits: Limits, start_only: bool
) -> Fetched | NotModified:
    status, url = response.status_code, str(response.url)
    found = Validators(_validator(response, "etag"), _validator(response, "last-modified"))
    if status == 304 and validators is not None and (validators.etag or validators.last_modified):
        kept = Validators(found.etag or validators.etag, found.last_modified or validators.last_modified)
        return NotModified(url, kept, moved_to=moved_to)
    if status != 200:
        reason = f"the server answered {status} {response.reason_phrase[:80]}".rstrip()
        raise FetchError(reason, status, _retry_after(response))
    declared = Message()
    declared["content-type"] = response.headers.get("content-type", "")[:200]
    media_type = declared["content-type"].split(";")[0].strip().lower()
    if media_type and not media_type.startswith(_ACCEPTED) and not start_only:
        raise FetchError(f"is {media_type}, not a page or text", status)
    charset = declared.get_param("charset")
    return Fetched(
        body=read_body(response, limits.max_bytes, start_only),
        url=url,
        media_type=media_type,
        charset=charset.strip().lower() or None if isinstance(charset, str) else None,
        validators=found,
        moved_to=moved_to,
    )


def _validator(response: httpx.Response, name: str) -> str | None:
    """Return a header that can be sent back as it is, or None: a hostile one could break the next request."""
    value = response.headers.get(name, "").strip()
    return value if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable() else None


def _retry_after(response: httpx.Response) -> float | None:
    """Return the seconds of a Retry-After header, given as seconds or as a date (RFC 9110 section 10.2.3)."""
    value = response.headers.get("retry-after", "").strip()[:100]
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    try:
        now = parsedate_to_datetime(response.headers.get("date", "")).timestamp()
    except (ValueError, TypeError, OverflowError, OSError):
        now = time.time()
    return max(0.0, until - now)
