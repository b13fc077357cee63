"""What the rules of time expressions share: looking at words, and the expression they find."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from countermove.coding.time_values import Anchor
from countermove.ontology.time_words import TimeWords
from countermove.reader.parse import Word
from countermove.schema import TimeType

_YEAR = re.compile(r"(1[0-9]|20)\d\d\Z")
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})


_STARTERS = frozenset(
    "the a an half several few many couple recent some that these those first more less noon midnight years months "
    "weeks decades days centuries".split()
)
_HOLIDAY_STARTERS = frozenset({"christmas", "new", "independence", "halloween", "valentine"})
_LOOKING_AHEAD = frozenset(
    {"plan", "expect", "schedule", "intend", "aim", "hope", "want", "promise", "agree", "set", "due"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: its words, its last place in the sentence, its TIMEX3 type and value."""

    words: Sequence[Word]
    last: int
    type: TimeType
    value: str


class TimeTokens:
    """The words of one sentence as the rules of time expressions see them."""

    def __init__(self, words: Sequence[Word], anchor: date | None, lexicon: TimeWords) -> None:
        self.words = words
        self.lexicon = lexicon
        self.anchor = Anchor(anchor)

    def low(self, place: int) -> str:
        """The lower-cased word at a place, without the dot of an abbreviation; empty beyond the ends."""
        if not 0 <= place < len(self.words):
            return ""
        text = self.words[place].lower
        return text[:-1] if text.endswith(".") and text[:-1] in self.lexicon.months else text

    def _unit(self, place: int) -> str | None:
        text = self.low(place)
        units = self.lexicon.units
        if text in units and text not in ("s", "m"):
            return units[text]
        return (
            units.get(text[:-1])
            if text.endswith("s") and text[:-1] in units
            else ("CE" if text == "centuries" else None)
        )

    def _may_start(self, place: int) -> bool:
        text, lexicon = self.low(place), self.lexicon
        return (
            text[:1].isdigit()
            or text in _STARTERS
            or text in lexicon.months
            or text in lexicon.weekdays
            or text in lexicon.days
            or text in lexicon.seasons
            or text in lexicon.parts_of_day
            or text in lexicon.before
            or text in lexicon.this
            or text in lexicon.after
            or text in lexicon.each
            or text in lexicon.early
            or text in lexicon.middle
            or text in lexicon.late
            or text in lexicon.approximate
            or text in lexicon.sets
            or text in lexicon.references
            or text in lexicon.numbers.units
            or text in lexicon.numbers.tens
            or text in lexicon.numbers.scales
            or text in lexicon.numbers.ordinals
            or self._unit(place) is not None
            or text in _HOLIDAY_STARTERS
        )

    def _found(self, first: int, last: int, kind: TimeType, value: str) -> Found:
        return Found(self.words[first : last + 1], last, kind, value)

    def _future(self, place: int) -> bool:
        """Whether the verb that an expression hangs on looks ahead: will, is to, plans to, an infinitive."""
        word = self.words[place]
        for step in (word, *word.ancestors()):
            if step.upos not in ("VERB", "AUX"):
                continue
            if any(
                child.deprel == "aux" and child.lemma in ("will", "shall", "'ll", "would") for child in step.children
            ):
                return True
            if step.feature("VerbForm") == "Inf" and any(child.lower == "to" for child in step.children):
                return True
            if step.feature("Tense") == "Past" or step.feature("VerbForm") == "Fin":
                return step.lemma in _LOOKING_AHEAD and step.feature("Tense") != "Past"
        return False

    def _qualified(self, place: int) -> tuple[int, str]:
        """Skip "the", "early", "the end of" before a calendar word; return the place after and the modifier's kind."""
        at = place
        if self.low(at) in _DETERMINERS and self._is_part(at + 1):
            at += 1
        if not self._is_part(at):
            return place, ""
        kind = "part"
        at += 1
        if self.low(at) in ("-", "of", "in"):
            at += 1
            if self.low(at) == "the":
                at += 1
        return at, kind

    def _is_part(self, place: int) -> bool:
        text = self.low(place)
        return text in self.lexicon.early or text in self.lexicon.middle or text in self.lexicon.late

    def _month_name(self, place: int) -> bool:
        """Whether a word that spells a month is one here: "may" and "march" are verbs too."""
        word = self.words[place]
        if len(self.low(place)) == 3 and self.low(place) != "may" and not word.text.endswith("."):
            return self.low(place + 1)[:1].isdigit() or self.low(place - 1)[:1].isdigit() or self.low(place + 1) == "."
        if self.low(place) not in ("may", "march"):
            return True
        return word.upos == "PROPN" or (word.text[:1].isupper() and word.upos in ("NOUN", "X"))

    def _year_after(self, place: int) -> tuple[int | None, int]:
        """A year after a month or day: ", 2024" or " 2024" or " of this year"; the last place used."""
        at = place + 1
        if self.low(at) == "," or self.low(at) == "of":
            at += 1
        if _YEAR.match(self.low(at)):
            return int(self.low(at)), at
        if self.low(at) in ("last", "this", "next") and self.low(at + 1) == "year" and self.anchor.day:
            shift = {"last": -1, "this": 0, "next": 1}[self.low(at)]
            return self.anchor.day.year + shift, at + 1
        return None, place
