"""From the scores of the names head to names: the best valid sequence of BIO tags (Viterbi), trimmed at both ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from countermove.reader.parse import Name, NameKind, Word

_KINDS = get_args(NameKind)
_NEVER = -1e9
_ARTICLES = frozenset(("the", "a", "an"))


class NameDecoder:
    """Knows the tags of the names head."""

    def __init__(self, tags: Sequence[str]) -> None:
        expected = {"O"} | {f"{part}-{kind}" for part in "BI" for kind in _KINDS}
        if set(tags) != expected or tags[0] != "O" or len(tags) != len(expected):
            raise ValueError(f"the names head should have the tags {sorted(expected)}, O first; it has {list(tags)}")
        self._kinds: list[NameKind | None] = [None if tag == "O" else cast(NameKind, tag[2:]) for tag in tags]
        self._begins = [tag.startswith("B-") for tag in tags]
        self._inside = [tag.startswith("I-") for tag in tags]
        self._transitions = np.zeros((len(tags), len(tags)), np.float32)
        for before, left in enumerate(tags):
            for after, right in enumerate(tags):
                if right.startswith("I-") and left[2:] != right[2:]:
                    self._transitions[before, after] = _NEVER
        self._starts = np.array([_NEVER if inside else 0.0 for inside in self._inside], np.float32)

    def find(self, words: Sequence[Word], best: Sequence[int], scores: NDArray[np.float32]) -> list[Name]:
        """The names of one sentence.

        Args:
            words: the sentence.
            best: the best tag of each word, taken alone.
            scores: log-probabilities, one row a word, one column a tag.
        """
        tags = best if self._valid(best) else self._viterbi(scores)
        names: list[Name] = []
        at = 0
        while at < len(tags):
            if not self._begins[tags[at]]:
                at += 1
                continue
            kind = self._kinds[tags[at]]
            last = at
            while last + 1 < len(tags) and self._inside[tags[last + 1]]:
                last += 1
            name = self._name(words, tags, scores, at, last, cast(NameKind, kind))
            if name is not None:
                names.append(name)
            at = last + 1
        return names

    @staticmethod
    def _name(
        words: Sequence[Word],
        tags: Sequence[int],
        scores: NDArray[np.float32],
        first: int,
        last: int,
        kind: NameKind,
    ) -> Name | None:
        """A name without an article before it and without a possessive or punctuation at its ends.

        Its probability is that of its least certain word, since a name's words are mostly right or wrong together.
        """
        while first < last and (words[first].text in _ARTICLES or words[first].upos == "PUNCT"):
            first += 1
        while first < last and (words[last].xpos == "POS" or _closing_mark(words[last], words[first : last + 1])):
            last -= 1
        if not any(character.isalnum() for word in words[first : last + 1] for character in word.text):
            return None
        least = min(float(scores[place, tags[place]]) for place in range(first, last + 1))
        probability = round(min(1.0, math.exp(least)), 4)
        return Name(words[first].n, words[last].n, words[first].start, words[last].end, kind, probability)

    def _valid(self, tags: Sequence[int]) -> bool:
        before: NameKind | None = None
        for tag in tags:
            if tag:
                if self._inside[tag] and self._kinds[tag] != before:
                    return False
                before = self._kinds[tag]
            else:
                before = None
        return True

    def _viterbi(self, scores: NDArray[np.float32]) -> list[int]:
        total = scores[0] + self._starts
        back: list[NDArray[np.intp]] = []
        for row in scores[1:]:
            paths = total[:, None] + self._transitions
            back.append(paths.argmax(0))
            total = paths.max(0) + row
        tags = [int(total.argmax())]
        for pointers in reversed(back):
            tags.append(int(pointers[tags[-1]]))
        tags.reverse()
        return tags


def _closing_mark(word: Word, name: Sequence[Word]) -> bool:
    """Whether a name's last word is punctuation that doesn't close a bracket opened inside the name."""
    if word.upos != "PUNCT" or word.text[-1].isalnum():
        return False
    return not (word.text == ")" and any(part.text == "(" for part in name))
