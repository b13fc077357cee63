"""``countermove mcp`` as an assistant starts it."""

import asyncio
import builtins
import importlib.util
import sys

import pytest

from countermove.record.record import RecordFile
from tests.record.building import raid, store, tell_raid

CODE = "from countermove.cli.main import main; main()"


@pytest.fixture
def record(tmp_path, quick_knowledge):
    path = tmp_path / "raid.duckdb"
    with RecordFile(path) as file:
        store(file, tell_raid(raid(1)))
    return path


@pytest.mark.parametrize("arguments", [["RECORD"], ["RECORD", "--limit", "rows=7"], []])
def test_an_assistant_starts_it_and_asks(record, arguments):
    mcp = pytest.importorskip("mcp", reason="needs the extra mcp")
    from mcp.client.stdio import StdioServerParameters

    given = [str(record) if one == "RECORD" else one for one in arguments]
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", CODE, "mcp", *given],
        env={"COUNTERMOVE_RECORD": str(record)},
    )

    async def ask():
        async with mcp.Client(server) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            return tools, await client.call_tool("events", {})

    tools, answer = asyncio.run(ask())
    assert answer.structured_content["found"]["total"] == 1
    rows = tools["events"].input_schema["properties"]["limit"]["default"]
    assert rows == (7 if "rows=7" in given else 20)


def test_a_record_that_is_not_there_is_told_at_once(command, tmp_path):
    pytest.importorskip("mcp", reason="needs the extra mcp")
    run = command("mcp", tmp_path / "none.duckdb")
    assert run.status == 1
    assert "no such record" in run.err
    assert run.err.count("\n") == 1


def test_what_is_no_record_is_told_at_once(command, tmp_path):
    pytest.importorskip("mcp", reason="needs the extra mcp")
    (tmp_path / "text.duckdb").write_text("no record")
    run = command("mcp", tmp_path / "text.duckdb")
    assert run.status == 1
    assert "is not a record file" in run.err


def test_without_the_extra_it_says_what_to_install(command, record, monkeypatch):
    found, imported = importlib.util.find_spec, builtins.__import__
    monkeypatch.setattr("countermove.cli.mcp.find_spec", lambda name: None if name == "mcp" else found(name))

    def missing(name, *values, **named):
        if name == "mcp":
            raise ModuleNotFoundError("No module named 'mcp'", name="mcp")
        return imported(name, *values, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    run = command("mcp", record)
    assert run.status == 2
    assert run.out == b""
    assert run.err == "countermove: mcp: needs the package mcp; install it with: pip install 'countermove[mcp]'\n"


def test_a_wrong_limit_is_wrong_usage(command, record):
    assert command("mcp", record, "--limit", "colour=3").status == 2
