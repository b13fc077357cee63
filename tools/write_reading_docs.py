"""Write ``docs/reading.md``: every part of a reading with its fields, from the types in ``countermove.schema``.

Run from the repository: ``python -m tools.write_reading_docs``.
"""

import inspect
import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from countermove import schema
from countermove.tables import Items
from tools.attribute_texts import attribute_texts, in_cell

PLACE = Path(__file__).resolve().parent.parent / "docs" / "reading.md"
PARTS = [
    schema.Reading, schema.Sentence, schema.Entity, schema.Mention, schema.Event, schema.EventTime, schema.EventPlace,
    schema.NonResponse, schema.Attribution, schema.Quantity, schema.Time, schema.Place, schema.Meta, schema.Article,
]  # fmt: skip
INTRODUCTION = f"""\
# The fields of a reading

`countermove read --format json` writes one reading for each article, `--format jsonl` one a line; in Python
`countermove.read(…)` returns it as `countermove.Reading`. Its schema is `{schema.SCHEMA}`.

A **span** is two whole numbers: start and end in Unicode code points of `text`, end exclusive, so that in Python
`reading.text[start:end]` are the words. Ids are local to one reading and numbered in text order. A field that is `null`
is unknown or doesn't apply.

This page is written from the types by `python -m tools.write_reading_docs`.
"""


def type_in_words(kind: Any) -> str:
    """A type as a reader of the JSON meets it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind == schema.Span:
        return "span"
    if origin in (Union, types.UnionType):
        known = [type_in_words(part) for part in arguments if part is not type(None)]
        return " or ".join([*dict.fromkeys(known), *(["null"] if type(None) in arguments else [])])
    if origin is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in arguments)
    if origin in (tuple, Items):
        return f"list of {type_in_words(arguments[0])}"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}[kind]


def part_section(part: type[msgspec.Struct]) -> str:
    """The section on one part: its description and a table of its fields."""
    description = inspect.cleandoc(part.__doc__ or "").replace("``", "`")
    lines = [f"## {part.__name__}", "", description, "", "| Field | Type | Meaning |", "| --- | --- | --- |"]
    texts = attribute_texts(part)
    lines += [
        f"| `{field.name}` | {type_in_words(field.type)} | {in_cell(texts[field.name])} |"
        for field in msgspec.structs.fields(part)
    ]
    return "\n".join(lines) + "\n"


def reading_docs() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *map(part_section, PARTS)])


if __name__ == "__main__":
    PLACE.write_text(reading_docs(), encoding="utf-8")
