"""From the table of endpoints to routes: every call checked, every answer with its ETag, packed where asked for."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from countermove.server.api.calls import Call, Endpoint, filters_of, parse_query, read_values
from countermove.server.api.paging import Page, Table, page_parameters
from countermove.server.api.writing import JSON_LINES, article_lines
from countermove.server.errors import ApiError
from countermove.server.server import Server, server_of
from countermove.server.settings import ServerSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PREFIX = "/api/v1"
_PACKED_FROM = 1_000
_STREAM_PAGE = 2_000
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Encoded:
    """The bytes of an answer, plain and packed, and its ETag."""

    plain: bytes
    packed: bytes | None
    etag: str

    @classmethod
    def of(cls, value: Any) -> Encoded:
        """Encode a value."""
        plain = msgspec.json.encode(value)
        packed = gzip.compress(plain, _LEVEL, mtime=0) if len(plain) >= _PACKED_FROM else None
        return cls(plain, packed, f'W/"{blake2b(plain, digest_size=12).hexdigest()}"')

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return len(self.plain) + len(self.packed or b"")

    def response(self, request: Request, headers: Mapping[str, str]) -> Response:
        """The answer, or that it is still the one that the client has."""
        shared = {"ETag": self.etag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding", **headers}
        if matches(request.headers.get("if-none-match"), self.etag):
            return Response(None, 304, shared)
        if self.packed is not None and takes_gzip(request):
            return Response(self.packed, 200, {**shared, "Content-Encoding": "gzip"}, "application/json")
        return Response(self.plain, 200, shared, "application/json")


def matches(header: str | None, etag: str) -> bool:
    """Whether If-None-Match names this ETag (weak comparison, RFC 9110 section 13.1.2)."""
    if header is None:
        return False
    return any(one.strip() in ("*", etag, etag.removeprefix("W/")) for one in header.split(","))


def takes_gzip(request: Request) -> bool:
    """Whether the client can unpack gzip."""
    for one in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = one.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def completed(endpoints: Sequence[Endpoint], settings: ServerSettings) -> tuple[Endpoint, ...]:
    """The table with what every list can be asked."""
    pages = page_parameters(settings.page_items, settings.most_items)
    return tuple(
        replace(one, parameters=(*one.parameters, *pages), media=("application/json", "application/jsonl"))
        if one.kind == "table"
        else one
        for one in endpoints
    )


def routes(endpoints: Sequence[Endpoint]) -> list[Route]:
    """A route for every endpoint; those with a fixed address before those with an id."""
    ordered = sorted(endpoints, key=lambda one: "{" in one.path)
    return [Route(PREFIX + one.path, _handler(one), methods=[one.method], name=one.name) for one in ordered]


def _handler(endpoint: Endpoint) -> Callable[[Request], Any]:
    answer = {"look": _look, "table": _table, "change": _change, "own": _own}[endpoint.kind]

    async def handle(request: Request) -> Response:
        server = server_of(request)
        call = await make_call(endpoint, request)
        response: Response = await answer(endpoint, server, call, request)
        return response

    return handle


async def make_call(endpoint: Endpoint, request: Request) -> Call:
    """What is asked, checked.

    Raises:
        ApiError: something of it can't be.
    """
    pairs = parse_query(request.scope["query_string"])
    values = read_values(endpoint.parameters, pairs)
    for parameter in endpoint.parameters:
        if parameter.in_path:
            values[parameter.name] = parameter.value(request.path_params[parameter.name])
    body = await _body(endpoint, request) if endpoint.body is not None else None
    return Call(values, filters_of(endpoint.parameters, values), body, request.state.who or "server")


async def _body(endpoint: Endpoint, request: Request) -> Any:
    media = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if media not in endpoint.body_media:
        raise ApiError(
            415, "unsupported_media_type", f"{media!r} is none of: {', '.join(endpoint.body_media)}", "Content-Type"
        )
    raw = await request.body()
    if media in JSON_LINES:
        return article_lines(raw)
    try:
        return msgspec.json.decode(raw, type=endpoint.body)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `$")
        raise ApiError(422, "unprocessable", reason, where.rstrip("`").lstrip(".") or None) from error
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ApiError(400, "bad_request", f"the body is no JSON: {error}", "body") from error


def _fresh(request: Request) -> bool:
    return "no-cache" in request.headers.get("cache-control", "").lower()


def _key(endpoint: Endpoint, call: Call) -> tuple[Any, ...]:
    return (endpoint.name, *sorted(call.values.items()))


async def _look(endpoint: Endpoint, server: Server, call: Call, request: Request) -> Response:
    """One value, from the record or from before."""

    def view(connection: DuckDBPyConnection) -> Encoded:
        return Encoded.of(endpoint.run(connection, call))

    found = await server.look(
        _key(endpoint, call),
        view,
        fresh=_fresh(request),
        seconds=endpoint.seconds,
        size=lambda encoded: encoded.size,
    )
    return found.response(request, {"X-Record-State": server.owner.state})


async def _table(endpoint: Endpoint, server: Server, call: Call, request: Request) -> Response:
    """A page of a list, or all of it as lines."""
    if call["format"] == "jsonl" or (call["format"] is None and _wants_lines(request)):
        first = await _lines_page(endpoint.run, server, call, call["cursor"])  # before anything is sent: it may fail
        lines = _lines(endpoint.run, server, call, first)
        return StreamingResponse(lines, media_type="application/jsonl", headers={"Cache-Control": "no-store"})
    return await _look(replace(endpoint, run=endpoint.run.page), server, call, request)


def _wants_lines(request: Request) -> bool:
    accepted = request.headers.get("accept", "").lower()
    return any(media in accepted for media in JSON_LINES)


async def _lines(table: Table, server: Server, call: Call, first: Page[Any]) -> AsyncIterator[bytes]:
    """All items, a page at a time, so that nobody else waits for the whole; the cursor keeps them in step."""
    page, left = first, server.settings.stream_rows
    while True:
        yield b"".join(msgspec.json.encode(item) + b"\n" for item in page.items[:left])
        left -= len(page.items)
        if page.next is None or left <= 0:
            return
        page = await _lines_page(table, server, call, page.next)


async def _lines_page(table: Table, server: Server, call: Call, cursor: str | None) -> Page[Any]:
    asked = replace(call, values={**call.values, "limit": _STREAM_PAGE, "cursor": cursor})

    def look(connection: DuckDBPyConnection) -> Page[Any]:
        return table.page(connection, asked, counted=False)

    return await server.owner.read(look)


async def _change(endpoint: Endpoint, server: Server, call: Call, request: Request) -> Response:
    """A change of the record, after which no older answer is shown."""
    answer = await server.owner.write(lambda file: endpoint.run(file, call), hard=True)
    server.metrics.count("decisions", endpoint.name)
    return Response(msgspec.json.encode(answer), media_type="application/json")


async def _own(endpoint: Endpoint, server: Server, call: Call, request: Request) -> Response:
    """An endpoint that answers by itself."""
    response: Response = await endpoint.run(server, call, request)
    return response
