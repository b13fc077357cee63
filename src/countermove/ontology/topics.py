"""News without politics: words by topic (``cues/topics.yaml``), and what each word tells (``apolitical.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml

MODEL_FILE = "apolitical.yaml"


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The topic of each lemma that speaks for one."""

    topic_of: MappingProxyType[str, str]


@dataclass(frozen=True, slots=True)
class TopicModel:
    """A logistic model of articles without politics: weights of words present and of each list's percentage."""

    bias: float
    lists: Mapping[str, float]
    words: Mapping[str, float]


def load_topics(path: Path) -> TopicWords:
    """Load the lists.

    Raises:
        LexiconError: a list is empty, or a word isn't a single lower-case word or stands in two lists.
    """
    data: Any = load_yaml(path)
    found: dict[str, str] = {}
    for topic, words in data.items():
        if not isinstance(words, list) or not words:
            raise LexiconError(path, data.line, f"{topic}: must be a list of words")
        for word in words:
            if not isinstance(word, str) or word != word.lower() or " " in word:
                raise LexiconError(path, data.line, f"{topic}: {word!r} is no single lower-case word")
            if found.setdefault(word, topic) != topic:
                raise LexiconError(path, data.line, f"{word!r} stands under {found[word]} and {topic}")
    return TopicWords(MappingProxyType(found))


def load_topic_model(path: Path) -> TopicModel:
    """Load the weights.

    Raises:
        LexiconError: a part is missing or unknown, or a weight is no number.
    """
    data: Any = load_yaml(path)
    if not isinstance(data, dict) or set(data) != {"bias", "lists", "words"}:
        raise LexiconError(path, getattr(data, "line", 1), "must give bias, lists and words, no more")
    weights = {"bias": data["bias"], **data["lists"], **data["words"]}
    wrong = next((name for name, value in weights.items() if not isinstance(value, int | float)), None)
    if wrong is not None:
        raise LexiconError(path, getattr(data, "line", 1), f"{wrong}: {weights[wrong]!r} is no number")
    return TopicModel(float(data["bias"]), MappingProxyType(dict(data["lists"])), MappingProxyType(dict(data["words"])))
