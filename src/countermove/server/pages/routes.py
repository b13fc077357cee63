"""The addresses of the pages, and what a person sees where something else fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

from countermove.server.errors import ApiError, handle
from countermove.server.pages.chart_files import ChartFiles
from countermove.server.pages.event_pages import EventPages
from countermove.server.pages.first_page import add_example
from countermove.server.pages.forecast_page import ForecastPage
from countermove.server.pages.keeping import kept
from countermove.server.pages.login_page import LoginPage, login_address
from countermove.server.pages.reading_page import ReadingPage
from countermove.server.pages.site import Site, wants_page
from countermove.server.pages.static_files import static_file
from countermove.server.pages.text_pages import TextPages
from countermove.server.security.cookie import LOGIN, LOGOUT


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one server.

    Attributes:
        routes: a route for every page and file.
        failed: makes the answer where a handler failed or there is none.
        refused: makes the answer to who isn't let in.
    """

    routes: Sequence[BaseRoute]
    failed: Callable[[Request, Exception], Awaitable[Response]]
    refused: Callable[[Scope, ApiError], Response]


def make_pages() -> Pages:
    """All pages, with what they share."""
    site = Site()

    async def failed(request: Request, error: Exception) -> Response:
        return site.failed(request, error) if wants_page(request) else await handle(request, error)

    def refused(scope: Scope, error: ApiError) -> Response:
        request = Request(scope)
        if not wants_page(request):
            return error.response()
        if error.status == 401 and scope["method"] in ("GET", "HEAD"):
            return RedirectResponse(login_address(scope["path"], scope["query_string"].decode("latin-1")), 303)
        return site.failed(request, error)

    return Pages(_routes(site), failed, refused)


def _routes(site: Site) -> Sequence[BaseRoute]:
    events, reading, charts = EventPages(site), ReadingPage(site), ChartFiles()
    texts, forecasts, login = TextPages(site, events), ForecastPage(site), LoginPage(site)
    pages = {
        "/": events.situation,
        "/events": events.events,
        "/events/{id}": events.event,
        "/events/{id}/board": events.board,
        "/claims": texts.claims,
        "/claims/{id}": texts.claim,
        "/stories": texts.stories,
        "/stories/{id}": texts.story,
        "/articles": texts.articles,
        "/articles/{id}": texts.article,
        "/actors": texts.actors,
        "/actors/{id}": texts.actor,
        "/sources": texts.sources,
        "/search": texts.search,
        "/forecast": forecasts.forecast,
        "/read": reading.form,
    }
    forms = {
        "/events/{id}/decide": events.decide,
        "/read": reading.read,
        "/example": add_example,
        LOGIN: login.enter,
        LOGOUT: login.leave,
    }
    files = {
        "/charts/timeline.{form}": charts.timeline,
        "/charts/numbers/{id}.{form}": charts.numbers,
        "/charts/matrix.{form}": charts.matrix,
        "/charts/places.{form}": charts.places,
    }
    return [
        *(Route(path, site.told(page), methods=["POST"], name=f"page post {path}") for path, page in forms.items()),
        Route(LOGIN, site.told(login.form), methods=["GET"], name=f"page {LOGIN}"),
        *(Route(path, site.told(kept(page)), methods=["GET"], name=f"page {path}") for path, page in pages.items()),
        *(Route(path, kept(page), methods=["GET"], name=f"file {path}") for path, page in files.items()),
        Route("/static/{name}", static_file, methods=["GET"], name="file /static/{name}"),
    ]
