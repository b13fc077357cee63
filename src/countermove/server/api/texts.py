"""What was said and written, by whom: claims, stories, articles, sources, actors, search; and the record as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec

from countermove.record.filters import Condition, claim_condition, story_condition
from countermove.record.info import RecordInfo, record_info
from countermove.record.views.claims import ClaimInFull, ClaimRow, claim_in_full, claim_rows
from countermove.record.views.rows import one_value
from countermove.record.views.sources import SourceRow, list_sources
from countermove.record.views.stories import StoryInFull, StoryRow, story_in_full, story_rows, story_rows_condition
from countermove.schema import EntityKind
from countermove.server.api.calls import FILTERS, Call, Endpoint, Parameter, path_id
from countermove.server.api.paging import Column, Page, Table
from countermove.server.errors import NotFoundError
from countermove.server.settings import ServerSettings
from countermove.server.views.actors import ActorInFull, ActorRow, actor_condition, actor_in_full, actor_rows
from countermove.server.views.articles import ArticleInFull, ArticleRow, article_in_full, article_rows
from countermove.server.views.decisions import DecisionRow, decision_rows
from countermove.server.views.search import SearchAnswer, search

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ARTICLE_STATUSES = ("current", "superseded", "retracted")
_PARTIES = (
    "entities n join (select entity_no, count(*) as parts from event_parties group by entity_no) p "
    "on p.entity_no = n.entity_no"
)

CLAIMS = Table(
    "claims",
    "claim_no",
    (Column("first_day", "day", falling=True), Column("claim_no", "integer", falling=True)),
    lambda connection, call: claim_condition(connection, call.filters),
    claim_rows,
)
STORIES = Table(
    "stories",
    "story_no",
    (Column("last_day", "day", falling=True), Column("story_no", "integer", falling=True)),
    lambda connection, call: story_rows_condition(connection, call.filters),
    story_rows,
)


def _article_condition(connection: DuckDBPyConnection, call: Call) -> Condition:
    found = Condition()
    found.add("status = ?", call["status"])
    if call["since"] is not None:
        found.add("published_day >= ?", call["since"])
    if call["until"] is not None:
        found.add("published_day <= ?", call["until"])
    if call["publisher"]:
        found.add("source_no in (select source_no from sources where lower(name) = lower(?))", call["publisher"])
    story_condition(found, call.filters)
    return found


ARTICLES = Table(
    "articles",
    "article_no",
    (Column("published_day", "day", falling=True), Column("article_no", "integer", falling=True)),
    _article_condition,
    article_rows,
)
ACTORS = Table(
    _PARTIES,
    "n.entity_no",
    (Column("p.parts", "integer", falling=True), Column("n.entity_no", "integer")),
    lambda connection, call: actor_condition(call["name"], call["kind"], call["country"]),
    actor_rows,
)
DECISIONS = Table(
    "decisions",
    "decision_no",
    (Column("decision_no", "integer", falling=True),),
    lambda connection, call: Condition(),
    decision_rows,
)


def one_claim(connection: DuckDBPyConnection, call: Call) -> ClaimInFull:
    """A claim with its first reports."""
    _known(connection, "claim", call["id"])
    return claim_in_full(connection, call["id"], call["limit"])


def one_story(connection: DuckDBPyConnection, call: Call) -> StoryInFull:
    """A story with what it holds."""
    _known(connection, "story", call["id"])
    return story_in_full(connection, call["id"], call["limit"])


def one_article(connection: DuckDBPyConnection, call: Call) -> ArticleInFull:
    """An article with its text and reading."""
    found = article_in_full(connection, call["id"])
    if found is None:
        raise NotFoundError(f"there is no article {call['id']}", "id")
    return found


def one_actor(connection: DuckDBPyConnection, call: Call) -> ActorInFull:
    """An actor with what it did, received and said."""
    found = actor_in_full(connection, call["id"], call["limit"])
    if found is None:
        raise NotFoundError(f"there is no actor {call['id']}", "id")
    return found


def _known(connection: DuckDBPyConnection, what: str, name: str) -> None:
    table = {"claim": "claims", "story": "stories"}[what]
    if one_value(connection, f"select 1 from {table} where {what}_id = ?", [name]) is None:
        raise NotFoundError(f"there is no {what} {name}", "id")


class SourceList(msgspec.Struct, frozen=True):
    """Sources, those that bring most first, and how many there are."""

    total: int
    items: Sequence[SourceRow]


def sources(connection: DuckDBPyConnection, call: Call) -> SourceList:
    """Whose word the record rests on."""
    found = list_sources(connection, call["limit"], call["reliability"])
    return SourceList(found.total, list(found.items))


def text_endpoints(settings: ServerSettings, record: Path) -> tuple[Endpoint, ...]:
    """The endpoints of this file."""

    def most(what: str, number: int = settings.page_items) -> Parameter:
        return Parameter("limit", f"{what} at most.", "integer", default=number, least=1, most=1_000)

    def info(connection: DuckDBPyConnection, call: Call) -> RecordInfo:
        # Where the file lies is nobody's business but its owner's.
        return msgspec.structs.replace(record_info(connection, record), path=record.name)

    of_articles = tuple(one for one in FILTERS if one.name in ("since", "until", "topic", "story"))
    kinds = get_args(EntityKind)
    return (
        Endpoint(
            "GET", "/claims", "listClaims", "Claims, newest first: who said what. The actor is who speaks.",
            CLAIMS, "table", Page[ClaimRow], parameters=FILTERS,
        ),
        Endpoint(
            "GET", "/claims/{id}", "getClaim", "One claim with its reports and the events told in it.",
            one_claim, answer=ClaimInFull, parameters=(path_id("claim"), most("Reports")),
        ),
        Endpoint(
            "GET", "/stories", "listStories", "Stories, latest first; days are those of publication.",
            STORIES, "table", Page[StoryRow], parameters=FILTERS,
        ),
        Endpoint(
            "GET", "/stories/{id}", "getStory", "One story: articles, events, claims, numbers, silences.",
            one_story, answer=StoryInFull, parameters=(path_id("story"), most("Items of each part")),
        ),
        Endpoint(
            "GET", "/articles", "listArticles", "Articles, latest first; days are those of publication.",
            ARTICLES, "table", Page[ArticleRow],
            parameters=(
                *of_articles,
                Parameter("status", "Which versions.", "choice", default="current", choices=ARTICLE_STATUSES),
                Parameter("publisher", "Name of the publisher."),
            ),
        ),
        Endpoint(
            "GET", "/articles/{id}", "getArticle", "One article: text, reading, what each item is in the record.",
            one_article, answer=ArticleInFull, parameters=(path_id("article"),),
        ),
        Endpoint(
            "GET", "/actors", "listActors", "Actors, those with most parts in events first.",
            ACTORS, "table", Page[ActorRow],
            parameters=(
                Parameter("name", "Words of the name."),
                Parameter("kind", "What it is.", "choice", choices=kinds),
                Parameter("country", "ISO 3166-1 alpha-3."),
            ),
        ),
        Endpoint(
            "GET", "/actors/{id}", "getActor", "One actor: what it did, what was done to it, what it said.",
            one_actor, answer=ActorInFull, parameters=(path_id("actor"), most("Items of each part", 20)),
        ),
        Endpoint(
            "GET", "/sources", "listSources", "Publishers, agencies and speakers, those that bring most first.",
            sources, answer=SourceList,
            parameters=(
                most("Sources"),
                Parameter("reliability", "Estimate how reliable each is.", "boolean", default=False),
            ),
        ),
        Endpoint(
            "GET", "/search", "search", "Words over events, claims, articles and actors; all must be found.",
            lambda connection, call: search(connection, call["q"], call["limit"]), answer=SearchAnswer,
            parameters=(
                Parameter("q", "The words.", required=True),
                Parameter("limit", "Hits of each kind at most.", "integer", default=settings.search_hits, least=1,
                          most=200),
            ),
        ),
        Endpoint("GET", "/info", "getInfo", "What is in the record, and who wrote it.", info, answer=RecordInfo),
        Endpoint(
            "GET", "/decisions", "listDecisions", "What people decided about the record, newest first.",
            DECISIONS, "table", Page[DecisionRow],
        ),
    )  # fmt: skip
