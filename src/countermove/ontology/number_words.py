"""English number words, from ``data/cues/numbers.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml

_KEYS = ("units", "tens", "scales", "plurals", "ordinals")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words by their part in a numeral; values are plain numbers."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    plurals: Mapping[str, int]
    ordinals: Mapping[str, int]


def load_number_words(path: Path) -> NumberWords:
    """Load the number words.

    Raises:
        LexiconError: a table is missing or a value isn't a number.
    """
    data: Any = load_yaml(path)
    return NumberWords(**{key: number_table(path, data, key) for key in _KEYS})


def number_table(path: Path, data: Any, key: str) -> Mapping[str, int]:
    """The table under a key, its values checked to be whole numbers.

    Raises:
        LexiconError: it is missing or holds something else.
    """
    table = data.get(key) if isinstance(data, dict) else None
    if not isinstance(table, dict):
        raise LexiconError(path, getattr(data, "line", None), f"needs a table {key!r}")
    for word, value in table.items():
        if not isinstance(value, int):
            raise LexiconError(
                path, getattr(table, "line", None), f"{key}: {word!r} needs a whole number, not {value!r}"
            )
    return MappingProxyType(dict(table))
