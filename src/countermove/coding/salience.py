"""Whom a pronoun or a bare description can mean: what was mentioned before, the likeliest first.

A plain version of the salience weighting of Lappin and Leass (1994): recency by sentences, a bonus for subjects, none
for possessors; a pronoun outside a quotation looks outside quotations first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from countermove.coding.mentions import Candidate, Referent
from countermove.coding.noun_phrases import governing_role
from countermove.coding.quotes import Quote
from countermove.reader.parse import SentenceParse, Word

_LOOK_BACK = 80
"""Mentions looked at, at most."""
_SENTENCES_BACK = 3
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_SENTENCE_WEIGHT = 3.0
_SUBJECT_BONUS = 2.5
_OBJECT_BONUS = 1.0
_MAIN_CLAUSE_BONUS = 0.7
_NAME_BONUS = 0.4
_QUOTED_PENALTY = 4.0
_REPEATED_BONUS = 0.3
_DISTANCE = 0.02
_NEAR = 3


class Trail:
    """The mentions passed so far, in text order, and which words stand inside quotations."""

    def __init__(self, quotes: Sequence[Quote], names: Sequence[Candidate] = ()) -> None:
        self._mentions: list[Candidate] = []
        self._names: dict[int, list[Candidate]] = {}
        for name in names:
            self._names.setdefault(name.head.sentence.number, []).append(name)
        self._quotes = quotes
        self._at = 0

    def pass_by(self, candidate: Candidate) -> None:
        """Note a linked mention."""
        self._mentions.append(candidate)

    def quote_of(self, start: int) -> int | None:
        """The number of the quotation around this character; characters must be asked for in text order roughly."""
        while self._at > 0 and self._quotes[self._at - 1].start > start:
            self._at -= 1
        while self._at < len(self._quotes) and self._quotes[self._at].end <= start:
            self._at += 1
        if self._at < len(self._quotes) and self._quotes[self._at].start <= start:
            return self._at
        return None

    def best(self, pronoun: Word, fits: Callable[[Referent], bool], least: float) -> Referent | None:
        """The likeliest referent before the pronoun that fits, if its weight reaches ``least``."""
        best: Referent | None = None
        best_weight = least
        excluded = self._named_below(pronoun)
        own_quote = self.quote_of(pronoun.start)
        for mention in reversed(self._mentions[-_LOOK_BACK:]):
            referent = mention.referent
            back = pronoun.sentence.number - mention.head.sentence.number
            if back > _SENTENCES_BACK:
                break
            if referent is None or referent is best or mention.head.n >= pronoun.n or not fits(referent):
                continue
            if any(referent is other for other in excluded):
                continue
            if back == 0 and _same_clause(pronoun, mention.head):
                continue
            weight = self._weight(mention, back, pronoun, own_quote)
            if weight > best_weight:
                best, best_weight = referent, weight
        return best

    def _named_below(self, subject: Word) -> list[Referent]:
        """Whom the same sentence names after a subject: the subject is somebody else ("he warned Smith")."""
        if subject.deprel not in _SUBJECTS:
            return []
        names = self._names.get(subject.sentence.number, ())
        return [
            name.referent
            for name in names
            if name.referent is not None and name.head.n > subject.n and _near_below(name.head, subject.head)
        ]

    def latest(self, fits: Callable[[Referent], bool]) -> Referent | None:
        """The referent mentioned last that fits, however far back."""
        for mention in reversed(self._mentions):
            if mention.referent is not None and fits(mention.referent):
                return mention.referent
        return None

    def quoted_in(self, sentence: SentenceParse) -> list[Referent]:
        """The referents named or described inside quotations of a sentence so far."""
        found = []
        for mention in reversed(self._mentions[-_LOOK_BACK:]):
            if mention.head.sentence is not sentence:
                break
            if mention.form == "pronoun" or mention.referent is None:
                continue
            if self.quote_of(mention.start) is not None:
                found.append(mention.referent)
        return found

    def latest_speaker(self, sentence: int, speech: frozenset[str]) -> Referent | None:
        """The subject of the last verb of speech, at most two sentences before this sentence number."""
        for mention in reversed(self._mentions[-_LOOK_BACK:]):
            if sentence - mention.head.sentence.number > 2:
                return None
            verb = mention.head.head
            if mention.head.deprel == "nsubj" and verb is not None and verb.lemma.lower() in speech:
                return mention.referent
        return None

    def _weight(self, mention: Candidate, back: int, pronoun: Word, own_quote: int | None) -> float:
        role = governing_role(mention.head)
        weight = 10.0 - _SENTENCE_WEIGHT * back
        if role in _SUBJECTS:
            weight += _SUBJECT_BONUS
            clause = mention.head.head
            if clause is not None and (clause.head is None or clause.deprel in ("conj", "parataxis")):
                weight += _MAIN_CLAUSE_BONUS
        elif role in ("obj", "iobj", "obl:agent"):
            weight += _OBJECT_BONUS
        elif role in ("amod", "compound", "nmod:desc"):
            weight -= _SUBJECT_BONUS
        if mention.form == "name":
            weight += _NAME_BONUS
        if self.quote_of(mention.start) != own_quote:
            weight -= _QUOTED_PENALTY if own_quote is None else _OBJECT_BONUS
        if mention.referent is not None and len(mention.referent.mentions) > 2:
            weight += _REPEATED_BONUS
        return weight - _DISTANCE * min(pronoun.n - mention.head.n, 60)


def _near_below(word: Word, verb: Word | None) -> bool:
    """Whether the verb stands a few steps above the word: farther down a name may well be repeated."""
    for steps, ancestor in enumerate(word.ancestors()):
        if ancestor is verb:
            return True
        if steps == _NEAR:
            break
    return False


def _same_clause(pronoun: Word, other: Word) -> bool:
    """Whether two words depend on one verb, so that a plain pronoun can't mean the other ("she met her")."""
    return pronoun.deprel != "nmod:poss" and pronoun.head is not None and other.head is pronoun.head
