"""A frame that fits a word, with the parties found, and how sure that alone makes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from countermove.ontology.frames import PARTY_CLASS, Frame
from countermove.reader.parse import Word
from countermove.schema import EventType

WEAK_CONFIDENCE = 0.1
"""Of a match that can only be a further mention."""


@dataclass(slots=True)
class Match:
    """A frame that fits a trigger word, with its parties (words heading mentions) and the reasons."""

    frame: Frame
    trigger: Word
    actors: list[Word]
    recipients: list[Word]
    object: Word | None
    content: list[Word]
    event_type: EventType
    mode: str | None
    notes: list[str] = field(default_factory=list)
    further: list[Word] = field(default_factory=list)
    """Other words that tell the same event: "the shelling killed ten"."""

    misread: bool = False
    """Whether the subject is a pronoun that was taken for the recipient; the actor is then somebody named before."""

    weak: bool = False
    """Whether a party that the frame requires is missing: only good as a further mention of another event."""

    @property
    def light(self) -> bool:
        """Whether the object noun is part of the trigger: "held talks"."""
        return bool(self.frame.object) and self.frame.part_of_speech == "verb" and PARTY_CLASS not in self.frame.object

    @property
    def confidence(self) -> float:
        """A first estimate: the frame's prior, lowered where a party that the frame expects is missing."""
        if self.weak:
            return WEAK_CONFIDENCE
        estimate = self.frame.prior
        if not self.actors:
            estimate *= 0.8
        if not self.recipients and self.frame.recipient and not self.frame.symmetric:
            estimate *= 0.9
        if self.frame.symmetric and len(self.actors) < 2:
            estimate *= 0.9
        return min(0.95, estimate + 0.03 * self.frame.specificity)
