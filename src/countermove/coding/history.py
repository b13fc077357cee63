"""Whether a clause speaks of what happened more than a year before publication."""

from __future__ import annotations

from countermove.ontology.factuality_cues import FactualityCues
from countermove.reader.parse import Word

_TIME_RELATIONS = frozenset(
    {"obl", "obl:unmarked", "obl:tmod", "nmod", "nmod:unmarked", "nmod:tmod", "nummod", "advmod", "compound"}
)
_ENDS_LATER = frozenset({"since", "until", "by", "from"})
_DEPTH = 3


def is_historical(word: Word, published: str, cues: FactualityCues) -> bool:
    """Whether a year or "decades ago" in the event's own clause puts it more than a year before ``published``."""
    try:
        year = int(published[:4])
    except ValueError:
        return False
    level = [word]
    if word.upos == "NOUN" and word.head is not None and word.head.upos == "VERB":
        level.append(word.head)
    for _ in range(_DEPTH):
        following: list[Word] = []
        for current in level:
            for child in current.children:
                if child.deprel in _TIME_RELATIONS and not _lasts(child):
                    if _long_ago(child, year, cues):
                        return True
                    following.append(child)
        level = following
    return False


def _lasts(word: Word) -> bool:
    return any(child.deprel == "case" and child.lower in _ENDS_LATER for child in word.children)


def _long_ago(word: Word, year: int, cues: FactualityCues) -> bool:
    text = word.text
    if len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2200:
        return int(text) < year - 1
    if word.lower in cues.historical_units:
        following = word.sentence.words[word.i + 1 : word.i + 3]
        return any(item.lower in ("ago", "earlier", "before") for item in following)
    return False
