"""Response cues: how a text says that one act answers another. The file is ``data/cues/response.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES
from countermove.ontology.yaml_lines import LineDict, load_yaml

_WORDS = ("nouns", "verbs", "adjectives", "causes", "sequence")
_TYPES = ("about", "caused")


@dataclass(frozen=True, slots=True)
class ResponseCues:
    """Words and event types of answering; the file says what each list is."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    adjectives: frozenset[str]
    causes: frozenset[str]
    sequence: frozenset[str]
    about: frozenset[str]
    caused: frozenset[str]
    needs: Mapping[str, frozenset[str]]
    anaphors: Mapping[str, frozenset[str]]
    refusals: Mapping[str, frozenset[str]]


def load_response_cues(path: Path) -> ResponseCues:
    """Read the response cues from one YAML file.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict):
        raise LexiconError(path, None, "must be a mapping")
    words = {name: _list(path, data.line, name, data.get(name)) for name in _WORDS}
    types = {name: _types(path, data.line, name, data.get(name)) for name in _TYPES}
    refusals = _mapping(path, data, "refusals", _types)
    _types(path, data.line, "refusals", list(refusals))
    return ResponseCues(
        **words,
        **types,
        needs=_mapping(path, data, "needs", _list),
        anaphors=_mapping(path, data, "anaphors", _types),
        refusals=refusals,
    )


def _mapping(
    path: Path, data: LineDict, name: str, read: Callable[[Path, int, str, object], frozenset[str]]
) -> dict[str, frozenset[str]]:
    mapping = data.get(name)
    if not isinstance(mapping, LineDict):
        raise LexiconError(path, data.line, f"{name} must be a mapping of words to lists")
    return {word: read(path, mapping.line, f"{name}: {word}", words) for word, words in mapping.items()}


def _types(path: Path, line: int, where: str, words: object) -> frozenset[str]:
    types = _list(path, line, where, words)
    unknown = sorted(types - set(EVENT_TYPES))
    if unknown:
        raise LexiconError(path, line, f"{where}: {unknown[0]} is no PLOVER event type")
    return types


def _list(path: Path, line: int, where: str, words: object) -> frozenset[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(path, getattr(words, "line", line), f"{where} must be a list of words")
    return frozenset(words)
