"""Every limit and default of the server, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Settings of one server."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = 8765
    """Port to listen on; 0 takes a free one."""
    host_names: tuple[str, ...] = ()
    """Names under which the server may be asked, beside the address it listens on and those of this machine."""
    body_bytes: int = 2_000_000
    """Largest body of a request, in bytes."""
    upload_bytes: int = 50_000_000
    """Largest body of articles to add, in bytes."""
    body_seconds: float = 30.0
    """Longest time in which a body must have come, in seconds."""
    header_seconds: float = 10.0
    """Longest time in which address and headers of a request must have come, in seconds."""
    header_bytes: int = 32_768
    """Longest address and headers of a request, together, in bytes."""
    page_items: int = 50
    """Items of one page of an answer where none are asked for."""
    most_items: int = 1_000
    """Most items of one page of an answer."""
    stream_rows: int = 10_000_000
    """Most rows of one streamed answer."""
    query_seconds: float = 30.0
    """Longest time the database may take for one answer, in seconds."""
    export_seconds: float = 600.0
    """Longest time for one export, in seconds."""
    readers: int = 3
    """Answers that are worked out at the same time."""
    waiting: int = 500
    """Answers that may wait to be worked out; further ones are told to come back later."""
    clients: int = 500
    """Connections at the same time."""
    event_streams: int = 100
    """Clients that listen for new events at the same time."""
    stream_pause: float = 1.0
    """Seconds between two looks for new events."""
    timeline_days: int = 31
    """Days of a timeline where no first day is asked for."""
    cached_answers: int = 2_000
    """Answers that are kept."""
    cached_bytes: int = 100_000_000
    """Most bytes of kept answers."""
    stale_seconds: float = 30.0
    """How long a kept answer may have been out of date while a newer one is worked out, in seconds."""
    patience_seconds: float = 0.1
    """How long a newer answer is waited for before a kept one is given, in seconds."""
    refresh_share: float = 0.05
    """Share of the time that making one answer anew may take while articles come in; what takes long is older."""
    warm_up: bool = True
    """Work out what the first pages show before anybody asks for them, after the start and after additions."""
    database_threads: int = 0
    """Threads of the database; 0: one fewer than there are processors, so that answers go out meanwhile."""
    reader_niceness: int = 5
    """How much the process that reads articles stands back behind others, 0 to 19."""
    articles_at_once: int = 200
    """Articles added in one transaction."""
    search_hits: int = 20
    """Most hits of a search, of each kind."""
    command_sessions: int = 16
    """Commands that use the record through the server at the same time."""
    command_seconds: float = 600.0
    """Longest time one statement of such a command may take, in seconds."""
