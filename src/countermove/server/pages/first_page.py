"""The first screen of an empty record: the bundled example can be put into it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from countermove.record.readings_file import article_of
from countermove.record.record import RecordFile
from countermove.server.errors import ApiError
from countermove.server.example import example_readings
from countermove.server.server import server_of


async def add_example(request: Request) -> Response:
    """Put the example into the record, which must be empty, and show it.

    Raises:
        ApiError: the record holds articles: what is composed must not stand among them.
    """
    server = server_of(request)

    def change(file: RecordFile) -> None:
        if file.connection.execute("select 1 from articles limit 1").fetchone() is not None:
            raise ApiError(409, "record", "the record holds articles; the example goes into an empty one only")
        for _ in file.store_readings((article_of(reading), reading) for reading in example_readings()):
            pass

    await server.owner.write(change, hard=True)
    return RedirectResponse("/", 303)
