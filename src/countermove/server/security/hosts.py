"""Names and addresses: which Host header is ours, who is this machine.

A page of another site can have its name point at 127.0.0.1 (DNS rebinding); the browser then sends that name as the
Host, which is refused.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>\d{1,5}))?\Z")


def host_name(header: str) -> str | None:
    """The name in a Host header, without port, in lower case; None where it is none."""
    match = _HOST.match(header.lower())
    return None if match is None else match["name"].removesuffix(".")


def allowed_hosts(host: str, names: Iterable[str]) -> frozenset[str]:
    """The names under which a server may be asked: those of this machine, its address, and those it was given."""
    own = f"[{host}]" if ":" in host else host
    return frozenset({*LOOPBACK_NAMES, own.lower(), *(name.lower().strip() for name in names)})


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address.lower() == "localhost"
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)
