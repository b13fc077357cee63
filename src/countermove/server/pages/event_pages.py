"""Pages on what happened: the situation, events as a list, one event, its board; and decisions about events."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from countermove.record.curation import Decision
from countermove.record.filters import Filters, event_condition
from countermove.record.record import RecordFile
from countermove.record.views.events import event_rows
from countermove.record.views.sentences import Sentences
from countermove.record.views.silences import list_silences
from countermove.record.views.timeline import days_condition, story_scope
from countermove.response.board import Board, BoardKnowledge, Wanted, make_board
from countermove.response.board_settings import BoardSettings
from countermove.server.api.calls import FILTERS
from countermove.server.api.events import EVENTS
from countermove.server.api.paging import Page
from countermove.server.errors import NotFoundError
from countermove.server.pages.asked import PAGED, ask
from countermove.server.pages.charts import timeline_chart
from countermove.server.pages.evidence import Headed, event_page, headed
from countermove.server.pages.forms import read_form
from countermove.server.pages.site import Site
from countermove.server.pages.words import address
from countermove.server.pages.world_map import KINDS, Outlines
from countermove.server.server import Server, server_of
from countermove.server.views.counts import DayCounts, Matrix, day_counts, in_window, last_published, matrix
from countermove.server.views.decisions import undo
from countermove.server.views.places import PlaceRow, events_by_place, place_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LATEST = 8
_REPORTS = 200
_PLACES = 200
_SILENCES = 8


@dataclass(frozen=True, slots=True)
class SituationData:
    """What the situation page shows beside its charts."""

    total: int
    latest: list[Headed]
    disputed: list[Headed]
    disputed_total: int
    silences: list[Any]
    statuses: dict[str, int]


class EventPages:
    """The pages; knowledge is loaded once, when a page first needs it."""

    def __init__(self, site: Site) -> None:
        self._site, self._outlines = site, Outlines()

    @cached_property
    def sentences(self) -> Sentences:
        """Makes sentences on events."""
        return Sentences()

    @cached_property
    def boards(self) -> BoardKnowledge:
        """What boards are made with."""
        return BoardKnowledge.load()

    async def situation(self, request: Request) -> Response:
        """What happened within a window of days."""
        asked, server = ask(request), server_of(request)
        if not await _articles(server):
            return self._site.page(request, "empty.html")
        filters = await windowed(server, asked.filters)
        key = (asked.key, filters.since, filters.until)
        data, counts, who, places = await asyncio.gather(
            server.look(("page situation", key), lambda connection: self._situation(connection, filters)),
            server.look(("page days", key), lambda connection: day_counts(connection, filters)),
            server.look(("page matrix", key), lambda connection: matrix(connection, filters)),
            server.look(("page places", key), lambda connection: busiest_places(connection, filters)),
        )
        return self._site.page(
            request,
            "situation.html",
            asked=asked,
            filters=filters,
            data=data,
            chart=timeline_chart(counts),
            counts=counts,
            matrix=who,
            map=self._outlines.map_of(places),
            places=places,
            kinds=KINDS,
        )

    def _situation(self, connection: DuckDBPyConnection, filters: Filters) -> SituationData:
        condition = event_condition(connection, filters)
        statuses = dict(
            connection.execute(
                f"select status, count(*) from events where {condition.sql()} group by status order by 2 desc, 1",
                condition.values,
            ).fetchall()
        )

        def some(condition_more: str) -> list[Headed]:
            numbers = connection.execute(
                f"select event_no from events where {condition.sql()} and {condition_more} "
                f"order by first_day desc nulls last, event_no desc limit {_LATEST}",
                condition.values,
            ).fetchall()
            return headed(connection, self.sentences, event_rows(connection, [int(row[0]) for row in numbers]))

        scope = story_scope("a.story_no", filters, condition)
        told = days_condition("r.published_day", filters)
        silences = list_silences(connection, f"{scope.sql()} and {told.sql()}", [*scope.values, *told.values])
        disputed = int(statuses.get("disputed", 0)) + int(statuses.get("denied", 0))
        return SituationData(
            sum(map(int, statuses.values())),
            some("true"),
            some("status in ('disputed', 'denied')") if disputed else [],
            disputed,
            silences[-_SILENCES:][::-1],
            {str(status): int(number) for status, number in statuses.items()},
        )

    async def events(self, request: Request) -> Response:
        """Events as a list, newest first."""
        asked, server = ask(request, (*FILTERS, PAGED)), server_of(request)

        def look(connection: DuckDBPyConnection) -> tuple[Page[Any], list[Headed]]:
            page = EVENTS.page(connection, asked.call())
            return page, headed(connection, self.sentences, page.items)

        page, events = await server.look(("page events", asked.key), look)
        return self._site.page(request, "events.html", asked=asked, page=page, events=events)

    async def event(self, request: Request) -> Response:
        """One event with every report."""
        server, event_id = server_of(request), request.path_params["id"]
        await known(server, "events", "event_id", event_id, "event")
        data = await server.look(
            ("page event", event_id),
            lambda connection: event_page(connection, self.sentences, event_id, _REPORTS),
        )
        return self._site.page(request, "event.html", data=data, event=data.found.event)

    async def board(self, request: Request) -> Response:
        """Who answered an event, who is silent."""
        server, event_id = server_of(request), request.path_params["id"]
        await known(server, "events", "event_id", event_id, "event")

        def look(connection: DuckDBPyConnection) -> tuple[Board, str]:
            board = make_board(connection, event_id, BoardSettings(), Wanted(), self.boards)
            number = connection.execute("select event_no from events where event_id = ?", [event_id]).fetchone()
            row = event_rows(connection, [int(number[0])] if number else [])
            heads = headed(connection, self.sentences, row)
            return board, heads[0].headline if heads else event_id

        board, headline = await server.look(("page board", event_id), look)
        return self._site.page(request, "board.html", board=board, headline=headline, event_id=event_id)

    async def decide(self, request: Request) -> Response:
        """Merge, split or undo, and back to the event."""
        server, event_id = server_of(request), str(request.path_params["id"])
        form = await read_form(request)
        action = form.needed("action", "what to do")
        reason = form.text("reason")
        decision = Decision(request.state.who or "page", reason)

        def change(file: RecordFile) -> str:
            match action:
                case "merge":
                    return file.merge([event_id, form.needed("other", "the id of the other event")], decision)
                case "split":
                    file.split(event_id, [form.needed("mention", "a report")], decision)
                    return event_id
                case "undo":
                    number = form.needed("decision", "the number of a decision")
                    undo(file, int(number) if number.isascii() and number.isdigit() else -1, decision)
                    return event_id
                case _:
                    raise NotFoundError(f"there is no action {action}", "action")

        found = await server.owner.write(change, hard=True)
        return RedirectResponse(address("events", found) + "#history", 303)


async def windowed(server: Server, filters: Filters) -> Filters:
    """The filters with a window of days: without one, the last days of the record."""
    last: date | None = await server.look("page last day", last_published)
    return in_window(filters, last, server.settings.timeline_days)


async def window_days(server: Server, filters: Filters) -> DayCounts:
    """Events by day within the window."""
    within = await windowed(server, filters)
    return await server.look(("page chart days", within), lambda connection: day_counts(connection, within))


async def window_matrix(server: Server, filters: Filters) -> Matrix:
    """Who to whom within the window."""
    within = await windowed(server, filters)
    return await server.look(("page chart matrix", within), lambda connection: matrix(connection, within))


def busiest_places(connection: DuckDBPyConnection, filters: Filters) -> list[PlaceRow]:
    """Where most events happened."""
    source = events_by_place(connection, filters)
    rows = connection.execute(
        f"select c.place_no, c.events from {source.sql()} order by c.events desc, c.place_no limit {_PLACES}",
        source.values,
    ).fetchall()
    return place_rows(connection, [(int(row[0]), int(row[1])) for row in rows])


async def known(server: Server, table: str, column: str, name: str, what: str) -> None:
    """Check that there is such a thing.

    Raises:
        NotFoundError: there isn't.
    """

    def look(connection: DuckDBPyConnection) -> bool:
        return connection.execute(f"select 1 from {table} where {column} = ? limit 1", [name]).fetchone() is not None

    if not await server.owner.read(look):
        raise NotFoundError(f"there is no {what} {name}")


async def _articles(server: Server) -> bool:
    def look(connection: DuckDBPyConnection) -> bool:
        return connection.execute("select 1 from articles limit 1").fetchone() is not None

    found: bool = await server.look("page articles", look, fresh=True)
    return found
