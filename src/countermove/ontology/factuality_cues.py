"""Factuality cues: modals, adverbs, adjectives and governing words, and what each makes of an event.

Values are FactBank's (Saurí and Pustejovsky 2009). The file is ``data/cues/factuality.yaml``; its head explains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.schema import Factuality

_VALUES = frozenset(get_args(Factuality))
_LISTS = (
    "future_auxiliaries", "conditional_auxiliaries", "negations", "negative_determiners", "negative_subjects",
    "negative_prepositions", "future_adjectives", "ongoing_adjectives", "past_adjectives", "open_markers",
    "future_markers", "states", "lasting_nouns", "ongoing_markers", "past_time_words", "historical_units",
    "ground_markers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Embedding:
    """What a governing word makes of the event below it, plain and negated.

    ``future`` says that the event lies ahead; ``through`` that the word's own modality and tense are the event's too;
    ``objects`` that nouns are governed the same way as clauses.
    """

    rule: str
    value: Factuality
    negated: Factuality
    future: bool
    through: bool
    objects: bool


@dataclass(frozen=True, slots=True)
class FactualityCues:
    """All factuality cues, by word or lemma in lower case."""

    modals: Mapping[str, Factuality]
    adverbs: Mapping[str, Factuality]
    adjectives: Mapping[str, Factuality]
    embedding: Mapping[str, Embedding]
    future_auxiliaries: frozenset[str]
    conditional_auxiliaries: frozenset[str]
    negations: frozenset[str]
    negative_determiners: frozenset[str]
    negative_subjects: frozenset[str]
    negative_prepositions: frozenset[str]
    future_adjectives: frozenset[str]
    ongoing_adjectives: frozenset[str]
    past_adjectives: frozenset[str]
    open_markers: frozenset[str]
    future_markers: frozenset[str]
    states: frozenset[str]
    lasting_nouns: frozenset[str]
    ongoing_markers: frozenset[str]
    past_time_words: frozenset[str]
    historical_units: frozenset[str]
    ground_markers: frozenset[str]


def load_factuality_cues(path: Path) -> FactualityCues:
    """Read the factuality cues from one YAML file.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict):
        raise LexiconError(path, None, "must be a mapping")
    modals = data.get("modals")
    if not isinstance(modals, LineDict):
        raise LexiconError(path, data.line, "modals must be a mapping of words to values")
    for word, value in modals.items():
        _check_value(path, modals.line, value, f"modal {word!r}")
    return FactualityCues(
        modals=dict(modals),
        adverbs=_by_value(path, data, "adverbs"),
        adjectives=_by_value(path, data, "adjectives"),
        embedding=_embedding(path, data),
        **{key: _words(path, data, key) for key in _LISTS},
    )


def _check_value(path: Path, line: int, value: Any, where: str) -> None:
    if value not in _VALUES:
        raise LexiconError(path, line, f"{where}: {value!r} is no FactBank value")


def _words(path: Path, data: LineDict, key: str) -> frozenset[str]:
    words = data.get(key)
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(path, data.line, f"{key} must be a list of words")
    return frozenset(words)


def _by_value(path: Path, data: LineDict, key: str) -> dict[str, Factuality]:
    groups = data.get(key)
    if not isinstance(groups, LineDict):
        raise LexiconError(path, data.line, f"{key} must be a mapping of values to words")
    result: dict[str, Factuality] = {}
    for value in groups:
        _check_value(path, groups.line, value, key)
        for word in sorted(_words(path, groups, value)):
            if word in result:
                raise LexiconError(path, groups.line, f"{key}: {word!r} has two values")
            result[word] = value  # type: ignore[assignment]
    return result


def _embedding(path: Path, data: LineDict) -> dict[str, Embedding]:
    groups = data.get("embedding")
    if not isinstance(groups, list) or not all(isinstance(group, LineDict) for group in groups):
        raise LexiconError(path, data.line, "embedding must be a list of groups")
    result: dict[str, Embedding] = {}
    for group in groups:
        value: Any = group.get("value")
        negated: Any = group.get("negated")
        _check_value(path, group.line, value, "value")
        _check_value(path, group.line, negated, "negated")
        tense = group.get("tense")
        if tense not in (None, "future"):
            raise LexiconError(path, group.line, f"tense {tense!r} must be future or left out")
        for key in ("through", "objects"):
            if group.get(key) not in (None, "yes", "no"):
                raise LexiconError(path, group.line, f"{key} must be yes or no")
        entry = Embedding(
            f"factuality:{group.get('name')}", value, negated, tense == "future",
            group.get("through") == "yes", group.get("objects") == "yes",
        )  # fmt: skip
        for word in dict.fromkeys(group.get("words") or []):
            if not isinstance(word, str):
                raise LexiconError(path, group.line, f"word {word!r} must be text")
            result.setdefault(word, entry)
    return result
