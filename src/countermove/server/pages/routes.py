"""The addresses of the pages."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Route

from countermove.server.pages.chart_files import ChartFiles
from countermove.server.pages.event_pages import EventPages
from countermove.server.pages.first_page import add_example
from countermove.server.pages.forecast_page import ForecastPage
from countermove.server.pages.reading_page import ReadingPage
from countermove.server.pages.site import Site
from countermove.server.pages.static_files import static_file
from countermove.server.pages.text_pages import TextPages


def page_routes() -> Sequence[BaseRoute]:
    """A route for every page, with what they share."""
    site = Site()
    events, reading, charts = EventPages(site), ReadingPage(site), ChartFiles()
    texts, forecasts = TextPages(site, events), ForecastPage(site)
    pages = {
        "/": events.situation,
        "/events": events.events,
        "/events/{id}": events.event,
        "/events/{id}/board": events.board,
        "/claims": texts.claims,
        "/claims/{id}": texts.claim,
        "/stories": texts.stories,
        "/stories/{id}": texts.story,
        "/articles/{id}": texts.article,
        "/actors": texts.actors,
        "/actors/{id}": texts.actor,
        "/sources": texts.sources,
        "/search": texts.search,
        "/forecast": forecasts.forecast,
        "/read": reading.form,
    }
    forms = {"/events/{id}/decide": events.decide, "/read": reading.read, "/example": add_example}
    files = {
        "/charts/timeline.{form}": charts.timeline,
        "/charts/numbers/{id}.{form}": charts.numbers,
        "/charts/matrix.{form}": charts.matrix,
        "/charts/places.{form}": charts.places,
        "/static/{name}": static_file,
    }
    return [
        *(Route(path, site.told(page), methods=["POST"], name=f"page post {path}") for path, page in forms.items()),
        *(Route(path, site.told(page), methods=["GET"], name=f"page {path}") for path, page in pages.items()),
        *(Route(path, page, methods=["GET"], name=f"file {path}") for path, page in files.items()),
    ]
