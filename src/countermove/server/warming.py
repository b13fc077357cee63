"""What everybody looks at first is worked out before anybody asks: after the start, and again after additions.

Pages and files are asked for inside this process, one after the other, so that the cache holds what they show. While
articles come in, a round is made anew so seldom that it takes a small share of the time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.types import Message

from countermove.server.logs import tell, tell_failure
from countermove.server.server import Server

FIRST_LOOKED_AT = (
    "/", "/charts/timeline.svg", "/charts/timeline.svg?width=narrow", "/events", "/claims", "/stories", "/actors",
    "/sources", "/articles", "/forecast",
)  # fmt: skip
_LOOK_SECONDS = 2.0
"""Time between two looks whether the record has changed."""


class Warmer:
    """Asks a server for its first pages whenever the record isn't what it was.

    Args:
        app: the application.
        paths: addresses, the most wanted first.
    """

    def __init__(self, app: Starlette, paths: Sequence[str] = FIRST_LOOKED_AT) -> None:
        self._app, self._paths = app, tuple(paths)
        server: Server = app.state.server
        self._server = server

    async def run(self) -> None:
        """Go on until cancelled."""
        cost = await self.round()
        self._server.articles.get_ready()
        while True:
            state = self._server.owner.state
            await asyncio.sleep(max(_LOOK_SECONDS, cost / self._server.settings.refresh_share))
            if self._server.owner.state != state:
                cost = await self.round()

    async def round(self) -> float:
        """Ask for everything once; how many seconds it took."""
        began = time.monotonic()
        for path in self._paths:
            try:
                await self._ask(path)
            except Exception as error:  # who asks for that page is told what is wrong with it
                tell_failure(error)
        seconds = time.monotonic() - began
        tell("pages got ready", seconds=round(seconds, 2))
        return seconds

    async def _ask(self, path: str) -> None:
        """Behind the door and the counting: these are nobody's requests."""
        name, _, query = path.partition("?")
        scope: dict[str, Any] = {
            "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": "",
            "path": name, "raw_path": name.encode(), "query_string": query.encode(), "client": None, "server": None,
            "headers": [(b"accept-encoding", b"gzip")], "app": self._app, "state": {"who": None, "writes": True},
        }  # fmt: skip

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            return None

        await self._app.router(scope, receive, send)
