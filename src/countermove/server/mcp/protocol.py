"""The tools over the Model Context Protocol, by its official SDK: https://github.com/modelcontextprotocol/python-sdk."""

from __future__ import annotations

import json
import threading
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server

from countermove import __version__
from countermove.record.errors import RecordError
from countermove.server.errors import ApiError, BusyError, TooSlowError, printable
from countermove.server.logs import tell_failure
from countermove.server.mcp.answers import OUTPUT_SCHEMA, answer
from countermove.server.mcp.settings import ToolSettings
from countermove.server.mcp.tools import Tool, make_tools
from countermove.server.mcp.untrusted import NOTICE

_INSTRUCTIONS = (
    "A record of news: events (PLOVER types), claims, numbers and silences, read from articles by a program that makes "
    f"mistakes; each row says how sure it is and how many independent origins tell it. {NOTICE}"
)
_GRACE = 1.0
"""Seconds beyond those of waiting and working after which a call is given up."""


class ToolServer:
    """Lists the tools and answers calls, a bounded number at a time.

    Args:
        record: the file.
        settings: limits.
    """

    def __init__(self, record: Path, settings: ToolSettings | None = None) -> None:
        self._record = record
        self._settings = settings or ToolSettings()
        self._tools = make_tools(record, self._settings)
        self._places = threading.BoundedSemaphore(self._settings.calls_at_once)
        self._calls = 0

    async def list_tools(
        self, context: ServerRequestContext[Any], asked: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        """All tools."""
        return types.ListToolsResult(tools=[_described(one) for one in self._tools.values()])

    async def call_tool(
        self, context: ServerRequestContext[Any], asked: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """The answer of a tool, or why there is none, for the assistant to read."""
        try:
            tool = self._tools.get(asked.name)
            if tool is None:
                raise ApiError(404, "not_found", f"no tool {asked.name[:100]!r}; tools are: {', '.join(self._tools)}")
            found = await self._answer(tool, asked.arguments or {})
        except ApiError as error:
            return _refused(f"{error.where}: {error.message}" if error.where else error.message)
        except RecordError as error:
            return _refused(str(error))
        except Exception as error:
            tell_failure(error)
            return _refused("this is a mistake of countermove; its standard error has more")
        text = types.TextContent(type="text", text=json.dumps(found, ensure_ascii=False))
        return types.CallToolResult(content=[text], structured_content=found)

    async def _answer(self, tool: Tool, given: dict[str, Any]) -> dict[str, Any]:
        settings = self._settings
        if self._calls >= settings.calls_at_once + settings.waiting_calls:
            raise BusyError("too many calls are waiting; try again in a second")
        self._calls += 1
        try:
            # What is no work of the database can't be ended: its thread keeps its place until it is done.
            with anyio.fail_after(2 * settings.call_seconds + _GRACE):
                return await anyio.to_thread.run_sync(partial(self._work, tool, given), abandon_on_cancel=True)
        except TimeoutError as error:
            raise TooSlowError(settings.call_seconds) from error
        finally:
            self._calls -= 1

    def _work(self, tool: Tool, given: dict[str, Any]) -> dict[str, Any]:
        """The answer, in a thread, when it is its turn."""
        if not self._places.acquire(timeout=self._settings.call_seconds):
            raise BusyError("other calls take too long; try again later")
        try:
            return answer(self._record, tool, given, self._settings)
        finally:
            self._places.release()


def make_server(record: Path, settings: ToolSettings | None = None) -> Server[Any]:
    """The server of a record's tools, for any transport."""
    tools = ToolServer(record, settings)
    return Server(
        "countermove",
        version=__version__,
        title="countermove",
        instructions=_INSTRUCTIONS,
        on_list_tools=tools.list_tools,
        on_call_tool=tools.call_tool,
    )


def serve_standard_input(record: Path, settings: ToolSettings | None = None) -> None:
    """Answer on standard input and output until the input ends."""

    async def run() -> None:
        server = make_server(record, settings)
        async with stdio_server() as (asked, told):
            await server.run(asked, told, server.create_initialization_options())

    anyio.run(run)


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        description=tool.description,
        input_schema=tool.input_schema(),
        output_schema=OUTPUT_SCHEMA,
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _refused(reason: str) -> types.CallToolResult:
    text = types.TextContent(type="text", text=printable(reason))
    return types.CallToolResult(content=[text], is_error=True)
