"""The name under which pages are asked for."""

from __future__ import annotations

from countermove import __version__

PRODUCT = "countermove"
"""The product token that robots.txt files address (RFC 9309 section 2.2.1)."""


def user_agent() -> str:
    """Return ``countermove/VERSION``, followed by the project's address where the installed package names one."""
    from importlib import metadata  # late: only fetching needs it

    try:
        addresses = metadata.metadata(PRODUCT).get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        addresses = []
    address = next((entry.split(",", 1)[1].strip() for entry in addresses if "," in entry), None)
    name = f"{PRODUCT}/{__version__}"
    return f"{name} (+{address})" if address and address.isascii() and address.isprintable() else name
