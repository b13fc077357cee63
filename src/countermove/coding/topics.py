"""How surely an article is of sport, business, weather or other news without politics, by the words it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from countermove.ontology.topics import TopicModel, TopicWords
from countermove.reader.parse import Parse

_LARGEST = 6.0
_DOUBT = 1.0
"""Log odds up to here tell nothing: what people give countermove to read is political more often than not."""

_TELLING = frozenset({"NOUN", "PROPN"})
"""Verbs and adjectives tell less: those of sport and trade are those of war and talks."""

_FEWEST = 60
"""A shorter text's shares are counted as if it had so many words."""

_ENOUGH = 80
"""The words of a longer text count in proportion less: it isn't surer because it is long."""


def apolitical(parse: Parse, skip: Sequence[bool], topics: TopicWords, model: TopicModel) -> float:
    """How far the log odds that an article is without politics are beyond doubt, 0 to ``_LARGEST``."""
    return min(_LARGEST, max(0.0, log_odds_of(telling_words(parse, skip), topics, model) - _DOUBT))


def telling_words(parse: Parse, skip: Sequence[bool]) -> list[str]:
    """The lemmas that tell what an article is about, in lower case, in text order."""
    return [
        word.lemma.lower()
        for sentence in parse.sentences
        if not skip[sentence.number]
        for word in sentence.words
        if word.upos in _TELLING
    ]


def topic_shares(words: Sequence[str], topics: TopicWords) -> Mapping[str, float]:
    """What percentage of the words each list has."""
    found = Counter(topics.topic_of[word] for word in words if word in topics.topic_of)
    return {topic: 100 * count / max(_FEWEST, len(words)) for topic, count in found.items()}


def word_scale(distinct: Sequence[str]) -> float:
    """What each of the distinct words of a text counts."""
    return min(1.0, _ENOUGH / max(1, len(distinct)))


def log_odds_of(words: Sequence[str], topics: TopicWords, model: TopicModel) -> float:
    """The log odds that these words are of an article without politics; the order of the words doesn't matter."""
    if not words:
        return 0.0
    told = sum(model.words[word] for word in sorted(set(words)) if word in model.words)
    return (
        model.bias
        + told
        + sum(model.lists.get(topic, 0.0) * share for topic, share in sorted(topic_shares(words, topics).items()))
    )
