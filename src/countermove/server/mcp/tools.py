"""The tools: what an assistant may ask of a record, and how each is answered.

They are the endpoints of the REST interface (:mod:`countermove.server.api`) under names and descriptions for an
assistant, and the text of articles around offsets. None of them writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from countermove import __version__
from countermove.server.api.calls import Call, Endpoint, Parameter
from countermove.server.api.events import event_endpoints
from countermove.server.api.paging import page_parameters
from countermove.server.api.texts import text_endpoints
from countermove.server.errors import NotFoundError
from countermove.server.mcp.passage import Passage, passage
from countermove.server.mcp.settings import ToolSettings
from countermove.server.mcp.untrusted import REMINDER
from countermove.server.settings import ServerSettings
from countermove.server.views.actors import ActorInFull, actor_in_full
from countermove.server.views.search import actors_named

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CHARACTERS = 10**9
"""Larger than any offset into an article."""
_FINDERS = {
    "listEvents": ("events", "Events, newest first: who did what to whom, when, where, from how many origins, "
                             "confirmed or denied by whom. Ids lead to the tools event and board."),
    "getEvent": ("event", "One event with each report: who reports it, on whose word, in which sentence, why it was "
                          "taken for the same event."),
    "listClaims": ("claims", "Claims, newest first: who said what, and who denies it. The actor is who speaks."),
    "getClaim": ("claim", "One claim with each report, and the ids of the events told in it."),
    "getBoard": ("board", "Who answered an event, after how many days, how strongly, for or against; who is silent: "
                          "reported (a text says so), observed (expected and covered, no answer found), or not "
                          "observed (the record can't tell)."),
    "listSilences": ("silences", "Reported silence: who was said not to have answered, earliest first."),
    "listNumbers": ("numbers", "Numbers over time, such as casualties: each value, who gave it, on which day."),
    "listStories": ("stories", "Stories (articles about one happening), latest first."),
    "getStory": ("story", "One story: its articles, events, claims, numbers and silences."),
    "getForecast": ("forecast", "What is likely next, with intervals, the past acts that it rests on and its track "
                                "record: about an event, or an actor, a recipient or both. An estimate, no fact."),
    "getInfo": ("info", "What is in the record: how much, from when to when, which publishers, read by which version."),
    "search": ("search", "Words over events, claims, articles and actors; all words must be found. Ids lead to the "
                         "other tools."),
}  # fmt: skip
"""Name and description of the tools that are endpoints."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its name, what it is for, what may be asked, and the function that looks it up."""

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    run: Callable[[DuckDBPyConnection, Call], Any]

    @property
    def description(self) -> str:
        """What an assistant is told about it."""
        return f"{self.about} Read-only. {REMINDER}"

    def input_schema(self) -> dict[str, Any]:
        """What may be asked, as JSON Schema."""
        properties = {one.name: {**one.schema(), "description": one.about} for one in self.parameters}
        required = [one.name for one in self.parameters if one.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def make_tools(record: Path, settings: ToolSettings) -> dict[str, Tool]:
    """All tools by name; ``record`` is the file they look at."""
    sizes = ServerSettings(page_items=settings.rows, most_items=settings.most_rows, search_hits=settings.rows)
    endpoints = (*text_endpoints(sizes, record), *event_endpoints(sizes))
    found = [_of_endpoint(one, settings) for one in endpoints if one.name in _FINDERS]
    found += [_actor(settings), _article(settings), _evidence(settings)]
    return {one.name: one for one in sorted(found, key=lambda one: _ORDER.index(one.name))}


_ORDER = (
    "info", "search", "events", "event", "claims", "claim", "stories", "story", "actor", "numbers", "silences",
    "board", "forecast", "article", "evidence",
)  # fmt: skip


def _of_endpoint(endpoint: Endpoint, settings: ToolSettings) -> Tool:
    name, about = _FINDERS[endpoint.name]
    given = endpoint.parameters
    if endpoint.kind == "table":
        given += tuple(one for one in page_parameters(settings.rows, settings.most_rows) if one.name != "format")
    run = endpoint.run.page if endpoint.kind == "table" else endpoint.run
    return Tool(name, about, tuple(_bounded(one, settings) for one in given), _RUNS.get(name, lambda same: same)(run))


def _bounded(parameter: Parameter, settings: ToolSettings) -> Parameter:
    """The parameter of an address or query as one of a tool."""
    changed = replace(parameter, in_path=False)
    if parameter.name != "limit":
        return changed
    return replace(changed, default=min(parameter.default, settings.rows), most=settings.most_rows)


def _with_version(run: Callable[[DuckDBPyConnection, Call], Any]) -> Callable[[DuckDBPyConnection, Call], Any]:
    return lambda connection, call: {"countermove": __version__, "record": run(connection, call)}


_RUNS: Mapping[str, Callable[[Any], Any]] = {"info": _with_version}


def _actor(settings: ToolSettings) -> Tool:
    def look(connection: DuckDBPyConnection, call: Call) -> ActorInFull:
        found = actor_in_full(connection, call["who"], call["limit"])
        if found is None:
            named = actors_named(connection, call["who"], 1)
            found = actor_in_full(connection, named[0].entity_id, call["limit"]) if named else None
        if found is None:
            raise NotFoundError(f"there is no actor {call['who']}", "who")
        return found

    return Tool(
        "actor",
        "One actor: what it did, what was done to it, what it said, with whom it has to do most.",
        (
            Parameter("who", "Id of an actor, or words of its name: then the one with most events.", required=True),
            _rows("Items of each part at most.", settings),
        ),
        look,
    )


def _rows(about: str, settings: ToolSettings) -> Parameter:
    return Parameter("limit", about, "integer", default=settings.rows, least=1, most=settings.most_rows)


def _characters(name: str, about: str, default: int, most: int = MOST_CHARACTERS, least: int = 0) -> Parameter:
    return Parameter(name, about, "integer", default=default, least=least, most=most)


def _article(settings: ToolSettings) -> Tool:
    def look(connection: DuckDBPyConnection, call: Call) -> Passage:
        return passage(connection, call["id"], call["start"], call["start"] + call["characters"])

    most = settings.article_characters
    return Tool(
        "article",
        "The text of an article, a stretch at a time, with the events, claims, numbers and silences found in it.",
        (
            Parameter("id", "Id of the article.", required=True),
            _characters("start", "The character to begin at; go on with next_start.", 0),
            _characters("characters", "Characters at most.", most, most, 1),
        ),
        look,
    )


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """The characters that were asked about."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EvidenceInContext:
    """Characters of an article, and the text around them."""

    asked: AskedPlace
    passage: Passage


def _evidence(settings: ToolSettings) -> Tool:
    def look(connection: DuckDBPyConnection, call: Call) -> EvidenceInContext:
        start, end = call["start"], max(call["start"], min(call["end"], call["start"] + settings.article_characters))
        around = call["around"]
        found = passage(connection, call["id"], max(0, start - around), end + around)
        return EvidenceInContext(AskedPlace(call["id"], start, min(end, found.length)), found)

    return Tool(
        "evidence",
        "The text around two offsets that another tool gave as start and end, to check what a source really says.",
        (
            Parameter("id", "Id of the article.", required=True),
            replace(_characters("start", "The first character.", 0), default=None, required=True),
            replace(_characters("end", "The character after the last one.", 0), default=None, required=True),
            _characters("around", "Characters on either side.", settings.around_characters,
                        settings.article_characters // 2),
        ),
        look,
    )  # fmt: skip
