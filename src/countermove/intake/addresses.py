"""Which IP addresses are on the public internet."""

from __future__ import annotations

import ipaddress

_NOT_PUBLIC_V4: tuple[str, ...] = (
    "192.0.0.0/24",  # protocol assignments (RFC 6890); Oracle's metadata server is 192.0.0.192; open to older Pythons
    "192.88.99.0/24",  # the relay of 6to4, withdrawn (RFC 7526)
    "168.63.129.16/32",  # Azure's metadata and wire server: in public space, yet always the machine's own host
)
_GLOBAL_UNICAST_V6 = (
    "2000::/3"  # all that has been given out (RFC 4291); leaves out ::/96, fc00::/7, fe80::/10, fec0::/10
)
_NOT_PUBLIC_V6: tuple[str, ...] = ("3fff::/20",)  # documentation (RFC 9637); unknown to older Pythons
_TRANSLATED_V6 = "64:ff9b::/96"  # an IPv4 address behind a translator (RFC 6052)


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet (not private, loopback, link-local, metadata, multicast ...).

    IPv4 addresses inside IPv6 ones (mapped, 6to4, Teredo, translated) are judged as the IPv4 address they lead to.

    Raises:
        ValueError: the text is no IP address.
    """
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _inner(ip)
        if inner is not None:
            return is_public(str(inner))
        if ip not in ipaddress.ip_network(_GLOBAL_UNICAST_V6):
            return False
        extra = _NOT_PUBLIC_V6
    else:
        extra = _NOT_PUBLIC_V4
    return ip.is_global and not ip.is_multicast and not any(ip in ipaddress.ip_network(network) for network in extra)


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in ipaddress.ip_network(_TRANSLATED_V6):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
