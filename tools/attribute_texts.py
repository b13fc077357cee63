"""The texts that stand below the fields of a class in the code, and names as Markdown has them."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from itertools import pairwise
from typing import Any

_ROLE = re.compile(r":\w+:`~?([^`]+)`")


def attribute_texts(kind: type[Any]) -> dict[str, str]:
    """What stands below each field of a class, those of the classes that it is made from too."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if one.__module__.startswith("countermove"):
            found |= _own_texts(one)
    return found


def _own_texts(kind: type[Any]) -> dict[str, str]:
    [body] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: in_markdown(inspect.cleandoc(text.value.value)).replace("\n", " ")
        for field, text in pairwise(body.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def in_markdown(text: str) -> str:
    """A docstring's marks as Markdown has them."""
    return _ROLE.sub(lambda role: f"`{role[1].rpartition('.')[2]}`", text).replace("``", "`")


def in_cell(text: str) -> str:
    """A text as a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")
