"""One call of a tool: what was asked, checked; the answer with its sources, in a size that fits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from countermove.server.api.calls import Call, Parameter, filters_of, read_values
from countermove.server.errors import ApiError
from countermove.server.mcp.citing import Sources
from countermove.server.mcp.cutting import Size, cut
from countermove.server.mcp.looking import look
from countermove.server.mcp.settings import ToolSettings
from countermove.server.mcp.tools import Tool
from countermove.server.mcp.untrusted import FIELD, NOTICE, marked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LEFT_OUT = ("passages",)
"""Parts of answers that repeat the sources."""
_SOURCE = {
    "type": "object",
    "properties": {
        "source": {"type": "integer", "description": "Its number; rows name it under cites."},
        "article_id": {"type": "string"},
        "start": {"type": ["integer", "null"], "description": "First character (code points of the article's text)."},
        "end": {"type": ["integer", "null"], "description": "The character after the last one."},
        "sentence": {"type": "object", "properties": {FIELD: {"type": "string"}}},
        "publisher": {"type": ["string", "null"]},
        "url": {"type": ["string", "null"]},
    },
    "required": ["source", "article_id", "start", "end", "sentence", "publisher", "url"],
}
OUTPUT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "notice": {"type": "string", "description": "How to take the texts of an answer."},
        "found": {"type": "object", "description": "What was asked for; rows name their sources under cites."},
        "sources": {"type": "array", "items": _SOURCE},
        "left_out": {
            "type": "array",
            "description": "What was cut: where, and how much of how much is shown. Empty: nothing was.",
            "items": {
                "type": "object",
                "properties": {
                    "where": {"type": "string"},
                    "shown": {"type": "integer"},
                    "of": {"type": "integer"},
                    "unit": {"enum": ["rows", "characters"]},
                },
                "required": ["where", "shown", "of", "unit"],
            },
        },
    },
    "required": ["notice", "found", "sources", "left_out"],
}
"""What every answer looks like."""


def answer(record: Path, tool: Tool, given: Mapping[str, Any], settings: ToolSettings) -> dict[str, Any]:
    """The answer of a tool, as plain lists and dicts.

    Raises:
        ApiError: what was asked can't be, there is no such thing, or it takes too long.
        FilterError: a filter that can't be understood.
        RecordError: the record can't be read.
    """
    values = read_values(tool.parameters, list(_pairs(tool.parameters, given)))
    call = Call(values, filters_of(tool.parameters, values))
    return look(record, settings.call_seconds, lambda connection: _fitting(connection, tool, call, settings))


def _pairs(parameters: tuple[Parameter, ...], given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names and values as text, as they stand in an address; a list is a name that comes several times."""
    many = {one.name for one in parameters if one.many}
    for name, value in given.items():
        if value is None:
            continue
        if name in many and isinstance(value, str) and value.startswith('["'):
            value = _list(value)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, (dict, list)):
                raise ApiError(400, "bad_request", "is neither a text nor a number", name)
            yield name, one if isinstance(one, str) else json.dumps(one)


def _list(text: str) -> Any:
    """A list that came as text: some assistants send them so."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _fitting(connection: DuckDBPyConnection, tool: Tool, call: Call, settings: ToolSettings) -> dict[str, Any]:
    """The answer with as many rows as fit; where a tool takes a number of rows it is asked anew for fewer of them, so
    that the cursor to the next ones is right.
    """
    size: Size | None = Size.of(settings, call.values.get("limit"))
    asked, plain = None, None
    while size is not None:
        wanted = _asking(call, size)
        if wanted != asked:
            asked, plain = wanted, _plain(tool.run(connection, wanted))
        found = _made(connection, plain, size)
        characters = len(json.dumps(found, ensure_ascii=False))
        if characters <= settings.answer_characters:
            return found
        size = size.smaller(settings.answer_characters / characters)
    raise ApiError(422, "too_large", "the answer is too large even when it is cut; ask for less")


def _asking(call: Call, size: Size) -> Call:
    """The call for this size."""
    bounds = {"limit": size.rows, "characters": size.article, "around": size.article // 2}
    smaller = {name: min(call[name], most) for name, most in bounds.items() if name in call.values}
    return replace(call, values={**call.values, **smaller})


def _made(connection: DuckDBPyConnection, plain: Any, size: Size) -> dict[str, Any]:
    told: list[dict[str, Any]] = []
    whole = {name: value for name, value in plain.items() if name not in _LEFT_OUT}
    sources = Sources(connection)
    found = sources.cited(cut(whole, size, "found", told))
    # Every source that a row cites is there: texts alone are cut, the list isn't.
    texts = [cut(one, size, f"sources[{number}]", told) for number, one in enumerate(_plain(sources.texts()))]
    return {"notice": NOTICE, "found": marked(found), "sources": marked(texts), "left_out": told}


def _plain(value: Any) -> Any:
    """A value as lists, dicts, texts and numbers."""
    return msgspec.json.decode(msgspec.json.encode(value))
