"""What an event is about: PLOVER contexts by cue words of its sentence."""

from __future__ import annotations

from countermove.coding.arguments import lemmas_of
from countermove.ontology.contexts import ContextCues
from countermove.reader.parse import SentenceParse


def contexts_of(sentence: SentenceParse, cues: ContextCues) -> tuple[str, ...]:
    """The contexts whose cues stand in the sentence, in the order of the cue file."""
    found: set[str] = set()
    words = sentence.words
    for place, word in enumerate(words):
        for first in lemmas_of(word):
            for rest, context in cues.by_first.get(first, ()):
                if context in found:
                    continue
                following = words[place + 1 : place + 1 + len(rest)]
                if len(following) == len(rest) and all(
                    wanted in (item.lower, item.lemma) for wanted, item in zip(rest, following, strict=True)
                ):
                    found.add(context)
    return tuple(context for context in cues.order if context in found)
