"""How much an article's words are those of sport, business, weather and other news without politics."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.ontology.topics import TopicWords
from countermove.reader.parse import Parse

_TELLING_SHARE = 0.01
"""Share of such words that tells an article without politics; others have next to none of them."""

_LARGEST = 3.0
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


def apolitical(parse: Parse, skip: Sequence[bool], topics: TopicWords) -> float:
    """How many times the telling share of such words an article has, 0 to ``_LARGEST``; a single word tells nothing."""
    words = [word for sentence in parse.sentences if not skip[sentence.number] for word in sentence.words]
    found = sum(word.upos in _CONTENT and word.lemma.lower() in topics.topic_of for word in words)
    return min(_LARGEST, max(0, found - 1) / (_TELLING_SHARE * len(words) + 1))
