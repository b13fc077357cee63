"""Which events of a reading are exported."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.schema import Event, Reading

_REAL = frozenset({"CT+", "PR+"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for: only events told as certain or probable (``real``), and a least confidence (0 to 1)."""

    real: bool = False
    min_confidence: float = 0.0

    def events(self, reading: Reading) -> list[Event]:
        """The events asked for, in text order."""
        return [
            event
            for event in reading.events
            if event.confidence >= self.min_confidence and (event.factuality in _REAL or not self.real)
        ]


def happened(event: Event) -> bool:
    """Whether the article tells the event as something that certainly or probably took place, not as yet to come.

    Formats without a field for negation, doubt or future hold such events only: a row there says that it happened.
    """
    return event.factuality in _REAL and "future" not in event.auxiliary
