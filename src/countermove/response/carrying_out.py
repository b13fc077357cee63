"""Acts that carry out what was announced before: two acts, linked."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.response.forms import Forms
from countermove.response.told import Told

_LEAST_SHARED = 0.08


def announcements(acts: Sequence[Told], all_acts: Sequence[Told], forms: Forms) -> dict[str, str]:
    """For acts that carry something out, the id of the earlier announcement.

    It is one of the same party, of a kind that such an act carries out, not later, towards the same or in like words.
    """
    found: dict[str, str] = {}
    by_doer: dict[str, dict[str, Told]] = {}
    for one in all_acts:
        for key in one.actor_keys:
            by_doer.setdefault(key, {})[one.act.act_id] = one
    for act in acts:
        own = {name: one for key in sorted(act.actor_keys) for name, one in by_doer.get(key, {}).items()}
        fitting = [one for one in own.values() if one is not act and _announces(one, act, forms)]
        if fitting:
            best = max(fitting, key=lambda one: (_shared(one, act), one.act.act_id))
            found[act.act.act_id] = best.act.act_id
    return found


def _announces(announced: Told, act: Told, forms: Forms) -> bool:
    if act.act.announced or not forms.carries_out(announced.act, act.act):
        return False
    if announced.act.day is not None and act.act.day is not None and announced.act.day > act.act.day:
        return False
    return not announced.recipient_keys.isdisjoint(act.recipient_keys) or _shared(announced, act) >= _LEAST_SHARED


def _shared(left: Told, right: Told) -> float:
    """How much of the rarity of the words of both they share, 0 to 1."""
    both = sum(weight for stem, weight in left.stems.items() if stem in right.stems)
    total = sum(left.stems.values()) + sum(right.stems.values()) - both
    return both / total if total else 0.0
