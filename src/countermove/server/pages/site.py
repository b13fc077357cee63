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
from countermove.server.server import server_of

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
        """A page from a template."""
        server = server_of(request)
        text = self._templates.get_template(template).render(
            path=request.url.path,
            csrf_token=server.csrf_token,
            record_name=server.owner.file.path.name,
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
            except ApiError as error:
                where = f"{error.where}: " if error.where else ""
                return self.page(request, "error.html", error.status, message=f"{where}{error.message}")
            except (RecordError, RankingError) as error:
                return self.page(request, "error.html", 400, message=str(error))
            except HTTPException as error:
                return self.page(request, "error.html", error.status_code, message=error.detail)

        return handle
