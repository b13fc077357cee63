"""Silence cues: how a text says that somebody did not respond. The file is ``data/cues/silence.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import LineDict, load_yaml

_MAPPINGS = ("verbs", "needs_object", "states", "nothing")
_LISTS = (
    "needs_preposition", "refusals", "refused", "state_verbs", "nouns", "response_adjectives", "response_measures",
    "negative_words", "absences", "absence_prepositions", "unreachable", "words", "arriving",
    "withheld", "choosing", "broken", "breaking", "observances", "days",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SilenceCues:
    """Words of silence by their part in the sentence; mappings give the prepositions or objects that go with a word.

    ``wordings`` are the fixed words that follow a verb, ``*`` for a possessive.
    """

    verbs: Mapping[str, frozenset[str]]
    needs_object: Mapping[str, frozenset[str]]
    states: Mapping[str, frozenset[str]]
    nothing: Mapping[str, frozenset[str]]
    wordings: Mapping[str, tuple[tuple[str, ...], ...]]
    needs_preposition: frozenset[str]
    refusals: frozenset[str]
    refused: frozenset[str]
    state_verbs: frozenset[str]
    nouns: frozenset[str]
    response_adjectives: frozenset[str]
    response_measures: frozenset[str]
    negative_words: frozenset[str]
    absences: frozenset[str]
    absence_prepositions: frozenset[str]
    unreachable: frozenset[str]
    words: frozenset[str]
    arriving: frozenset[str]
    withheld: frozenset[str]
    choosing: frozenset[str]
    broken: frozenset[str]
    breaking: frozenset[str]
    observances: frozenset[str]
    days: frozenset[str]


def load_silence_cues(path: Path) -> SilenceCues:
    """Read the silence cues from one YAML file.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict):
        raise LexiconError(path, None, "must be a mapping")
    mappings: dict[str, Any] = {key: _mapping(path, data, key) for key in _MAPPINGS}
    lists: dict[str, Any] = {key: _words(path, data.line, key, data.get(key)) for key in _LISTS}
    return SilenceCues(wordings=_wordings(path, data), **mappings, **lists)


def _wordings(path: Path, data: LineDict) -> dict[str, tuple[tuple[str, ...], ...]]:
    wordings = data.get("wordings")
    if not isinstance(wordings, LineDict):
        raise LexiconError(path, data.line, "wordings must be a mapping of verbs to lists of words")
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for verb, phrases in wordings.items():
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) and phrase for phrase in phrases):
            raise LexiconError(path, wordings.line, f"wordings: {verb} must be a list of words")
        found[verb] = tuple(tuple(phrase.split()) for phrase in phrases)
    return found


def _mapping(path: Path, data: LineDict, key: str) -> dict[str, frozenset[str]]:
    mapping = data.get(key)
    if not isinstance(mapping, LineDict):
        raise LexiconError(path, data.line, f"{key} must be a mapping of words to lists")
    return {word: _words(path, mapping.line, f"{key}: {word}", words) for word, words in mapping.items()}


def _words(path: Path, line: int, where: str, words: object) -> frozenset[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(path, line, f"{where} must be a list of words")
    return frozenset(words)
