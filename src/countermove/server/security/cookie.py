"""The cookie that holds a person's token in a browser on another machine; on this machine there is none."""

from __future__ import annotations

from collections.abc import Mapping

LOGIN, LOGOUT = "/login", "/logout"
"""The pages where a token is given, and where it is forgotten."""
_NAME = "countermove_token"
_ATTRIBUTES = "Path=/; HttpOnly; SameSite=Strict"


def token_in(headers: Mapping[bytes, bytes]) -> str | None:
    """The token in the cookies of a request; None where there is none."""
    for part in headers.get(b"cookie", b"").decode("latin-1").split(";"):
        name, mark, value = part.strip().partition("=")
        if mark and name == _NAME and value:
            return value
    return None


def keeping(token: str, encrypted: bool) -> str:
    """The value of Set-Cookie that keeps a known token until the browser ends.

    Args:
        token: one of ours: letters, digits, ``-`` and ``_``.
        encrypted: the browser speaks TLS, so that the cookie must never go without it.
    """
    return f"{_NAME}={token}; {_ATTRIBUTES}{'; Secure' if encrypted else ''}"


def forgetting() -> str:
    """The value of Set-Cookie that takes the token away."""
    return f"{_NAME}=; {_ATTRIBUTES}; Max-Age=0"
