"""Pages and files that are kept whole, packed, as long as what they show is.

What a page holds depends on its address, on who asks and whether they may write, and on the record: nothing else.
"""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from countermove.server.api.serving import takes_gzip
from countermove.server.server import server_of

_PACKED_FROM = 1_000
_LEVEL = 5
Page = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class _Made:
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def response(self) -> Response:
        """The answer, with headers of its own."""
        found = Response(self.body, self.status)
        found.raw_headers = list(self.headers)
        return found


def kept(page: Page) -> Page:
    """A page that is made again only where the record has changed; what making it raises is not kept."""

    async def answer(request: Request) -> Response:
        state = request.state
        packed = takes_gzip(request)
        key = ("whole", request.scope["path"], request.scope["query_string"], state.who, state.writes, packed)

        async def make() -> _Made:
            found = await page(request)
            return _packed(found) if packed else _Made(found.status_code, tuple(found.raw_headers), bytes(found.body))

        made = await server_of(request).cache.get(key, make, size=lambda one: len(one.body))
        return made.response()

    return answer


def _packed(found: Response) -> _Made:
    body, headers = bytes(found.body), found.headers
    if "content-encoding" not in headers and len(body) >= _PACKED_FROM:
        body = gzip.compress(body, _LEVEL, mtime=0)
        headers["Content-Encoding"], headers["Vary"] = "gzip", "Accept-Encoding"
        headers["Content-Length"] = str(len(body))
    return _Made(found.status_code, tuple(found.raw_headers), body)
