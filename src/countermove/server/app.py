"""The application: the door, the counting, the API, the pages."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from countermove.record.errors import RecordError
from countermove.record.record import RecordFile
from countermove.server.api.calls import Endpoint
from countermove.server.api.counting import counting_endpoints
from countermove.server.api.events import event_endpoints
from countermove.server.api.exports import export_endpoints
from countermove.server.api.openapi import openapi
from countermove.server.api.serving import PREFIX, completed, routes
from countermove.server.api.stream import stream_endpoints
from countermove.server.api.texts import text_endpoints
from countermove.server.api.writing import writing_endpoints
from countermove.server.articles_in import ArticleReader
from countermove.server.errors import ApiError
from countermove.server.logs import LOGGER, REQUEST, tell
from countermove.server.pages.routes import make_pages
from countermove.server.security.guard import Guard
from countermove.server.security.tokens import Tokens
from countermove.server.server import Server, server_of
from countermove.server.settings import ServerSettings


def api_endpoints(record: RecordFile, settings: ServerSettings) -> tuple[Endpoint, ...]:
    """The table of everything that the API answers."""
    found = (
        *event_endpoints(settings),
        *counting_endpoints(settings),
        *text_endpoints(settings, record.path),
        *export_endpoints(),
        *stream_endpoints(),
        *writing_endpoints(),
    )
    return completed(found, settings)


def create_app(
    record: RecordFile,
    settings: ServerSettings | None = None,
    tokens: Tokens | None = None,
    articles: ArticleReader | None = None,
) -> Starlette:
    """The server of one record.

    Args:
        record: open for writing; it stays open when the server ends.
        settings: limits and defaults.
        tokens: who may ask from elsewhere.
        articles: what reads articles; by default the shipped model, loaded with the first article.

    Returns:
        An ASGI application; ``app.state.server`` is what its parts share.
    """
    settings, tokens = settings or ServerSettings(), tokens or Tokens()
    server = Server.of(record, settings, tokens, articles)
    endpoints, pages = api_endpoints(record, settings), make_pages()
    description = msgspec.json.encode(openapi(endpoints, PREFIX))

    async def describe(request: Request) -> Response:
        return Response(description, media_type="application/json")

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            server.close()

    app = Starlette(
        routes=[
            Route(f"{PREFIX}/openapi.json", describe, name="openapi"),
            *routes(endpoints),
            Route("/metrics", _metrics, name="metrics"),
            *pages.routes,
        ],
        middleware=[
            Middleware(Counting),
            Middleware(Guard, settings=settings, tokens=tokens, csrf_token=server.csrf_token, refuse=pages.refused),
        ],
        exception_handlers={
            ApiError: pages.failed,
            HTTPException: pages.failed,
            RecordError: pages.failed,
            Exception: pages.failed,
        },
        lifespan=life,
    )
    app.router.redirect_slashes = False
    app.state.server = server
    return app


async def _metrics(request: Request) -> Response:
    server = server_of(request)

    def counted(connection: object) -> dict[str, float]:
        from countermove.record.views.rows import one_value

        sql = {"record_articles": "articles", "record_events": "events", "record_claims": "claims"}
        return {name: float(one_value(connection, f"select count(*) from {table}")) for name, table in sql.items()}  # type: ignore[arg-type]

    gauges = await server.look("metrics", counted)
    return PlainTextResponse(server.metrics.text(gauges), media_type="text/plain; version=0.0.4; charset=utf-8")


class Counting:
    """Counts and logs every request by the pattern of its address; gives it an id, which its answer tells."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._run, self._numbers = secrets.token_hex(4), count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection of the protocol (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500
        name = f"{self._run}-{next(self._numbers)}"
        REQUEST.set(name)  # of this task, which answers nothing else

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", name.encode())]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            seconds = time.perf_counter() - began
            route, method = _pattern(scope), scope["method"]
            method = method if method in ("GET", "HEAD", "POST", "OPTIONS") else "other"
            scope["app"].state.server.metrics.request(route, method, status, seconds)
            level = logging.ERROR if status >= 500 else logging.INFO
            if logging.getLogger(LOGGER).isEnabledFor(level):
                tell("request", level=level, method=method, route=route, status=status, ms=round(seconds * 1000, 1))


def _pattern(scope: Scope) -> str:
    route = scope.get("route")
    if isinstance(route, Route):
        return route.path
    for one in scope["app"].routes:
        if isinstance(one, Route) and one.matches(scope)[0] != Match.NONE:
            return one.path
    return "other"
