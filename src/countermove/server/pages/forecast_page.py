"""The page that says what is likely next, and how such forecasts have done so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from countermove.record.errors import RecordError
from countermove.record.filters import Filters
from countermove.response.forecasting import make as forecasting
from countermove.response.forecasting.forecast import Forecast
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.ranking.errors import RankingError
from countermove.server.api.calls import Parameter
from countermove.server.pages.asked import ask
from countermove.server.pages.event_pages import window_matrix
from countermove.server.pages.site import Site
from countermove.server.server import server_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PARAMETERS = (
    Parameter("event", "Id of the event asked about."),
    Parameter("actor", "Who acts."),
    Parameter("recipient", "Whom it is done to."),
    Parameter("as_of", "Last day that may be known.", "day"),
)
_PAIRS = 8


class ForecastPage:
    """A form, and the answer to it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def forecast(self, request: Request) -> Response:
        """What is likely next, about an event, a pair or one side."""
        asked, server = ask(request, _PARAMETERS), server_of(request)
        found: Forecast | None = None
        problem: str | None = None
        if asked["event"] or asked["actor"] or asked["recipient"]:
            wanted = forecasting.Wanted(asked["event"], asked["actor"], asked["recipient"], asked["as_of"], (), ())

            def look(connection: DuckDBPyConnection) -> Forecast:
                return forecasting.make_forecast(connection, wanted, ForecastSettings(most_shown=_PAIRS))

            try:
                found = await server.look(("page forecast", asked.key), look)
            except (RecordError, RankingError) as error:  # the form stays, with what is wrong
                problem = str(error)
        pairs = await window_matrix(server, Filters()) if found is None else None
        return self._site.page(request, "forecast.html", asked=asked, forecast=found, problem=problem, matrix=pairs)
