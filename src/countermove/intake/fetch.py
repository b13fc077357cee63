"""Safe fetching of one address: only http(s), only public hosts, capped in bytes, time and redirects.

A host name is resolved once; every address it has must be public; the connection goes to the address that was checked,
so that a second answer of the name server (DNS rebinding) changes nothing. Redirects are followed one by one through
the same checks. The clock runs over everything, down to single bytes, and a packed body is unpacked only up to the
limit.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from countermove import __version__
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError

USER_AGENT = f"countermove/{__version__}"
_ACCEPTED = ("text/", "application/xhtml", "application/xml", "application/json", "application/x-ndjson")
_GZIP = 16 + zlib.MAX_WBITS  # zlib's sign for a gzip header


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of a page, the address it finally came from, and its declared media type."""

    body: bytes
    url: str
    media_type: str


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet (not private, loopback, link-local, metadata, multicast ...)."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at a deadline: a server that drips single bytes never runs into a timeout per read."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come."""
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted, under the same deadline."""
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)


class _CheckedBackend(httpcore.SyncBackend):
    """Connects only to addresses that were resolved and checked here."""

    def __init__(self, allowed: Collection[tuple[str, int]], deadline: float) -> None:
        super().__init__()
        self._allowed, self._deadline = allowed, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve once, check every address, connect to the first of them that answers."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host {host!r} can't be found") from error
        addresses = [str(answer[4][0]) for answer in answers]
        if (host, port) not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise InputError(f"refused: {host} is at {address}, which is not a public address")
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:  # such as an IPv6 address where there is no IPv6
                continue
        return self._connect(addresses[-1], port, timeout, local_address, socket_options)

    def _connect(self, address: str, port: int, timeout: float | None, *options: Any) -> httpcore.NetworkStream:
        return _TimedStream(super().connect_tcp(address, port, timeout, *options), self._deadline)


class _CheckedTransport(httpx.HTTPTransport):
    def __init__(self, allowed: Collection[tuple[str, int]], deadline: float) -> None:
        super().__init__(trust_env=False, retries=0)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_CheckedBackend(allowed, deadline)
        )


def fetch(url: str, limits: Limits, allowed: Collection[tuple[str, int]] = ()) -> Fetched:
    """Fetch one address.

    Args:
        url: an ``http`` or ``https`` address.
        limits: bytes, seconds and redirects.
        allowed: (host, port) pairs that may be reached although not public; used by tests.

    Raises:
        InputError: the address is refused, can't be reached, answers with an error, or goes over a limit.
    """
    deadline = time.monotonic() + limits.fetch_seconds
    transport = _CheckedTransport(allowed, deadline)
    with httpx.Client(transport=transport, trust_env=False, headers=_headers()) as client:
        try:
            for _ in range(limits.max_redirects + 1):
                target = _checked_url(url)
                with client.stream("GET", target, timeout=_remaining(deadline)) as response:
                    if response.is_redirect:
                        url = str(target.join(response.headers.get("location", "")))
                        continue
                    if response.status_code != 200:
                        raise InputError(f"the server answered {response.status_code} {response.reason_phrase}")
                    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
                    if media_type and not media_type.startswith(_ACCEPTED):
                        raise InputError(f"is {media_type}, not a page or text")
                    return Fetched(_body(response, limits), str(target), media_type)
        except httpx.TimeoutException as error:
            raise InputError(f"took longer than {limits.fetch_seconds:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise InputError(f"can't be fetched: {error or type(error).__name__}") from error
    raise InputError(f"more than {limits.max_redirects} redirects")


def _headers() -> dict[str, str]:
    return {
        "User-Agent": USER_AGENT,
        "Accept": "text/html,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip",
    }


def _checked_url(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise InputError(f"is not an address: {error}") from error
    if target.scheme not in ("http", "https"):
        raise InputError(f"refused: only http and https are fetched, not {target.scheme or 'this'}:")
    if not target.host:
        raise InputError("is not an address: it names no host")
    return target.copy_with(userinfo=b"", fragment=None)


def _remaining(deadline: float) -> float:
    return max(0.01, deadline - time.monotonic())


def _body(response: httpx.Response, limits: Limits) -> bytes:
    """Read the body in pieces and unpack it here: never more than the limit is held, whatever a bomb would grow to."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(f"comes packed in a way that wasn't asked for ({encoding[:40]})")
    unpacker = zlib.decompressobj(_GZIP) if encoding.endswith("gzip") else None
    parts: list[bytes] = []
    size = 0
    for part in response.iter_raw():
        if unpacker is not None:
            try:
                part = unpacker.decompress(part, limits.max_bytes + 1 - size)
            except zlib.error as error:
                raise InputError("its gzip packing is broken") from error
        size += len(part)
        if size > limits.max_bytes:
            raise InputError(f"is larger than {limits.max_bytes:,} bytes (limit max_bytes)")
        parts.append(part)
    return b"".join(parts)
