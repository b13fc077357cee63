"""The door: every request passes here before anything looks at it.

In this order: size of the address and headers, Host, token, who may write, size and pace of the body.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from countermove.server.errors import ApiError
from countermove.server.security.cookie import LOGIN, LOGOUT, token_in
from countermove.server.security.headers import SECURITY_HEADERS
from countermove.server.security.hosts import allowed_hosts, host_name, is_loopback
from countermove.server.security.tokens import Token, Tokens
from countermove.server.settings import ServerSettings

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
FORM = "application/x-www-form-urlencoded"
FORM_FIELD = "csrf_token"
WRITE_HEADER = b"x-countermove"
_PROXY_HEADERS = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")
_UPLOADS = ("/api/v1/articles",)
_OPEN = (LOGIN, "/static/style.css", "/static/page.js", "/static/icon.svg")
"""What anybody may see who reaches the server: where a token is given, and how that looks."""
_READS = ("/api/v1/read", "/read", *_OPEN, LOGOUT)
"""What a token for reading may be sent to: it changes nothing, or looks itself whether it may."""
Refuse = Callable[[Scope, ApiError], Response]


class Guard:
    """Lets through what may pass; puts security headers on every answer.

    Args:
        app: what is behind the door.
        settings: sizes, times, names.
        tokens: who may ask from elsewhere.
        csrf_token: what forms of our own pages carry.
        refuse: makes the answer to who isn't let in; by default it is for programs.
    """

    def __init__(
        self, app: ASGIApp, settings: ServerSettings, tokens: Tokens, csrf_token: str, refuse: Refuse | None = None
    ) -> None:
        self._app, self._settings, self._tokens, self._csrf_token = app, settings, tokens, csrf_token
        self._refuse = refuse or (lambda scope, error: error.response())
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
            await self._refuse(scope, error)(scope, receive, send_safe)
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
        """Who asks: a token's holder, or somebody at this machine; and whether that is enough.

        Handlers find in ``request.state``: ``who`` (the name of the token, None at this machine), ``writes`` (whether
        who asks may change the record), ``by_itself`` (whether the browser lets in what any page makes it send).
        """
        state = scope.setdefault("state", {})
        changes = scope["method"] not in SAFE_METHODS
        given = headers.get(b"authorization")
        state.update(who=None, writes=True, by_itself=given is None)
        if given is None and changes:
            self._check_origin(headers)
        if given is None and _from_this_machine(scope, headers):
            return
        token = self._token(given, headers)
        if token is None and scope["path"] in _OPEN:
            state["writes"] = False
            return
        if token is None:
            raise _unauthorized("a token is needed: Authorization: Bearer ...")
        state.update(who=token.name, writes=token.scope == "write")
        if changes and not state["writes"] and scope["path"] not in _READS:
            raise ApiError(403, "forbidden", "this token may only read", "Authorization")

    def _token(self, given: bytes | None, headers: Mapping[bytes, bytes]) -> Token | None:
        """The token of a header or a cookie."""
        if given is None:
            kept = token_in(headers)
            return None if kept is None else self._tokens.find(kept)
        kind, _, text = given.decode("latin-1").partition(" ")
        token = self._tokens.find(text.strip()) if kind.lower() == "bearer" else None
        if token is None:
            raise _unauthorized("this token is not known")
        return token

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
        if b"content-length" in headers and b"transfer-encoding" in headers:  # RFC 9112 section 6.1: a smuggler's
            raise ApiError(400, "bad_request", "has both Content-Length and Transfer-Encoding", "Content-Length")
        if headers.get(b"content-encoding", b"identity").strip().lower() != b"identity":
            raise ApiError(415, "unsupported_media_type", "send the body as it is, not packed", "Content-Encoding")
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
        if scope["state"]["by_itself"] and WRITE_HEADER not in headers and scope["path"] != LOGIN:
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
