"""Write ``docs/python.md``: the public names of ``countermove``, what they return and raise, from their docstrings.

Run from the repository: ``python -m tools.write_python_docs``.
"""

from __future__ import annotations

import ast
import html
import inspect
import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import countermove
from countermove import schema
from countermove.ontology.lexicon import NO_ADDITIONS
from tools.attribute_texts import attribute_texts, in_cell, in_markdown
from tools.write_settings_docs import SOURCE, setting_classes

PLACE = Path(__file__).resolve().parent.parent / "docs" / "python.md"
INTRODUCTION = """\
# Python

`import countermove` offers what is listed here; other modules may change. The parts of a reading are described in
[the fields of a reading](reading.md), settings in [settings](settings.md), tables in [record tables](record-tables.md).

This page is written from the docstrings by `python -m tools.write_python_docs`.
"""
_SECTION = re.compile(r"^(Args|Returns|Yields|Raises|Warns):\n((?:(?:    .*)?\n)*)", re.MULTILINE)
_ENTRY = re.compile(r"^    (\S.*(?:\n        .*)*)", re.MULTILINE)
_NAMED = re.compile(r"^\s+([A-Z]\w+): |:class:`~?(?:[\w.]+\.)?(\w+)`", re.MULTILINE)
_WORD = re.compile(r"[A-Z][A-Za-z]+")


def docstring(text: str) -> str:
    """A docstring as Markdown: its sections become lists, its examples code."""
    text = in_markdown(inspect.cleandoc(text)) + "\n"
    text = re.sub(r"\s*# doctest: \+SKIP", "", text)
    text = _SECTION.sub(lambda found: f"**{found[1]}**\n\n{_entries(found[2])}\n", text)
    return re.sub(r"((?:^>>> .*\n(?:^(?!>>>|\s*$).*\n)*)+)", r"```pycon\n\1```\n", text, flags=re.MULTILINE).strip()


def _entries(text: str) -> str:
    return "".join(f"- {_entry(' '.join(entry[1].split()))}\n" for entry in _ENTRY.finditer(text))


def _entry(words: str) -> str:
    name, colon, rest = words.partition(": ")
    return f"`{name}`: {rest}" if colon and " " not in name else words


def signature(name: str, one: Any) -> str:
    """How something is called, on one line or, where that is long, on several."""
    described = inspect.signature(one)
    known = list(described.parameters.values())
    parts = described.replace(parameters=[it for it in known if it.name not in ("self", "cls")])
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", f"{name}{parts}")
    text = text.replace(repr(NO_ADDITIONS), "Additions()")
    if len(text) > 100:
        inner = ",\n    ".join(re.split(r", (?![^\[\(]*[\]\)])", text[len(name) + 1 : text.rindex(")")]))
        text = f"{name}(\n    {inner},\n{text[text.rindex(')') :]}"
    return f"```text\n{text}\n```"


def code_cell(text: str) -> str:
    """Code in a cell of a table; a bar would end the cell, and Markdown shows what hides it."""
    return f"<code>{html.escape(text).replace('|', '&#124;')}</code>" if "|" in text else f"`{text}`"


def function_section(name: str, one: FunctionType, level: str = "##") -> str:
    """The section on a function or method."""
    return "\n\n".join([f"{level} {name}", signature(name.rpartition(".")[2], one), docstring(one.__doc__ or "")])


def class_section(name: str, kind: type[Any], level: str = "##") -> str:
    """The section on a class: what it is, its fields, its public methods."""
    parts = [f"{level} {name}", docstring(kind.__doc__ or "")]
    if is_dataclass(kind):
        texts = attribute_texts(kind)
        rows = [
            f"| `{field.name}` | {code_cell(str(field.type))} | {in_cell(texts.get(field.name, ''))} |"
            for field in fields(kind)
            if not field.name.startswith("_")
        ]
        if rows:
            parts.append("\n".join(["| Field | Type | Meaning |", "| --- | --- | --- |", *rows]))
    for method, one in vars(kind).items():
        function = one.__func__ if isinstance(one, (classmethod, staticmethod)) else one
        if not method.startswith("_") and isinstance(function, FunctionType):
            parts.append(function_section(f"{name}.{method}", function, level + "#"))
    return "\n\n".join(parts)


def used_classes() -> list[type[Any]]:
    """Classes of ours that public signatures and docstrings name, without those of other pages."""
    elsewhere = {getattr(countermove, name) for name in countermove.__all__} | set(setting_classes())
    homes = _homes()
    found: set[type[Any]] = set()
    for name in countermove.__all__:
        one = getattr(countermove, name)
        preferred = _imports(one.__module__) if one.__module__ != schema.__name__ else {}
        for word in {word for text in _public_texts(one) for word in _WORD.findall(text)} & set(homes):
            module = preferred.get(word) or (homes[word][0] if len(homes[word]) == 1 else None)
            if module in homes[word]:
                found.add(getattr(import_module(module), word))
    return sorted(found - elsewhere, key=lambda kind: kind.__name__)


def _homes() -> dict[str, list[str]]:
    """The modules that have a class of a name."""
    found: dict[str, list[str]] = {}
    for path in sorted((SOURCE / "countermove").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(".".join(path.relative_to(SOURCE).with_suffix("").parts))
    return found


def _imports(module: str) -> dict[str, str]:
    """Where a module has its names from, those for types alone among them."""
    tree = ast.walk(ast.parse(inspect.getsource(import_module(module))))
    names = {it.name: node.module or "" for node in tree if isinstance(node, ast.ImportFrom) for it in node.names}
    return {name: names.get(name, module) for name in {*names, *vars(import_module(module))}}


def _public_texts(one: Any) -> list[str]:
    methods = [it for it in vars(one).values() if isinstance(it, FunctionType)] if isinstance(one, type) else []
    calls = [it for it in ([one] if isinstance(one, FunctionType) else methods) if not it.__name__.startswith("_")]
    texts = [one.__doc__ or "", *(it.__doc__ or "" for it in calls)]
    named = [" ".join(name for pair in _NAMED.findall(text) for name in pair) for text in texts]
    return [*named, *(str(inspect.signature(it)) for it in calls)]


def python_docs() -> str:
    """The whole page."""
    parts = [INTRODUCTION.rstrip("\n")]
    readings = []
    for name in sorted(countermove.__all__, key=lambda name: (name[0].isupper(), name)):
        one = getattr(countermove, name)
        if isinstance(one, FunctionType):
            parts.append(function_section(name, one))
        elif one.__module__ == schema.__name__ and one is not schema.Reading:
            readings.append(f"[`{name}`](reading.md#{name.lower()})")
        else:
            parts.append(class_section(name, one))
    parts.append(f"## Parts of a reading\n\n{', '.join(readings)}: frozen, compared by value.")
    parts.append("## What they return and raise")
    parts += [class_section(kind.__name__, kind, "###") for kind in used_classes()]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PLACE.write_text(python_docs(), encoding="utf-8")
