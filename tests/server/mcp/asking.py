"""An assistant's side, by the SDK's client in this process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from countermove.server.mcp.settings import ToolSettings

pytest.importorskip("mcp", reason="needs the extra mcp")

import mcp

from countermove.server.mcp.protocol import make_server


class Assistant:
    """Calls tools of a record."""

    def __init__(self, record: Path, **limits: Any) -> None:
        self.record, self.settings = record, ToolSettings(**limits)

    def run(self, ask: Callable[[mcp.Client], Awaitable[Any]]) -> Any:
        """What a conversation with the server gives."""

        async def talk() -> Any:
            async with mcp.Client(make_server(self.record, self.settings)) as client:
                return await ask(client)

        return asyncio.run(talk())

    def __call__(self, tool: str, **given: Any) -> dict[str, Any]:
        """The answer of a tool, which must be one, and the same as text."""
        result = self.run(lambda client: client.call_tool(tool, given))
        assert not result.is_error, result.content[0].text
        assert json.loads(result.content[0].text) == result.structured_content
        return result.structured_content

    def refusal(self, tool: str, **given: Any) -> str:
        """Why a tool doesn't answer."""
        result = self.run(lambda client: client.call_tool(tool, given))
        assert result.is_error
        assert result.structured_content is None
        return result.content[0].text
