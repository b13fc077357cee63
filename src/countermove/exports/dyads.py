"""Pairs of one source and one target, for the formats that know no lists of actors."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.exports.view import ReadingView
from countermove.ontology.frames import FrameLexicon
from countermove.ontology.plover import SYMMETRIC_TYPES
from countermove.schema import Entity, Event

Dyad = tuple[Entity | None, Entity | None]


@dataclass(frozen=True, slots=True)
class MutualFrames:
    """Which frames tell what their actors do to one another ("clashed with", "held talks")."""

    mutual: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, frames: FrameLexicon) -> MutualFrames:
        """Those of the lexicon."""
        return cls(
            frozenset(f"frame:{frame.id}" for frame in frames.frames if frame.symmetric),
            frozenset(f"frame:{frame.id}" for frame in frames.frames),
        )

    def hold(self, event: Event) -> bool:
        """Whether the event's actors act on one another.

        Where no frame decided, the type does. "Iran and Iraq fought" is mutual; "students and teachers protested", with
        nobody towards whom, isn't.
        """
        if event.recipient or len(event.actor) < 2:
            return False
        return event.because in self.mutual or (event.because not in self.known and event.event_type in SYMMETRIC_TYPES)


def dyads(view: ReadingView, event: Event, mutual: MutualFrames) -> list[Dyad]:
    """Every actor with every recipient; the parties of a mutual event in both directions; else one party alone.

    An event without parties gives one pair of nobody with nobody.
    """
    actors, recipients = view.entities(event.actor), view.entities(event.recipient)
    others = actors if mutual.hold(event) else recipients
    pairs: list[Dyad] = [(actor, other) for actor in actors for other in others if actor.id != other.id]
    if pairs:
        return pairs
    alone: list[Dyad] = [(actor, None) for actor in actors] or [(None, other) for other in recipients]
    return alone or [(None, None)]
