"""Pages on what was said and written: claims, stories, articles, actors, sources, search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from countermove.record.filters import claim_condition
from countermove.record.views.claims import ClaimInFull, ClaimRow, claim_in_full, claim_rows
from countermove.record.views.sources import list_sources
from countermove.record.views.stories import story_in_full
from countermove.schema import EntityKind
from countermove.server.api.calls import FILTERS, Call, Parameter
from countermove.server.api.paging import Column, Page, Table
from countermove.server.api.texts import ACTORS, ARTICLE_STATUSES, ARTICLES, STORIES
from countermove.server.errors import NotFoundError
from countermove.server.pages.asked import PAGED, ask
from countermove.server.pages.chains import Chain, Item, claim_chains
from countermove.server.pages.event_pages import EventPages, known
from countermove.server.pages.evidence import Headed, headed
from countermove.server.pages.marking import marked_text
from countermove.server.pages.site import Site
from countermove.server.pages.words import address
from countermove.server.server import server_of
from countermove.server.views.actors import ActorInFull, actor_in_full
from countermove.server.views.articles import ArticleInFull, article_in_full
from countermove.server.views.search import SearchAnswer, search

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from countermove.record.views.stories import StoryInFull

_REPORTS = 200
_EACH = 30
_SOURCES = 200
_HITS = 15
_KINDS: tuple[str, ...] = EntityKind.__args__  # type: ignore[attr-defined]
_ACTOR_FILTERS = (
    Parameter("name", "Words of the name."),
    Parameter("kind", "What it is.", "choice", choices=_KINDS),
    Parameter("country", "ISO 3166-1 alpha-3."),
    PAGED,
)
_ARTICLE_FILTERS = (
    *(one for one in FILTERS if one.name in ("since", "until", "topic", "story")),
    Parameter("publisher", "Name of the publisher."),
    Parameter("status", "Which versions.", "choice", default="current", choices=ARTICLE_STATUSES),
    PAGED,
)
LEDGER = Table(
    "claims",
    "claim_no",
    (
        Column("case status when 'disputed' then 0 when 'denial' then 1 when 'denied' then 1 else 2 end", "integer"),
        Column("first_day", "day", falling=True),
        Column("claim_no", "integer", falling=True),
    ),
    lambda connection, call: claim_condition(connection, call.filters),
    claim_rows,
)
"""Claims, those first that others contest."""
_PATHS = {"event": "events", "claim": "claims", "entity": "actors"}


class TextPages:
    """The pages."""

    def __init__(self, site: Site, events: EventPages) -> None:
        self._site, self._events = site, events

    async def claims(self, request: Request) -> Response:
        """The ledger: who said what, disputed first."""
        asked, server = ask(request, (*FILTERS, PAGED)), server_of(request)

        def look(connection: DuckDBPyConnection) -> tuple[Page[Any], dict[Item, Chain]]:
            page = LEDGER.page(connection, asked.call())
            return page, claim_chains(connection, _best(page.items))

        page, chains = await server.look(("page claims", asked.key), look)
        return self._site.page(request, "claims.html", asked=asked, page=page, chains=chains)

    async def claim(self, request: Request) -> Response:
        """One claim with its reports and the events told in it."""
        server, name = server_of(request), request.path_params["id"]
        await known(server, "claims", "claim_id", name, "claim")

        def look(connection: DuckDBPyConnection) -> tuple[ClaimInFull, list[Headed], dict[Item, Chain]]:
            found = claim_in_full(connection, name, _REPORTS)
            chains = claim_chains(connection, [(one.article_id, one.item) for one in found.reports.items])
            return found, self._headed(connection, found.event_ids), chains

        found, events, chains = await server.look(("page claim", name), look)
        return self._site.page(request, "claim.html", data=found, claim=found.claim, events=events, chains=chains)

    async def stories(self, request: Request) -> Response:
        """Stories, latest first."""
        asked, server = ask(request, (*FILTERS, PAGED)), server_of(request)
        page: Page[Any] = await server.look(
            ("page stories", asked.key), lambda connection: STORIES.page(connection, asked.call())
        )
        return self._site.page(request, "stories.html", asked=asked, page=page)

    async def story(self, request: Request) -> Response:
        """One story: its articles, events, claims, numbers and silences."""
        server, name = server_of(request), request.path_params["id"]
        await known(server, "stories", "story_id", name, "story")

        def look(connection: DuckDBPyConnection) -> tuple[StoryInFull, list[Headed]]:
            found = story_in_full(connection, name, _EACH)
            return found, headed(connection, self._events.sentences, found.events.items)

        found, events = await server.look(("page story", name), look)
        series = [one for one in found.numbers.items if len(one.told) > 1][:6]
        return self._site.page(request, "story.html", data=found, story=found.story, events=events, series=series)

    async def article(self, request: Request) -> Response:
        """One article: its text with everything found in it marked."""
        server, name = server_of(request), request.path_params["id"]
        found: ArticleInFull | None = await server.look(
            ("page article", name), lambda connection: article_in_full(connection, name)
        )
        if found is None:
            raise NotFoundError(f"there is no article {name}")
        links = {link.item: address(_PATHS[link.kind], link.id) for link in found.links if link.kind in _PATHS}
        return self._site.page(
            request,
            "article.html",
            data=found,
            article=found.article,
            marked=marked_text(found.text, found.reading, links),
        )

    async def articles(self, request: Request) -> Response:
        """Articles, latest first."""
        asked, server = ask(request, _ARTICLE_FILTERS), server_of(request)
        page: Page[Any] = await server.look(
            ("page articles list", asked.key), lambda connection: ARTICLES.page(connection, asked.call(60))
        )
        return self._site.page(request, "articles.html", asked=asked, page=page)

    async def actors(self, request: Request) -> Response:
        """Actors, those with most parts in events first."""
        asked, server = ask(request, _ACTOR_FILTERS), server_of(request)
        call = Call({**asked.values, "limit": 60}, asked.filters)
        page: Page[Any] = await server.look(
            ("page actors", asked.key), lambda connection: ACTORS.page(connection, call)
        )
        return self._site.page(request, "actors.html", asked=asked, page=page, kinds=_KINDS)

    async def actor(self, request: Request) -> Response:
        """One actor: what it did, what was done to it, what it said."""
        server, name = server_of(request), request.path_params["id"]

        def look(connection: DuckDBPyConnection) -> tuple[ActorInFull, list[Headed], list[Headed]] | None:
            found = actor_in_full(connection, name, _EACH)
            if found is None:
                return None
            sentences = self._events.sentences
            return (
                found,
                headed(connection, sentences, found.did.items),
                headed(connection, sentences, found.received.items),
            )

        answer = await server.look(("page actor", name), look)
        if answer is None:
            raise NotFoundError(f"there is no actor {name}")
        found, did, received = answer
        return self._site.page(request, "actor.html", data=found, actor=found.actor, did=did, received=received)

    async def sources(self, request: Request) -> Response:
        """Whose word the record rests on."""
        server = server_of(request)
        found = await server.look("page sources", lambda connection: list_sources(connection, _SOURCES))
        return self._site.page(request, "sources.html", sources=found)

    async def search(self, request: Request) -> Response:
        """Words over everything."""
        asked, server = ask(request, (Parameter("q", "The words."),)), server_of(request)
        words = asked["q"]
        if not words:
            return self._site.page(request, "search.html", found=None, events=[], most=_HITS, search_words="")

        def look(connection: DuckDBPyConnection) -> tuple[SearchAnswer, list[Headed]]:
            found = search(connection, words, _HITS)
            return found, headed(connection, self._events.sentences, found.events)

        found, events = await server.look(("page search", words), look)
        return self._site.page(request, "search.html", found=found, events=events, most=_HITS, search_words=words)

    def _headed(self, connection: DuckDBPyConnection, ids: tuple[str, ...]) -> list[Headed]:
        from countermove.record.views.events import event_rows

        numbers = connection.execute(
            "select event_no from events where event_id in (select unnest(?::varchar[])) order by event_no", [list(ids)]
        ).fetchall()
        rows = event_rows(connection, [int(row[0]) for row in numbers])
        return headed(connection, self._events.sentences, rows)


def _best(claims: Sequence[ClaimRow]) -> list[Item]:
    """The best reports of claims."""
    return [(one.article_id, one.item) for one in claims if one.article_id and one.item]
