"""Charts as files: the drawing, the specification, the data as CSV and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from countermove.record.views.numbers import number_series
from countermove.server.api.calls import FILTERS, Parameter
from countermove.server.errors import NotFoundError
from countermove.server.pages.asked import ask
from countermove.server.pages.charts import WIDTHS, Chart, numbers_chart, table_csv, timeline_chart
from countermove.server.pages.drawing import Drawing
from countermove.server.pages.event_pages import busiest_places, window_days, window_matrix, windowed
from countermove.server.server import Server, server_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from countermove.record.views.numbers import NumberSeries

_WIDTH = Parameter("width", "How wide the drawing is.", "choice", default="wide", choices=tuple(WIDTHS))
_FORMS = ("svg", "csv", "json", "vl.json")


class ChartFiles:
    """Answers addresses such as ``/charts/timeline.svg?since=2024-11-01``."""

    def __init__(self) -> None:
        self._drawing = Drawing()

    async def timeline(self, request: Request) -> Response:
        """Events by day and type."""
        asked, server = ask(request, (*FILTERS, _WIDTH)), server_of(request)
        chart = timeline_chart(await window_days(server, asked.filters), asked["width"])
        return await self._file(request, server, "timeline", chart)

    async def numbers(self, request: Request) -> Response:
        """One counted thing over time."""
        asked, server, series_id = ask(request, (_WIDTH,)), server_of(request), request.path_params["id"]

        def look(connection: DuckDBPyConnection) -> list[NumberSeries]:
            return number_series(connection, "s.series_id = ?", [series_id])

        found = await server.look(("page series", series_id), look)
        if not found:
            raise NotFoundError(f"there is no series of numbers {series_id}")
        return await self._file(request, server, "numbers", numbers_chart(found[0], asked["width"]))

    async def matrix(self, request: Request) -> Response:
        """Who to whom, as data."""
        found = await window_matrix(server_of(request), ask(request).filters)
        names = {one.entity_id: one.name for one in (*found.actors, *found.recipients)}
        rows = [
            (names[cell.who], names[cell.whom], cell.events, cell.conflict, cell.score) for cell in found.cells.values()
        ]
        return self._data(request, "who-to-whom", ("who", "whom", "events", "conflict", "mean_score"), rows)

    async def places(self, request: Request) -> Response:
        """Where, as data."""
        server, asked = server_of(request), ask(request)
        filters = await windowed(server, asked.filters)
        found = await server.look(
            ("page chart places", filters), lambda connection: busiest_places(connection, filters)
        )
        rows = [(one.name, one.country, one.admin1, one.kind, one.lat, one.lon, one.events) for one in found]
        return self._data(request, "places", ("place", "country", "admin1", "kind", "lat", "lon", "events"), rows)

    async def _file(self, request: Request, server: Server, name: str, chart: Chart) -> Response:
        form = request.path_params["form"]
        if form == "svg":
            key = ("page drawing", msgspec.json.encode(chart.spec))

            async def make() -> str:
                from starlette.concurrency import run_in_threadpool

                return await run_in_threadpool(self._drawing.draw, chart)

            # Kept by what it shows, so that it is drawn again only where that changes.
            svg = await server.cache.get(key, make, size=len)
            return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "no-cache"})
        if form == "vl.json":
            return Response(msgspec.json.encode(chart.spec), media_type="application/json")
        return self._data(request, name, chart.header, chart.rows)

    def _data(self, request: Request, name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Response:
        form = request.path_params["form"]
        if form == "csv":
            disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
            return Response(table_csv(header, rows).encode(), 200, disposition, "text/csv")
        if form == "json":
            found = [dict(zip(header, row, strict=True)) for row in rows]
            return Response(msgspec.json.encode(found), media_type="application/json")
        raise NotFoundError(f"there is no {name}.{form}; forms are: {', '.join(_FORMS)}")
