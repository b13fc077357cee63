"""What changes the record: articles added, decisions made and taken back; and reading a text without adding it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from countermove.intake.problem import Problem
from countermove.record.curation import Decision
from countermove.record.record import RecordFile
from countermove.schema import Article, Reading
from countermove.server.api.calls import Call, Endpoint
from countermove.server.articles_in import AddedAnswer, GivenArticle
from countermove.server.errors import ApiError, BusyError
from countermove.server.server import Server
from countermove.server.views.decisions import undo

JSON_LINES = ("application/jsonl", "application/x-ndjson")
MOST_READ = 100_000
"""Most articles in one body."""


class _Why(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Why, and who decides; by default the name of the token, or ``server``."""

    reason: str | None = None
    author: str | None = None

    def decision(self, call: Call) -> Decision:
        """As the record keeps it."""
        return Decision(self.author or call.author, self.reason)


class MergeRequest(_Why, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Events, or entities, that are one."""

    ids: list[str]


class SplitRequest(_Why, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Mentions (``article_id/item``) that don't belong to an event or entity."""

    id: str
    mentions: list[str]


class ArticleRequest(_Why, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An article by its id or address."""

    article: str


class UndoRequest(_Why, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A decision by its number."""

    decision_no: int


class DecidedAnswer(msgspec.Struct, frozen=True):
    """The ids of what there is now: the event or entity that stays or was formed, or the articles."""

    ids: list[str]


def _merge(file: RecordFile, call: Call) -> DecidedAnswer:
    return DecidedAnswer([file.merge(call.body.ids, call.body.decision(call))])


def _split(file: RecordFile, call: Call) -> DecidedAnswer:
    return DecidedAnswer([file.split(call.body.id, call.body.mentions, call.body.decision(call))])


def _retract(file: RecordFile, call: Call) -> DecidedAnswer:
    return DecidedAnswer(file.retract(call.body.article, call.body.decision(call)))


def _restore(file: RecordFile, call: Call) -> DecidedAnswer:
    return DecidedAnswer(file.restore(call.body.article, call.body.decision(call)))


def _undo(file: RecordFile, call: Call) -> DecidedAnswer:
    return DecidedAnswer(list(undo(file, call.body.decision_no, call.body.decision(call))))


async def read_one(server: Server, call: Call, request: Request) -> Response:
    """The reading of a text or page, which is not added."""
    article = _readable(await server.articles.article_of(call.body))
    reading = await server.articles.reading_of(article)
    if isinstance(reading, Problem):
        raise ApiError(422, "unprocessable", str(reading))
    return Response(reading.to_json(), media_type="application/json")


def _readable(article: Article | Problem) -> Article:
    if isinstance(article, Problem):
        raise ApiError(422, "unprocessable", str(article))
    return article


async def add(server: Server, call: Call, request: Request) -> Response:
    """Articles into the record, one or many."""
    given: Sequence[GivenArticle | Problem] = call.body if isinstance(call.body, list) else [call.body]
    articles: list[Article | Problem] = []
    for number, one in enumerate(given, 1):
        articles.append(one if isinstance(one, Problem) else await _prepared(server, one, number))
    if len(articles) == 1:  # of a single one the reason is the answer
        _readable(articles[0])
    answer = await server.articles.store(server.owner, articles, server.settings.articles_at_once)
    for state in ("added", "newer_versions", "known"):
        server.metrics.count("articles", state, getattr(answer, state))
    server.metrics.count("articles", "skipped", len(answer.skipped))
    return Response(msgspec.json.encode(answer), media_type="application/json")


async def _prepared(server: Server, given: GivenArticle, number: int) -> Article | Problem:
    try:
        return await server.articles.article_of(given, number)
    except BusyError:
        raise
    except ApiError as error:
        return Problem(f"article {number}", error.message)


def article_lines(body: bytes) -> list[GivenArticle | Problem]:
    """The articles of JSON Lines; a line that is none is a problem.

    Raises:
        ApiError: there are too many, or none.
    """
    lines = [(number, line) for number, line in enumerate(body.split(b"\n"), 1) if line.strip()]
    if not lines or len(lines) > MOST_READ:
        raise ApiError(422, "unprocessable", f"give between 1 and {MOST_READ:,} articles, each on a line")
    found: list[GivenArticle | Problem] = []
    for number, line in lines:
        try:
            found.append(msgspec.json.decode(line, type=GivenArticle))
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            found.append(Problem(f"line {number}", f"is not an article: {error}"))
    return found


def writing_endpoints() -> tuple[Endpoint, ...]:
    """The endpoints of this file."""

    def decision(name: str, summary: str, run: object, body: object) -> Endpoint:
        operation = {"undo": "undoDecision"}.get(name, f"{name}{'Article' if name in ('retract', 'restore') else ''}")
        return Endpoint(
            "POST", f"/decisions/{name}", operation, summary, run, "change", DecidedAnswer, body=body, scope="write"
        )

    return (
        Endpoint(
            "POST", "/read", "readArticle", "The reading of a text, or of the page at an address; nothing is stored.",
            read_one, "own", Reading, body=GivenArticle,
        ),
        Endpoint(
            "POST", "/articles", "addArticles", "Read articles into the record: one as JSON, or many as JSON Lines.",
            add, "own", AddedAnswer, body=GivenArticle, body_media=("application/json", *JSON_LINES), scope="write",
        ),
        decision("merge", "Join events, or entities; the earliest stays.", _merge, MergeRequest),
        decision("split", "Take mentions out of an event or entity; they form another.", _split, SplitRequest),
        decision("retract", "Mark an article as withdrawn: its reports count no longer.", _retract, ArticleRequest),
        decision("restore", "Take a retraction back.", _restore, ArticleRequest),
        decision("undo", "Decide the opposite of an earlier decision.", _undo, UndoRequest),
    )  # fmt: skip
