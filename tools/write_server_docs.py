"""Write ``docs/rest.md``: every endpoint, parameter and type of the API, from its OpenAPI description.

Run from the repository: ``python -m tools.write_server_docs``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from countermove import schema
from countermove.server.api.calls import FILTERS, Endpoint
from countermove.server.api.counting import counting_endpoints
from countermove.server.api.events import event_endpoints
from countermove.server.api.exports import export_endpoints
from countermove.server.api.openapi import openapi
from countermove.server.api.serving import PREFIX, completed
from countermove.server.api.stream import stream_endpoints
from countermove.server.api.texts import text_endpoints
from countermove.server.api.writing import writing_endpoints
from countermove.server.settings import ServerSettings
from tools.attribute_texts import in_cell, in_markdown

PLACE = Path(__file__).resolve().parent.parent / "docs" / "rest.md"
INTRODUCTION = f"""\
# REST

All addresses of the API of `countermove serve`. How to ask, pages, errors, tokens: [the server](server.md). The same as
OpenAPI 3.1 is at `{PREFIX}/openapi.json`.

This page is written from that description by `python -m tools.write_server_docs`.
"""
_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
_READING = {name for name in dir(schema) if isinstance(getattr(schema, name), type)}
_FILTER_NAMES = {one.name for one in FILTERS}


def endpoints() -> tuple[Endpoint, ...]:
    """The table of the API."""
    settings = ServerSettings()
    found = (
        *event_endpoints(settings),
        *counting_endpoints(settings),
        *text_endpoints(settings, Path("record.duckdb")),
        *export_endpoints(),
        *stream_endpoints(),
        *writing_endpoints(),
    )
    return completed(found, settings)


def type_in_words(kind: dict[str, Any]) -> str:
    """A JSON Schema as a reader of the answer meets it."""
    if "$ref" in kind:
        return _link(kind["$ref"].rpartition("/")[2])
    if "anyOf" in kind:
        return " or ".join(dict.fromkeys(map(type_in_words, kind["anyOf"])))
    if "enum" in kind:
        return "one of " + ", ".join("null" if value is None else f"`{value}`" for value in kind["enum"])
    if "const" in kind:
        return f"`{kind['const']}`"
    if kind.get("type") == "array":
        parts = kind.get("prefixItems")
        if parts:
            return "list: " + ", ".join(map(type_in_words, parts))
        return f"list of {type_in_words(kind['items'])}" if kind.get("items") else "list"
    if kind.get("type") == "object":
        values = kind.get("additionalProperties")
        return f"object of {type_in_words(values)}" if isinstance(values, dict) else "object"
    if kind.get("format") in ("date", "date-time"):
        return "day" if kind["format"] == "date" else "time"
    return _KINDS[kind["type"]] if "type" in kind else "anything"


def _link(name: str) -> str:
    if name in _READING:
        return f"[{name}](reading.md#{name.lower()})"
    return f"[{_title(name)}](#{_title(name).lower().replace(' ', '-')})"


def _title(name: str) -> str:
    return name.strip("_").replace("_", " of ")


def endpoint_section(path: str, method: str, one: dict[str, Any]) -> str:
    """The section on one address."""
    lines = [f"### {method.upper()} {path}", "", one["summary"], ""]
    names = {parameter["name"] for parameter in one["parameters"]}
    own = [it for it in one["parameters"] if not (names >= _FILTER_NAMES and it["name"] in _FILTER_NAMES)]
    if names >= _FILTER_NAMES:
        lines += ["Takes the [filters](#filters)" + (", and:" if own else "."), ""]
    if own:
        lines += ["| Parameter | Kind | Meaning |", "| --- | --- | --- |", *map(_parameter_row, own), ""]
    for media, content in one.get("requestBody", {}).get("content", {}).items():
        lines += [f"Body, `{media}`: {type_in_words(content['schema'])}.", ""]
    for status, answer in one["responses"].items():
        for media, content in answer.get("content", {}).items():
            kind = content["schema"]
            words = kind["description"] if "description" in kind and "$ref" not in kind else f"{type_in_words(kind)}."
            lines += [f"Answer {status}, `{media}`: {words}", ""]
    return "\n".join(lines)


def _parameter_row(parameter: dict[str, Any]) -> str:
    kind = parameter["schema"]
    one = kind["items"] if kind.get("type") == "array" else kind
    bounds = [f"{word} {one[key]:g}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in one]
    more = [" ".join(bounds)] if bounds else []
    more += ["repeatable"] if kind.get("type") == "array" else []
    more += ["in the address"] if parameter["in"] == "path" else ["a header"] if parameter["in"] == "header" else []
    more += [f"default `{kind['default']}`"] if "default" in kind else []
    words = ", ".join([type_in_words(one), *more])
    return f"| `{parameter['name']}` | {words} | {in_cell(parameter['description'])} |"


def type_sections(schemas: dict[str, Any]) -> Iterator[str]:
    """The sections on the types of answers and bodies; parts of readings have a page of their own."""
    for name, kind in sorted(schemas.items()):
        if name in _READING or "properties" not in kind:
            continue
        lines = [f"### {_title(name)}", "", in_markdown(kind.get("description", "")), ""]
        lines += ["| Field | Type |", "| --- | --- |"]
        for field, one in kind["properties"].items():
            optional = "" if field in kind.get("required", []) else ", may be left out"
            lines.append(f"| `{field}` | {type_in_words(one)}{optional} |")
        yield "\n".join([*lines, ""])


def rest_docs() -> str:
    """The whole page."""
    described = openapi(endpoints(), PREFIX)
    parts = [INTRODUCTION, "## Addresses\n"]
    filters: list[dict[str, Any]] = []
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            parts.append(endpoint_section(path, method, one))
            filters = filters or [it for it in one["parameters"] if it["name"] in _FILTER_NAMES]
    rows = map(_parameter_row, filters)
    parts.append("\n".join(["## Filters", "", "| Parameter | Kind | Meaning |", "| --- | --- | --- |", *rows, ""]))
    return "\n".join([*parts, "## Types\n", *type_sections(described["components"]["schemas"])])


if __name__ == "__main__":
    PLACE.write_text(rest_docs(), encoding="utf-8")
