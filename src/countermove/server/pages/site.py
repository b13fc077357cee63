"""Templates and what every page shares: the layout, errors in words, and packing."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from countermove import __version__
from countermove.record.errors import RecordError
from countermove.record.filters import STATUSES
from countermove.response.ranking.errors import RankingError
from countermove.schema import EventType
from countermove.server.api.serving import takes_gzip
from countermove.server.errors import ApiError
from countermove.server.pages.words import FILTERS, GLOBALS, STATUS_MEANINGS, plain
from countermove.server.security.headers import SECURITY_HEADERS
from countermove.server.server import server_of

_FOR_PROGRAMS = ("/api/", "/metrics", "/static/", "/charts/")
Page = Callable[[Request], Awaitable[Response]]
_PACKED_FROM = 1_000
_NAVIGATION = (
    ("/", "Situation"), ("/events", "Events"), ("/claims", "Claims"), ("/stories", "Stories"), ("/actors", "Actors"),
    ("/forecast", "Forecast"), ("/sources", "Sources"), ("/read", "Read"),
)  # fmt: skip


class Site:
    """Makes pages from templates; everything that they print is escaped."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("countermove.server.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=plain,
        )
        self._templates.filters.update(FILTERS)
        self._templates.globals.update(GLOBALS)
        self._templates.globals.update(
            navigation=_NAVIGATION,
            event_types=EventType.__args__,  # type: ignore[attr-defined]
            statuses=STATUSES,
            status_meanings=STATUS_MEANINGS,
            version=__version__,
        )

    def page(self, request: Request, template: str, status: int = 200, /, **values: Any) -> Response:
        """A page from a template; who isn't let in sees nothing of the record on it."""
        server, inside = server_of(request), _inside(request)
        text = self._templates.get_template(template).render(
            path=request.scope["path"],
            inside=inside,
            who=getattr(request.state, "who", None),
            writes=getattr(request.state, "writes", False),
            csrf_token=server.csrf_token if inside else "",
            record_name=server.owner.file.path.name if inside else "",
            search_words=values.pop("search_words", ""),
            **values,
        )
        body = text.encode("utf-8", "replace")
        headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}  # it carries the token of forms
        if len(body) >= _PACKED_FROM and takes_gzip(request):
            body = gzip.compress(body, 4, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return Response(body, status, headers, "text/html")

    def told(self, page: Page) -> Page:
        """The page, or in words why there is none."""

        async def handle(request: Request) -> Response:
            try:
                return await page(request)
            except (ApiError, RecordError, RankingError, HTTPException) as error:
                return self.failed(request, error)

        return handle

    def failed(self, request: Request, error: Exception) -> Response:
        """The page that says why there is none."""
        status, message, headers = _told(error)
        found = self.page(request, "error.html", status, message=message, status=status)
        found.headers.update(headers)
        return found


def wants_page(request: Request) -> bool:
    """Whether a person looks at the answer: not one of the API, not a file, and not somebody who asks for JSON."""
    accepted = request.headers.get("accept", "")
    return not request.scope["path"].startswith(_FOR_PROGRAMS) and (
        "application/json" not in accepted or "text/html" in accepted
    )


def _inside(request: Request) -> bool:
    """Whether who asks has been let in."""
    return bool(getattr(request.state, "writes", False)) or getattr(request.state, "who", None) is not None


def _told(error: Exception) -> tuple[int, str, dict[str, str]]:
    """Status, message and headers of what went wrong."""
    if isinstance(error, ApiError):
        return error.status, f"{error.where}: {error.message}" if error.where else error.message, error.headers
    if isinstance(error, HTTPException):
        unknown = error.status_code == 404 and error.detail == "Not Found"
        detail = "There is no such page." if unknown else error.detail
        return error.status_code, detail, dict(error.headers or {})
    if isinstance(error, (RecordError, RankingError)):
        return 400, str(error), {}
    return (
        500,
        "This is a mistake of the server; its log says more.",
        {k.decode(): v.decode() for k, v in SECURITY_HEADERS},
    )
