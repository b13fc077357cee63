"""The door: every request passes here before anything looks at it.

In this order: size of the address and headers, Host, token, who may write, size and pace of the body.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from countermove.server.errors import ApiError
from countermove.server.security.headers import SECURITY_HEADERS
from countermove.server.security.hosts import allowed_hosts, host_name, is_loopback
from countermove.server.security.tokens import Tokens
from countermove.server.settings import ServerSettings

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
FORM = "application/x-www-form-urlencoded"
FORM_FIELD = "csrf_token"
WRITE_HEADER = b"x-countermove"
_PROXY_HEADERS = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")
_UPLOADS = ("/api/v1/articles",)


class Guard:
    """Lets through what may pass; puts security headers on every answer.

    Args:
        app: what is behind the door.
        settings: sizes, times, names.
        tokens: who may ask from elsewhere.
        csrf_token: what forms of our own pages carry.
    """

    def __init__(self, app: ASGIApp, settings: ServerSettings, tokens: Tokens, csrf_token: str) -> None:
        self._app, self._settings, self._tokens, self._csrf_token = app, settings, tokens, csrf_token
        self._hosts = allowed_hosts(settings.host, settings.host_names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection of the protocol (ASGI)."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in SECURITY_HEADERS:
                    headers.setdefault(name.decode(), value.decode())
            await send(message)

        try:
            headers = dict(scope["headers"])  # of one given twice, the last; Host can't be (h11 refuses it)
            self._check_size(scope)
            self._check_host(headers)
            self._check_who(scope, headers)
            receive = await self._body(scope, headers, receive)
        except ApiError as error:
            await error.response()(scope, receive, send_safe)
            return
        await self._app(scope, receive, send_safe)

    def _check_size(self, scope: Scope) -> None:
        size = len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"])
        size += sum(len(name) + len(value) for name, value in scope["headers"])
        if size > self._settings.header_bytes:
            raise ApiError(
                431, "too_large", f"address and headers are longer than {self._settings.header_bytes:,} bytes"
            )
        if any(char < " " or char == "\x7f" or "\ud800" <= char <= "\udfff" for char in scope["path"]):
            raise ApiError(400, "bad_request", "the address holds control characters", "path")

    def _check_host(self, headers: Mapping[bytes, bytes]) -> None:
        name = host_name(headers.get(b"host", b"").decode("latin-1"))
        if name not in self._hosts:
            raise ApiError(421, "misdirected", "this server isn't asked under that name; see --host-name", "Host")

    def _check_who(self, scope: Scope, headers: Mapping[bytes, bytes]) -> None:
        """Who asks: a token's holder, or somebody at this machine; and whether that is enough."""
        state = scope.setdefault("state", {})
        writes = scope["method"] not in SAFE_METHODS
        given = headers.get(b"authorization")
        if given is not None:
            kind, _, text = given.decode("latin-1").partition(" ")
            token = self._tokens.find(text.strip()) if kind.lower() == "bearer" else None
            if token is None:
                raise _unauthorized("this token is not known")
            if writes and token.scope != "write" and not _only_reads(scope):
                raise ApiError(403, "forbidden", "this token may only read", "Authorization")
            state["who"] = token.name
            return
        if not _from_this_machine(scope, headers):
            raise _unauthorized("a token is needed: Authorization: Bearer ...")
        state["who"] = None
        if writes:
            self._check_origin(headers)

    def _check_origin(self, headers: Mapping[bytes, bytes]) -> None:
        """No page of another site makes a browser write: it can't set the header, and is told by its origin."""
        if headers.get(b"sec-fetch-site", b"none") not in (b"none", b"same-origin"):
            raise ApiError(403, "forbidden", "pages of other sites can't write here", "Sec-Fetch-Site")
        origin = headers.get(b"origin")
        if origin is not None and urlsplit(_text(origin)).netloc.lower() != _text(headers.get(b"host", b"")).lower():
            raise ApiError(403, "forbidden", "pages of other sites can't write here", "Origin")

    async def _body(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive) -> Receive:
        """What hands the body on, within its size and time; forms and headers that prove where it comes from."""
        if scope["method"] in SAFE_METHODS:
            return receive
        limit = self._settings.upload_bytes if scope["path"] in _UPLOADS else self._settings.body_bytes
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length[:18]) > limit or len(length) > 18:
            raise _too_large(limit)
        try:
            async with asyncio.timeout(self._settings.body_seconds):
                body = await _whole(receive, limit)
        except TimeoutError as error:
            raise ApiError(
                408, "timeout", f"the body didn't come within {self._settings.body_seconds:g} seconds"
            ) from error
        if scope["state"]["who"] is None and WRITE_HEADER not in headers:
            self._check_form(headers, body)
        sent = False

        async def hand_on() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        return hand_on

    def _check_form(self, headers: Mapping[bytes, bytes], body: bytes) -> None:
        kind = _text(headers.get(b"content-type", b"")).partition(";")[0].strip().lower()
        if kind != FORM:
            raise ApiError(403, "forbidden", "send the header X-Countermove: 1 with what writes", "X-Countermove")
        try:
            fields = dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=1_000))
        except ValueError as error:
            raise ApiError(400, "bad_request", "the form can't be read") from error
        if not hmac.compare_digest(fields.get(FORM_FIELD, "").encode("utf-8", "replace"), self._csrf_token.encode()):
            raise ApiError(403, "forbidden", "this form is too old; load the page again", FORM_FIELD)


def _only_reads(scope: Scope) -> bool:
    """POST /read changes nothing: a token for reading is enough."""
    return bool(scope["path"] == "/api/v1/read")


def _from_this_machine(scope: Scope, headers: Mapping[bytes, bytes]) -> bool:
    """Whether the other end is here; what a proxy passes on comes from anywhere."""
    client = scope.get("client")
    return client is not None and is_loopback(client[0]) and not any(name in headers for name in _PROXY_HEADERS)


def _unauthorized(message: str) -> ApiError:
    return ApiError(401, "unauthorized", message, "Authorization", {"WWW-Authenticate": "Bearer"})


def _too_large(limit: int) -> ApiError:
    return ApiError(413, "too_large", f"the body is larger than {limit:,} bytes", None, {"Connection": "close"})


async def _whole(receive: Receive, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ApiError(400, "bad_request", "the body ended too early")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise _too_large(limit)
        if not message.get("more_body", False):
            return b"".join(parts)


def _text(header: bytes) -> str:
    return header.decode("latin-1")
