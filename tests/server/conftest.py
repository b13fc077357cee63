"""A server over a small record, asked in this process."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest

from countermove.record.record import RecordFile
from countermove.server.app import create_app
from countermove.server.security.tokens import Tokens
from countermove.server.settings import ServerSettings
from tests.record.building import raid, store, tell_raid

WRITE = {"X-Countermove": "1"}


class Asking:
    """Requests to one application; ``get`` and ``post`` wait for the answer."""

    def __init__(self, app: Any, host: str = "127.0.0.1:8765") -> None:
        self.app = app
        self._host = host

    def run(self, ask: Callable[[httpx.AsyncClient], Awaitable[Any]], client: str = "127.0.0.1") -> Any:
        async def asked() -> Any:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(client, 4242))
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{self._host}") as session:
                return await ask(session)

        return asyncio.run(asked())

    def get(self, path: str, client: str = "127.0.0.1", **options: Any) -> httpx.Response:
        return self.run(lambda session: session.get(path, **options), client)

    def post(self, path: str, client: str = "127.0.0.1", **options: Any) -> httpx.Response:
        options.setdefault("headers", WRITE)
        return self.run(lambda session: session.post(path, **options), client)

    def ask(self, method: str, path: str, client: str = "127.0.0.1", **options: Any) -> httpx.Response:
        return self.run(lambda session: session.request(method, path, **options), client)


@pytest.fixture(scope="module")
def raids(tmp_path_factory: pytest.TempPathFactory, quick_knowledge: None) -> Iterator[RecordFile]:
    """A record of one raid that three papers tell, and another one a day later."""
    with RecordFile(tmp_path_factory.mktemp("served") / "raid.duckdb") as file:
        store(file, *(tell_raid(raid(paper)) for paper in (1, 2)), tell_raid(raid(3, published="2024-11-03")))
        yield file


@pytest.fixture(scope="module")
def asking(raids: RecordFile) -> Iterator[Asking]:
    """A server that is only looked at."""
    app = create_app(raids, ServerSettings(page_items=2), Tokens())
    yield Asking(app)
    app.state.server.close()
