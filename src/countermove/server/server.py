"""What all parts of one server share."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import Request

from countermove.record.record import RecordFile
from countermove.server.articles_in import ArticleReader
from countermove.server.cache import AnswerCache
from countermove.server.metrics import Metrics
from countermove.server.owner import RecordOwner
from countermove.server.security.tokens import Tokens
from countermove.server.settings import ServerSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Server:
    """One server: the record, kept answers, who may ask, what is counted.

    ``csrf_token`` is what forms of the page carry: another site can't read it.
    """

    settings: ServerSettings
    owner: RecordOwner
    cache: AnswerCache
    articles: ArticleReader
    tokens: Tokens
    metrics: Metrics
    csrf_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @classmethod
    def of(
        cls, file: RecordFile, settings: ServerSettings, tokens: Tokens, articles: ArticleReader | None = None
    ) -> Server:
        """A server of this record."""
        owner = RecordOwner(file, settings)
        return cls(settings, owner, AnswerCache(owner, settings), articles or ArticleReader(), tokens, Metrics())

    async def look(
        self,
        key: Hashable,
        view: Callable[[DuckDBPyConnection], Value],
        *,
        fresh: bool = False,
        seconds: float | None = None,
        size: Callable[[Value], int] = lambda value: 10_000,
    ) -> Value:
        """What a view finds in the record, kept from before where the record hasn't changed (or hardly).

        Args:
            key: the name of the view and all that it is asked.
            view: looks into the record.
            fresh: nothing kept from before the last change.
            seconds: the longest time it may take.
            size: bytes of what it finds, for the bounds of what is kept.

        Raises:
            ApiError: too many wait, or it takes too long.
        """
        return await self.cache.get(key, lambda: self.owner.read(view, seconds), fresh=fresh, size=size)

    def close(self) -> None:
        """End; the record itself stays open."""
        self.articles.close()
        self.owner.close()


def server_of(request: Request) -> Server:
    """The server that a request is for."""
    found: Any = request.app.state.server
    assert isinstance(found, Server)
    return found
