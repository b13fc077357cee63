"""Acts as the record tells them: every report with its characters, beside the act itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from countermove.response.answer import Act, Evidence, Party

Characters = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Report:
    """One article's telling of an act.

    ``trigger`` are the characters of the words that tell it (of a claim, the cue), ``content`` those of what is said
    in a claim, ``sentence`` those around the trigger, ``paragraph`` the words of all around it. ``polarity``: happened,
    denied, or open (told as planned only). ``inside``: items of the events told in the content of a claim.
    """

    article_no: int
    article_id: str
    item: str
    trigger: Characters
    sentence: Characters
    content: tuple[Characters, ...]
    inside: frozenset[str]
    polarity: str
    words: str
    sentence_words: str
    paragraph: str
    publisher: str | None
    url: str | None

    def evidence(self, span: Characters, words: str, reason: str) -> Evidence:
        """Characters of this report's article as evidence."""
        return Evidence(self.article_id, *span, words, reason, self.publisher, self.url)


@dataclass(frozen=True, slots=True)
class Told:
    """An act with what links to it are told by.

    ``stems`` are stems of the words around it with their rarity, ``paragraph_stems`` those of its paragraphs;
    ``stories`` are numbers of its articles' stories; ``cue_class`` is what the speaker of a claim does; ``narrated``:
    the speaker is a witness, a journalist or an expert. ``counterparts`` are states and bodies that the texts name most
    beside those who do it, where it is told without any at which it is aimed.
    """

    act: Act
    number: int
    reports: tuple[Report, ...]
    stories: frozenset[int]
    contexts: frozenset[str]
    confidence: float
    cue_class: str | None
    narrated: bool
    stems: Mapping[str, float]
    paragraph_stems: Mapping[str, float]
    last_day: date | None
    counterparts: tuple[Party, ...] = ()

    @property
    def actor_keys(self) -> frozenset[str]:
        """Keys of those who do it."""
        return frozenset(party.key for party in self.act.parties)

    @property
    def recipient_keys(self) -> frozenset[str]:
        """Keys of those it is aimed at."""
        return frozenset(party.key for party in self.act.recipients)
