"""Who sends half a request and waits is not waited for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn
from uvicorn.server import ServerState

from countermove.server.sockets import protocol_with

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def answer(scope: Any, receive: Any, send: Any) -> None:
    await asyncio.sleep(0.3)  # longer than a request may take to come
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def talk(part: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]) -> bytes:
    """What somebody gets who connects to a server that waits 0.2 seconds for a request."""

    async def run() -> bytes:
        config = uvicorn.Config(answer, log_config=None, lifespan="off", timeout_keep_alive=5)
        config.load()
        kind: Any = protocol_with(0.2)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: kind(config=config, server_state=ServerState(), app_state={}), "127.0.0.1", 0
        )
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        try:
            return await asyncio.wait_for(part(reader, writer), 4)
        finally:
            writer.close()
            server.close()

    return asyncio.run(run())


async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """Begin a request and never end it; what comes until the other side has enough."""
    writer.write(b"GET / HTTP/1.1\r\n")
    reading = asyncio.ensure_future(reader.read())
    for number in range(60):
        if reading.done():
            break
        writer.write(b"X-%d: y\r\n" % number)
        await asyncio.sleep(0.05)
    try:
        return reading.result()
    except ConnectionError:
        return b""


def test_half_a_request_is_not_waited_for_however_it_goes_on() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        try:
            return await reader.read()
        except ConnectionError:
            return b""

    assert talk(silent) == b"" and talk(drip) == b""


def test_a_whole_one_is_answered_however_long_that_takes_and_the_next_must_be_whole_too() -> None:
    async def twice(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(REQUEST)
        head = await reader.readuntil(b"\r\n\r\n")
        return head + await drip(reader, writer)

    found = talk(twice)
    assert found.startswith(b"HTTP/1.1 204") and found.count(b"HTTP/1.1") == 1
