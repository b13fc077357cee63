"""Write ``docs/settings.md``: every setting and limit with its default and meaning, from the classes that hold them.

Run from the repository: ``python -m tools.write_settings_docs``.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.attribute_texts import attribute_texts, in_cell, in_markdown

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "settings.md"
SOURCE = ROOT / "src"
INTRODUCTION = """\
# Settings and limits

Everything that is limited or can be tuned has a name and a default. Those of intake, of watching and of event data are
changed on the command line with `--limit NAME=VALUE`; some others have an option of their own
([command line](command-line.md)). In Python each group is a class: give an instance with other values, as in
`record.board(event_id, settings=BoardSettings(window_days=14))`.

A limit that is met is told: in one line on standard error, in a note of the report, or as an error of the API. The
groups about methods hold fitted or chosen values; with others, the figures of this documentation don't hold.

This page is written from the code by `python -m tools.write_settings_docs`.
"""


def setting_classes() -> list[type[Any]]:
    """All classes of settings and limits, in the order of their modules."""
    found = []
    for path in sorted((SOURCE / "countermove").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Settings", "Limits")):
                module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
                found.append(getattr(import_module(module), node.name))
    return [kind for kind in found if fields(kind)]


def default_of(field: Field[Any]) -> str:
    """The default as a reader writes it."""
    if field.default is not MISSING:
        value = field.default
        if isinstance(value, int) and not isinstance(value, bool) and not field.name.endswith("year"):
            return f"`{value:_}`" if value >= 10_000 else f"`{value}`"
        return f"`{value!r}`"
    if field.default_factory is not MISSING:
        return f"`{getattr(field.default_factory, '__name__', '')}()`"
    return "from the data"


def setting_rows(kind: type[Any]) -> Iterator[str]:
    """A row for each setting of a class that the classes it is made from don't have.

    Raises:
        KeyError: a setting without a text below it in the code.
    """
    known = {field.name for base in kind.__bases__ if base is not object for field in fields(base)}
    texts = attribute_texts(kind)
    for field in fields(kind):
        if field.name not in known:
            yield f"| `{field.name}` | {default_of(field)} | {in_cell(texts[field.name])} |"


def settings_docs() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for kind in setting_classes():
        base = kind.__bases__[0]
        more = f" It has the settings of `{base.__name__}` too." if base is not object and fields(base) else ""
        about = in_markdown(inspect.cleandoc(kind.__doc__ or ""))
        head = [f"## {kind.__name__}", "", f"`{kind.__module__}.{kind.__name__}`: {about}{more}", ""]
        parts.append("\n".join([*head, "| Setting | Default | Meaning |", "| --- | --- | --- |", *setting_rows(kind)]))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


if __name__ == "__main__":
    PLACE.write_text(settings_docs(), encoding="utf-8")
