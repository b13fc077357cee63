"""Reports of the event heads made by hand."""

from typing import get_args

from countermove.reader.parse import Report
from countermove.schema import EventType, Factuality, Tense


def report(event_type: str, probability: float, mode: str = "", roles=None, factuality="CT+", tense="past") -> Report:
    """A word that reports an event of this type with this probability, and certainly nothing else."""
    types = {kind: 0.0 for kind in get_args(EventType)} | {event_type: probability}
    return Report(
        types=types,
        modes={event_type: {mode: 1.0}},
        factuality={value: float(value == factuality) for value in get_args(Factuality)},
        tense={value: float(value == tense) for value in get_args(Tense)},
        roles=roles or {},
    )
