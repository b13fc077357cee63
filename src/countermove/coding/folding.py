"""PLOVER's folding: an act that is only announced or expected of oneself is coded as the announcement.

A future AID, COOPERATE, CONSULT or SUPPORT is AGREE, a future RETREAT is CONCEDE, a future SANCTION, COERCE, ASSAULT or PROTEST
by the one who acts is THREATEN. Which type becomes which stands in ``data/plover.yaml``. Tense and factuality come from the
factuality coder, which runs before.
"""

from __future__ import annotations

from countermove.coding.draft import EventDraft
from countermove.ontology.plover import Plover
from countermove.reader.parse import Parse

_REAL = frozenset({"CT+", "PR+"})


def fold_events(parse: Parse, events: list[EventDraft], plover: Plover) -> list[EventDraft]:
    """Retype future acts in place and return the same list, in text order.

    The statement of a future act is itself made in the past, which is the tense of the folded event.
    """
    for draft in events:
        if draft.tense != "future" or draft.factuality not in _REAL or not draft.actors:
            continue
        planned = plover.folding.planned.get(draft.event_type)
        if planned is None or planned == draft.event_type:
            continue
        threatened = plover.folding.threatened
        mode = None
        if planned == "THREATEN":
            mode = threatened.get(f"{draft.event_type} {draft.mode}", threatened.get(draft.event_type))
        draft.notes.append(f"{draft.event_type} is future: {planned}")
        draft.event_type, draft.mode = planned, mode
        draft.tense = "past"
        draft.auxiliary = tuple(item for item in draft.auxiliary if item != "future")
    return events
