"""Words of news without politics, by topic, from ``data/cues/topics.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The topic of each lemma that speaks for one."""

    topic_of: MappingProxyType[str, str]


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
