"""The same words of the same speaker, carried by many articles, are one claim.

Two attributions are compared when they have the same speaker, stand in the same story or near in time, and do the same
(assert, deny, demand ...). They are one claim when their content words agree: by cosine of TF-IDF weights, or because a
quotation of the one stands in the other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from countermove.record.words import DocumentFrequencies, Stems, word_spans
from countermove.schema import Attribution, Reading

_SPACE = re.compile(r"\s+")
_SHORTEST_QUOTATION = 4
_WEIGHT = 100


class Saying(msgspec.Struct, frozen=True, array_like=True):
    """What claims are compared by: who does what, and the weighted stems of the words."""

    speaker_no: int
    cue_class: str
    words: dict[str, int]
    quotation: str


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """When two reports are of one claim."""

    days: int = 4
    """How many days apart two reports of one claim may be published."""
    least: float = 0.6
    """Cosine from which they are one."""


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """The claim that an attribution reports (None: a new one), how alike, and why."""

    claim_no: int | None
    score: float
    reason: str


def content_of(attribution: Attribution, reading: Reading) -> str:
    """The words attributed, on one line; parts are joined by an ellipsis."""
    return " … ".join(_SPACE.sub(" ", reading.text[start:end]).strip() for start, end in attribution.content)


def saying(
    attribution: Attribution, content: str, speaker_no: int, stems: Stems, frequencies: DocumentFrequencies
) -> Saying:
    """What an attribution is compared by."""
    words: dict[str, int] = {}
    for start, end in word_spans(content):
        stem = stems.stem(content[start:end])
        weight = round(_WEIGHT * frequencies.rarity(stem))
        if weight:
            words[stem] = weight
    quotation = " ".join(content[a:b].lower() for a, b in word_spans(content)) if attribution.kind == "direct" else ""
    return Saying(speaker_no, attribution.cue_class, dict(sorted(words.items())), quotation)


LoadDay = Callable[[int | None], Iterable[tuple[int, Saying]]]


class ClaimIndex:
    """Claims in memory by day of publication and speaker; days are loaded when first touched."""

    def __init__(self, load_day: LoadDay, settings: ClaimSettings | None = None) -> None:
        self._load_day = load_day
        self._settings = settings or ClaimSettings()
        self._days: dict[int | None, dict[tuple[int, str], list[tuple[int, Saying]]]] = {}

    def assign(self, said: Saying, day: int | None) -> ClaimChoice:
        """The claim that is most like this; of equals, the earliest."""
        best: tuple[float, int] | None = None
        span = self._settings.days
        for one in [None] if day is None else range(day - span, day + span + 1):
            for number, other in self._day(one).get((said.speaker_no, said.cue_class), ()):
                score = alike(said, other)
                if best is None or (score, -number) > best:
                    best = (score, -number)
        if best is None or best[0] < self._settings.least:
            return ClaimChoice(None, 1.0, "first report")
        reason = "same words" if best[0] == 1.0 else f"same speaker, words {best[0]:.0%} alike"
        return ClaimChoice(-best[1], round(best[0], 3), reason)

    def add(self, claim_no: int, said: Saying, day: int | None) -> None:
        """Keep a report of a claim."""
        self._day(day).setdefault((said.speaker_no, said.cue_class), []).append((claim_no, said))

    def keep(self, first: int, last: int) -> None:
        """Forget the days outside these two; they are loaded again when needed."""
        self._days = {day: block for day, block in self._days.items() if day is None or first <= day <= last}

    def _day(self, day: int | None) -> dict[tuple[int, str], list[tuple[int, Saying]]]:
        if day not in self._days:
            self._days[day] = {}
            for number, said in self._load_day(day):
                self.add(number, said, day)
        return self._days[day]


def alike(left: Saying, right: Saying) -> float:
    """How alike two sayings are, 0 to 1; 1 where the one quotes what the other has."""
    for one, other in ((left, right), (right, left)):
        quotation = one.quotation
        if quotation and quotation.count(" ") >= _SHORTEST_QUOTATION - 1 and f" {quotation} " in f" {other.quotation} ":
            return 1.0
    shared = sum(weight * right.words.get(stem, 0) for stem, weight in left.words.items())
    length = math.sqrt(_square(left.words) * _square(right.words))
    return shared / length if length else 0.0


def _square(words: Mapping[str, int]) -> int:
    return sum(weight * weight for weight in words.values())
