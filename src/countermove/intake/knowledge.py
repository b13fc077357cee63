"""The knowledge files of the intake (``data/pages``): how they are read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import LineDict, load_yaml

PAGES = Path(__file__).resolve().parent.parent / "data" / "pages"


def load_mapping(path: Path) -> LineDict:
    """Read a knowledge file that is one mapping.

    Raises:
        LexiconError: it isn't one; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict):
        raise LexiconError(path, None, "must be a mapping")
    return data


def word_list(path: Path, data: LineDict, key: str | int) -> tuple[str, ...]:
    """The words under a key, in the order of the file.

    Raises:
        LexiconError: the key is missing or isn't a list of words; file and line are named.
    """
    entries: dict[Any, Any] = data
    words = entries.get(key)
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(path, data.line, f"{key} must be a list of words")
    return tuple(words)


def word_mapping(path: Path, data: LineDict, key: str) -> LineDict:
    """The mapping under a key.

    Raises:
        LexiconError: the key is missing or isn't a mapping; file and line are named.
    """
    mapping = data.get(key)
    if not isinstance(mapping, LineDict):
        raise LexiconError(path, data.line, f"{key} must be a mapping")
    return mapping
