"""The socket that the server listens on."""

import asyncio
import socket

import pytest

from countermove.server.run import ServingError, listening_socket
from countermove.server.settings import ServerSettings


def test_answers_are_sent_at_once() -> None:
    """Without TCP_NODELAY each answer waits 40 ms for the acknowledgement of its headers."""
    found: list[int] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        own: socket.socket = writer.get_extra_info("socket")
        found.append(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def ask() -> None:
        with listening_socket(ServerSettings(port=0)) as listener:
            async with await asyncio.start_server(connected, sock=listener):
                reader, writer = await asyncio.open_connection(*listener.getsockname()[:2])
                await reader.read()
                writer.close()

    asyncio.run(ask())
    assert found and found[0] != 0


def test_a_port_that_is_taken() -> None:
    with listening_socket(ServerSettings(port=0)) as listener, pytest.raises(ServingError, match="--port"):
        listening_socket(ServerSettings(port=listener.getsockname()[1]))
