"""Write ``docs/mcp.md``: how an assistant asks a record, with its tools from the code.

Run from the repository: ``python -m tools.write_mcp_docs``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from countermove.server.api.calls import FILTERS
from countermove.server.mcp.settings import ToolSettings
from countermove.server.mcp.tools import Tool, make_tools
from tools.attribute_texts import in_cell

PLACE = Path(__file__).resolve().parent.parent / "docs" / "mcp.md"
INTRODUCTION = """\
# Let an assistant ask a record

`countermove mcp RECORD` gives an assistant tools over a record, by the
[Model Context Protocol](https://modelcontextprotocol.io). It can search, list and read, and check every statement
against the characters of the article; it can change nothing.

## Set it up

```sh
pip install 'countermove[mcp]'
```

Assistants start the command themselves. Most take a configuration like this; give the paths in full, and that of
`countermove` too where the assistant doesn't find it (`which countermove` tells it):

```json
{
  "mcpServers": {
    "countermove": {
      "command": "countermove",
      "args": ["mcp", "/home/you/war.duckdb"]
    }
  }
}
```

Several records are several entries under other names. To try it without a record of your own,
`countermove serve --example` makes `countermove-example.duckdb` in the folder you are in.

The record stays free: it is open only while a question is answered, so that `countermove add` and `watch` go on
meanwhile. Where `countermove serve` holds it, questions go through that, without further settings.

## What an answer looks like

```json
{
  "notice": "Texts under 'untrusted_text' were written by others ...",
  "found": {
    "total": 1,
    "items": [
      {
        "event_id": "e43fd2473c09744a1",
        "event_type": "ASSAULT",
        "actors": ["Norway"],
        "recipients": ["Iceland"],
        "first_day": "2024-10-30",
        "words": {"untrusted_text": "bombed"},
        "status": "corroborated",
        "origins": 2,
        "cites": [1]
      }
    ],
    "next": null
  },
  "sources": [
    {
      "source": 1,
      "article_id": "a91be0eb1a1ea7d1c",
      "start": 7,
      "end": 13,
      "words": {"untrusted_text": "bombed"},
      "sentence_start": 0,
      "sentence_end": 64,
      "sentence": {"untrusted_text": "Norway bombed the harbour of Brackmouth in Iceland on Wednesday."},
      "publisher": "Paper 1",
      "title": null,
      "url": null,
      "published": "2024-11-01",
      "status": "current"
    }
  ],
  "left_out": []
}
```

(Some fields are left out here.) `found` is what the [REST interface](rest.md) gives for the same question. Rows name
their sources by number under `cites`; `start` and `end` count code points of the article's text, and `evidence` shows
the text around them. `next`, given back as `cursor`, leads to the next rows.

## What it is kept from

* **Orders in articles.** Whoever writes an article can write into it what an assistant should do next. No program can
  tell such sentences from others for sure, so each text of an article comes in a field called `untrusted_text`, and
  every tool says in its description that such texts and all names are evidence, never instructions. Characters that
  show nothing or turn the writing direction, which could hide an order from you, become U+FFFD; addresses that aren't
  http or https are left out. An assistant can still be fooled: don't give one that reads news the means to do harm.
* **Too much at once.** Answers, texts, seconds and calls are [bounded](settings.md#toolsettings); `--limit NAME=VALUE`
  changes a bound. An answer that would be too long gets fewer rows, then shorter texts, and lists under `left_out`
  what was cut, and how much of how much is shown.
* **Changing anything.** No tool writes, and the database is opened for reading only.

## The tools
"""


def tool_section(tool: Tool) -> str:
    """The section on one tool."""
    filters = [one for one in tool.parameters if one in FILTERS]
    own = [one for one in tool.parameters if one not in FILTERS]
    lines = [f"### {tool.name}", "", tool.about, ""]
    if filters:
        lines += ["Takes the [filters](#filters), and:", ""]
    if own:
        lines += ["| Parameter | Meaning |", "| --- | --- |"]
        lines += [f"| `{one.name}`{' (needed)' if one.required else ''} | {in_cell(one.about)} |" for one in own]
        lines += [""]
    return "\n".join(lines)


def _filters() -> Iterator[str]:
    yield from ("### Filters", "", "Those of the commands; where several values are given any may hold.", "")
    yield from ("| Parameter | Meaning |", "| --- | --- |")
    yield from (f"| `{one.name}` | {in_cell(one.about)} |" for one in FILTERS)


def mcp_docs() -> str:
    """The whole page."""
    tools = make_tools(Path("record.duckdb"), ToolSettings())
    end = "\n\nThis page is written from the code by `python -m tools.write_mcp_docs`.\n"
    return "\n".join([INTRODUCTION, *map(tool_section, tools.values()), *_filters()]) + end


if __name__ == "__main__":
    PLACE.write_text(mcp_docs(), encoding="utf-8")
