"""New events as they come in: server-sent events.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from countermove.record.filters import event_condition
from countermove.record.views.events import event_rows
from countermove.record.views.rows import one_value
from countermove.server.api.calls import FILTERS, Call, Endpoint
from countermove.server.errors import BusyError
from countermove.server.server import Server

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_AT_ONCE = 200
_ALIVE_SECONDS = 15.0


class EventStreams:
    """All who listen; each has the number of the last event that it was told."""

    def __init__(self) -> None:
        self.listening = 0

    async def answer(self, server: Server, call: Call, request: Request) -> Response:
        """A stream without end. With Last-Event-ID (an event's id) it begins behind that event, else with the next."""
        if self.listening >= server.settings.event_streams:
            raise BusyError("too many listen already; try again later")
        last = request.headers.get("last-event-id", "")[:100]

        def start(connection: DuckDBPyConnection) -> int:
            found = one_value(connection, "select event_no from events where event_id = ?", [last]) if last else None
            newest = "select coalesce(max(event_no), 0) from events"
            return int(one_value(connection, newest) if found is None else found)

        first = await server.owner.read(start)
        await server.owner.read(lambda connection: event_condition(connection, call.filters))  # tells what is wrong
        return StreamingResponse(
            self._events(server, call, first, request),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    async def _events(self, server: Server, call: Call, last: int, request: Request) -> AsyncIterator[bytes]:
        self.listening += 1
        told = time.monotonic()
        state = ""
        try:
            yield b": events that come in from now on\nretry: 3000\n\n"
            while not await request.is_disconnected():
                if server.owner.state != state:
                    state = server.owner.state
                    text, last = await server.owner.read(partial(_new, call=call, last=last))
                    if text:
                        told = time.monotonic()
                        yield text
                if time.monotonic() - told > _ALIVE_SECONDS:
                    told = time.monotonic()
                    yield b": still here\n\n"
                await asyncio.sleep(server.settings.stream_pause)
        finally:
            self.listening -= 1


def _new(connection: DuckDBPyConnection, call: Call, last: int) -> tuple[bytes, int]:
    """The events behind a number, and the number of the last one that was looked at."""
    condition = event_condition(connection, call.filters)
    newest = int(one_value(connection, "select coalesce(max(event_no), 0) from events"))
    rows = connection.execute(
        f"select event_no from events where {condition.sql()} and event_no > ? order by event_no limit {_MOST_AT_ONCE}",
        [*condition.values, last],
    ).fetchall()
    numbers = [int(row[0]) for row in rows]
    events = event_rows(connection, numbers)
    text = b"".join(
        b"id: " + event.event_id.encode() + b"\nevent: event\ndata: " + msgspec.json.encode(event) + b"\n\n"
        for event in events
    )
    return text, numbers[-1] if len(numbers) == _MOST_AT_ONCE else newest


def stream_endpoints() -> tuple[Endpoint, ...]:
    """The endpoints of this file."""
    return (
        Endpoint(
            "GET", "/events/stream", "streamEvents", "New events as they come in, as server-sent events.",
            EventStreams().answer, "own", None, ("text/event-stream",), parameters=FILTERS,
        ),
    )  # fmt: skip
