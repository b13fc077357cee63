"""Running the server: the socket, the note for commands, the feeds, and an end that loses nothing."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from starlette.applications import Starlette

from countermove.record.errors import RecordError
from countermove.record.record import RecordFile
from countermove.scale.worker import ReadingWorker
from countermove.server.app import create_app
from countermove.server.articles_in import ArticleReader
from countermove.server.feeds import FeedWatcher
from countermove.server.logs import tell
from countermove.server.remote.host import CommandHost
from countermove.server.security.hosts import is_loopback
from countermove.server.security.tokens import Tokens
from countermove.server.server import Server
from countermove.server.settings import ServerSettings
from countermove.server.warming import Warmer

_KEEP_ALIVE = 15
_LAST_SECONDS = 5
_SWITCH_SECONDS = 0.0005
"""How long a thread that reads an article may keep the interpreter while an answer waits to go out, in seconds."""

MakeWatcher = Callable[[Server], FeedWatcher]


class ServingError(RecordError):
    """The server can't start."""


def refuse_open_door(settings: ServerSettings, tokens: Tokens) -> None:
    """Listen to other machines only where tokens keep strangers out.

    Raises:
        ServingError: it would be open to everybody.
    """
    if not is_loopback(settings.host) and not tokens.known:
        raise ServingError(
            f"{settings.host}: other machines could ask everything; make a token first: "
            "countermove serve --token-file tokens.txt --new-token read"
        )


def listening_socket(settings: ServerSettings) -> socket.socket:
    """A socket that listens.

    Raises:
        ServingError: the address can't be listened on.
    """
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        # With the protocol named, asyncio sends at once (TCP_NODELAY), without waiting for an acknowledgement.
        found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((settings.host, settings.port))
        found.listen(2048)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServingError(
            f"{settings.host}:{settings.port}: can't be listened on: {reason}; try another --port"
        ) from error
    return found


def serve(
    record: RecordFile,
    settings: ServerSettings,
    tokens: Tokens,
    *,
    watchers: Sequence[MakeWatcher] = (),
    articles: ArticleReader | None = None,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a record until the process is told to end (SIGINT, SIGTERM).

    Args:
        record: open for writing.
        settings: limits and defaults.
        tokens: who may ask from elsewhere.
        watchers: make what watches feeds.
        articles: what reads articles; by default a process of its own.
        ready: called with the address once the server answers.

    Raises:
        ServingError: the address can't be listened on, or would be open to everybody.
    """
    refuse_open_door(settings, tokens)
    listener = listening_socket(settings)
    settings = replace(settings, port=listener.getsockname()[1])
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{'127.0.0.1' if settings.host in ('0.0.0.0', '::') else shown}:{settings.port}/"
    articles = articles or ArticleReader(worker=ReadingWorker(settings.reader_niceness))
    app = create_app(record, settings, tokens, articles)
    server: Server = app.state.server
    host = CommandHost(server.owner, settings, address)
    feeds = [make(server) for make in watchers]
    for watcher in feeds:
        watcher.start()
    sys.setswitchinterval(_SWITCH_SECONDS)
    tell("serving", address=address, record=record.path.name)
    try:
        with suppress(KeyboardInterrupt):  # how a server is ended
            asyncio.run(_serve(app, listener, settings, lambda: ready(address)))
    finally:
        for watcher in feeds:
            watcher.stop()
        host.close()
        listener.close()
        server.close()
        tell("ended")


async def _serve(app: Starlette, listener: socket.socket, settings: ServerSettings, ready: Callable[[], None]) -> None:
    import uvicorn

    from countermove.server.sockets import protocol_with

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # what a proxy says of addresses is not believed
        limit_concurrency=settings.clients,
        h11_max_incomplete_event_size=settings.header_bytes,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_LAST_SECONDS,
        lifespan="off",
        ws="none",
        http=protocol_with(settings.header_seconds),
    )
    server = uvicorn.Server(config)
    task = asyncio.ensure_future(server.serve(sockets=[listener]))
    while not server.started and not task.done():
        await asyncio.sleep(0.01)
    if server.started:
        ready()
    warming = asyncio.ensure_future(Warmer(app).run()) if settings.warm_up else None
    try:
        await task
    finally:
        if warming is not None:
            warming.cancel()
