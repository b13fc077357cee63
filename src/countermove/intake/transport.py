"""Connections that go only to addresses that were checked, and that end at a deadline.

A host name is resolved once; every address it has must be public; the connection goes to the address that was checked,
so that a second answer of the name server (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from countermove.intake.addresses import is_public
from countermove.intake.fetch_error import RefusedError

_MOST_ADDRESSES = 8


class Deadline:
    """The moment at which everything ends, in seconds of the monotonic clock; waiting on purpose moves it on."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left, at least a hundredth, so that a call can still be made and fail."""
        return max(0.01, self._end - time.monotonic())

    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._end

    def extend(self, seconds: float) -> None:
        """Move the end on."""
        self._end += seconds


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at a deadline: a server that drips single bytes never runs into a timeout per read."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def _left(self, timeout: float | None) -> float:
        if self._deadline.over():
            raise httpcore.ReadTimeout("the time is over")
        left = self._deadline.left()
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

    def __init__(self, allowed: Collection[tuple[str, int]], deadline: Deadline) -> None:
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
        """Resolve once, check every address, connect to the first of them that answers within its share of the time."""
        addresses = self._checked(host, port)
        for number, address in enumerate(addresses, start=1):
            share = self._deadline.left() / (len(addresses) - number + 1)
            try:
                stream = super().connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):  # such as IPv6 where there is no IPv6
                if number == len(addresses):
                    raise
                continue
            return _TimedStream(stream, self._deadline)
        raise httpcore.ConnectError(f"the host {host!r} has no address")

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host {host!r} can't be found") from error
        addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if (host, port) not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise RefusedError(f"refused: {host} is at {address}, which is not a public address")
        return addresses[:_MOST_ADDRESSES]


class CheckedTransport(httpx.HTTPTransport):
    """An httpx transport over checked connections; neither proxies nor certificates come from the environment."""

    def __init__(self, allowed: Collection[tuple[str, int]], deadline: Deadline) -> None:
        context = _certificates()
        super().__init__(verify=context, trust_env=False, retries=0)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=_CheckedBackend(allowed, deadline))


@cache
def _certificates() -> ssl.SSLContext:
    """Return the trusted authorities, read once: a constant of the process that takes 30 ms to load."""
    return httpx.create_ssl_context(trust_env=False)
