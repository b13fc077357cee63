"""Numbers with what they count: value or bounds, unit, and the kind of casualty where they count one.

Bounds and open plurals ("dozens" is 24 or more) follow the project's codebook. Ages, dates, ordinals, scores, labels
("Article 5") and phone numbers are not quantities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.coding.draft import QuantityDraft, TimeDraft
from countermove.coding.numerals import Numeral, numeral_at
from countermove.ontology.quantity_words import Bound, QuantityWords
from countermove.reader.parse import Parse, Word
from countermove.schema import Casualty

_LONGEST_PHRASE = 5
_HYPHENS = frozenset("-–—‐‑")
_MODIFIERS = frozenset({"amod", "compound", "nummod", "nmod:desc", "flat", "punct", "advmod", "det", "obl:unmarked"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class _Amount:
    """A numeral or range: places of its first and last word, its bounds, and whether it is an open plural."""

    first: int
    last: int
    low: float | int | None
    high: float | int | None


def find_quantities(
    parse: Parse, skip: Sequence[bool], times: Sequence[TimeDraft], lexicon: QuantityWords
) -> list[QuantityDraft]:
    """Return the quantities of an article in text order; words inside time expressions are left to those."""
    taken = {number for time in times for number in range(time.first, time.last + 1)}
    found: list[QuantityDraft] = []
    for sentence, skipped in zip(parse.sentences, skip, strict=True):
        if not skipped:
            found.extend(_SentenceQuantities(sentence.words, taken, lexicon).found())
    return found


class _SentenceQuantities:
    def __init__(self, words: Sequence[Word], taken: set[int], lexicon: QuantityWords) -> None:
        self.words = words
        self.taken = taken
        self.lexicon = lexicon

    def low(self, place: int) -> str:
        return self.words[place].lower if 0 <= place < len(self.words) else ""

    def found(self) -> list[QuantityDraft]:
        drafts = []
        at = 0
        while at < len(self.words):
            amount = self._amount(at) if self._may_start(at) else None
            if amount is None:
                at += 1
                continue
            draft = self._quantity(amount)
            if draft is not None:
                drafts.append(draft)
            at = amount.last + 1
        return drafts

    def _may_start(self, place: int) -> bool:
        word = self.words[place]
        if word.n in self.taken:
            return False
        numbers = self.lexicon.numbers
        low = word.lower
        return (
            low[:1].isdigit()
            or low in numbers.units
            or low in numbers.tens
            or low in numbers.plurals
            or (low in ("tens", "a", "an", "between") and place + 1 < len(self.words))
            or low in numbers.scales
        )

    # --- the number -------------------------------------------------------------------------------------------

    def _amount(self, place: int) -> _Amount | None:
        plurals = self.lexicon.numbers.plurals
        for length in (3, 1):
            phrase = " ".join(self.low(at) for at in range(place, place + length))
            if phrase in plurals and self.words[place].upos != "VERB":
                return _Amount(place, place + length - 1, plurals[phrase], None)
        if self.low(place) == "between":
            return self._range(place, place + 1, "and")
        numeral = self._numeral(place)
        if numeral is None:
            return None
        ranged = self._range(place, place, "to") or self._hyphenated(numeral)
        return ranged or _Amount(numeral.first, numeral.last, numeral.value, numeral.value)

    def _numeral(self, place: int) -> Numeral | None:
        numeral = numeral_at(self.words, place, self.lexicon.numbers)
        if numeral is None or any(word.n in self.taken for word in self.words[numeral.first : numeral.last + 1]):
            return None
        return numeral

    def _range(self, first: int, start: int, joint: str) -> _Amount | None:
        low = self._numeral(start)
        if low is None or self.low(low.last + 1) != joint:
            return None
        high = self._numeral(low.last + 2)
        if high is None or high.value < low.value or not self._same_unit(low, high, joint):
            return None
        first = first - 1 if joint == "to" and self.low(first - 1) == "from" else first
        return _Amount(first, high.last, self._scaled(low, high), high.value)

    def _same_unit(self, low: Numeral, high: Numeral, joint: str) -> bool:
        """ "from 9 to 10" changes; "9 to 10 people" is a range: there a noun follows."""
        if joint == "and":
            return True
        after = self.words[high.last + 1] if high.last + 1 < len(self.words) else None
        return after is not None and (after.upos in ("NOUN", "ADJ", "PROPN", "SYM") or after.lower == "%")

    def _hyphenated(self, low: Numeral) -> _Amount | None:
        if self.low(low.last + 1) not in _HYPHENS:
            return None
        high = self._numeral(low.last + 2)
        if high is None or high.value <= low.value or not self._same_unit(low, high, "to"):
            return None
        return _Amount(low.first, high.last, self._scaled(low, high), high.value)

    def _scaled(self, low: Numeral, high: Numeral) -> float | int:
        """ "10 to 12 million": the scale of the second number holds for the first."""
        scales = self.lexicon.numbers.scales
        scale = scales.get(self.low(high.last), 1) if high.last > high.first else 1
        if scale >= 1000 and self.low(low.last) not in scales and low.value < 1000:
            return low.value * scale
        return low.value

    # --- what it counts ---------------------------------------------------------------------------------------

    def _quantity(self, amount: _Amount) -> QuantityDraft | None:
        last_word = self.words[amount.last]
        if self._is_label(amount) or self._is_score_or_phone(amount):
            return None
        first, bound = self._bound_before(amount.first)
        sign_place = self._sign_place(amount.first)
        if sign_place is not None:
            sign = self.lexicon.currency_signs["".join(self.low(at) for at in range(sign_place, amount.first))]
            first, bound = self._bound_before(sign_place)
            return self._draft(amount, first, amount.last, bound, sign, None)
        after = self.words[amount.last + 1] if amount.last + 1 < len(self.words) else None
        if after is not None and self._is_percent(amount.last + 1):
            end = amount.last + (2 if self.low(amount.last + 1) == "per" else 1)
            return self._draft(amount, first, end, bound, "percent", self._counted(last_word))
        noun = self._counted(last_word)
        if noun is None:
            return self._bare(amount, first, bound)
        if noun.lemma in self.lexicon.currency_words:
            return self._draft(amount, first, noun.i, bound, self.lexicon.currency_words[noun.lemma], None)
        if noun.lemma in self.lexicon.not_counted or noun.n in self.taken or self.low(amount.last + 1) in _HYPHENS:
            return None
        if amount.high == 0 and noun.lemma not in self.lexicon.people:
            return None  # "zero reaction" says that there is none
        if amount.low == amount.high == 1 and self.low(amount.first) == "one" and noun.lemma not in self.lexicon.people:
            return None
        return self._draft(amount, first, max(noun.i, amount.last), bound, self._unit(noun), noun)

    def _sign_place(self, place: int) -> int | None:
        """The place of a currency sign before a number; "US $" counts as one sign."""
        if self.low(place - 1) not in self.lexicon.currency_signs or place == 0:
            return None
        before = self.low(place - 1)
        if before == "p" or (before in ("rs", "sh", "rm") and not self.words[place - 1].text[:1].isupper()):
            return None
        joined = place >= 2 and self.low(place - 2) + before in self.lexicon.currency_signs
        return place - 2 if joined and self.words[place - 2].end == self.words[place - 1].start else place - 1

    def _is_percent(self, place: int) -> bool:
        return (
            self.low(place) in self.lexicon.percent
            or f"{self.low(place)} {self.low(place + 1)}" in self.lexicon.percent
        )

    def _is_label(self, amount: _Amount) -> bool:
        before = self.low(amount.first - 1)
        if before.rstrip(".") in self.lexicon.labels or before in ("#", "/", "+", ":"):
            return True
        if before == "in" and amount.first >= 2 and numeral_at(self.words, amount.first - 2, self.lexicon.numbers):
            # A share: "one in five children"; but "killed 5 in 3 attacks" counts attacks.
            return self.words[amount.first - 2].deprel.startswith("nsubj")
        word = self.words[amount.first]
        return word.deprel in ("flat", "list") and word.upos in ("NUM", "PROPN") and word.head is not None

    def _is_score_or_phone(self, amount: _Amount) -> bool:
        after = self.low(amount.last + 1)
        if after in (":", "/") and self.low(amount.last + 2)[:1].isdigit():
            return True
        text = self.words[amount.first].text
        if text.isdigit() and len(text) > 1 and text[0] == "0":
            return True
        return after in _HYPHENS and self.low(amount.last + 2)[:1].isdigit() and amount.low == amount.high

    def _bound_before(self, place: int) -> tuple[int, Bound | None]:
        """The first place of a bounding phrase that ends before a place, and what it bounds."""
        for length in range(_LONGEST_PHRASE, 0, -1):
            if place - length < 0:
                continue
            phrase = tuple(self.low(at) for at in range(place - length, place))
            bound = self.lexicon.before.get(phrase)
            if bound is not None:
                return place - length, bound
        return place, None

    def _counted(self, word: Word) -> Word | None:
        """The noun that a numeral counts: its head, or the noun after "of"."""
        last, word = word, _first_of_range(word)
        head = word.head
        if word.deprel in ("nummod", "amod", "det", "advmod", "compound") and head is not None and head.upos in _NOUNS:
            return head if head.n > last.n else None
        of = next(
            (
                child
                for child in word.children
                if child.deprel == "nmod"
                and child.upos in _NOUNS
                and (case := child.child("case"))
                and case.lower == "of"
            ),
            None,
        )
        if of is not None and not of.child("det"):
            return of
        if head is not None and word.deprel == "nummod" and head.deprel == "nummod" and head.head is not None:
            return head.head if head.head.upos in _NOUNS and head.head.n > word.n else None
        return None

    def _unit(self, noun: Word) -> str:
        """The counted noun, with the noun compounded to it: "asylum seekers"."""
        words = [
            child for child in noun.children if child.deprel == "compound" and child.upos == "NOUN" and child.n < noun.n
        ]
        start = words[0].start if words and words[-1].n == noun.n - 1 and len(words) == 1 else noun.start
        offset = noun.start - start
        return (words[0].text + " " + noun.text if offset else noun.text).lower()

    def _bare(self, amount: _Amount, first: int, bound: Bound | None) -> QuantityDraft | None:
        """A number without a noun: people, where something happens to them or where they act."""
        word = self.words[amount.last]
        if word.head is None or word.deprel not in ("nsubj", "nsubj:pass", "obj", "conj", "nmod", "obl"):
            return None
        after = self.low(amount.last + 1)
        end = amount.last + 1 if after in ("more", "others", "dead") else amount.last
        casualty = self._casualty(word, None)
        if casualty is not None:
            return self._draft(amount, first, end, bound, "people", word, casualty)
        if amount.high is None and word.deprel.startswith("nsubj"):
            return self._draft(amount, first, end, bound, "people", word)
        return None

    def _casualty(self, word: Word, noun: Word | None) -> Casualty | None:
        """What happened to those counted: from the verb they undergo, or the noun that names them ("12 dead")."""
        table = self.lexicon.casualties
        at = noun if noun is not None and noun.head is not word else word  # "thousands of villagers fled": the number
        if at.lemma in table and at.upos != "VERB":
            return table[at.lemma]
        for child in at.children:
            if child.deprel in ("acl", "acl:relcl", "amod") and child.lemma in table:
                return table[child.lemma]
        while at.deprel == "conj" and at.head is not None and at.head.upos in (*_NOUNS, "NUM"):
            at = at.head
        head = at.head
        if head is None or head.lemma not in table or head.upos not in ("VERB", "ADJ"):
            if head is not None and head.upos == "NOUN" and at.deprel == "nmod" and head.lemma in table:
                case = at.child("case")
                return table[head.lemma] if case is not None and case.lower in ("of", "to") else None
            return None
        if at.deprel in ("obj", "nsubj:pass"):
            return table[head.lemma]
        passive = any(child.deprel == "nsubj" for child in head.children) and head.lemma in self.lexicon.intransitive
        return table[head.lemma] if at.deprel == "nsubj" and (passive or head.upos == "ADJ") else None

    def _draft(
        self,
        amount: _Amount,
        first: int,
        last: int,
        bound: Bound | None,
        unit: str,
        noun: Word | None,
        casualty: Casualty | None = None,
    ) -> QuantityDraft | None:
        low, high = amount.low, amount.high
        after = self.lexicon.after.get(
            (self.low(amount.last + 1), self.low(amount.last + 2))
        ) or self.lexicon.after.get((self.low(amount.last + 1),))
        bound = after or bound
        if low == high and bound == "low":
            high = None
        elif low == high and bound == "high":
            low = None
        start, end = self.words[first], self.words[last]
        if noun is not None and casualty is None:
            casualty = self._casualty(self.words[amount.last], noun)
        counted = noun.n if noun is not None else None
        return QuantityDraft(start.n, end.n, start.start, end.end, low, high, unit, counted, casualty)


def _first_of_range(word: Word) -> Word:
    """The number that a range hangs on: "10" in "10 and 12 boats" or "10 to 12 boats"; other words are themselves."""
    while word.head is not None and word.upos == "NUM" and word.head.upos == "NUM" and word.head.n < word.n:
        if word.deprel not in ("conj", "nmod", "obl", "nummod", "compound"):
            break
        word = word.head
    return word
