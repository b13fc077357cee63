"""Whether an act sides with a move or against it, and whom it supports."""

from __future__ import annotations

from countermove.response.answer import Direction, Party
from countermove.response.forms import Forms
from countermove.response.told import Told

_CONFLICT = ("verbal_conflict", "material_conflict")
_OPPOSITE: dict[Direction, Direction] = {"for": "against", "against": "for", "neutral": "neutral"}


def direction(move: Told, act: Told, forms: Forms) -> Direction:
    """The direction of an act towards a move.

    What is aimed at the target of a hostile move sides against the move where it helps, with it where it hurts; else
    the stance of the act's type holds. A denial is against what it denies.
    """
    if act.act.event_type is None:
        return "against" if act.cue_class in ("deny", "accuse") else "neutral"
    stance = forms.kind(act.act.event_type, act.act.mode).stance
    at_mover = not act.recipient_keys.isdisjoint(move.actor_keys)
    at_target = not act.recipient_keys.isdisjoint(move.recipient_keys)
    if at_target and not at_mover and move.act.form in _CONFLICT:
        return _OPPOSITE[stance]
    return stance


def supported(move: Told, act: Told, facing: Direction) -> Party | None:
    """The target of the move that an act helps; None where it helps nobody else."""
    if facing != "against" or act.act.form in _CONFLICT:
        return None
    helped = [party for party in act.act.recipients if party.key in move.recipient_keys]
    return helped[0] if helped and helped[0] not in act.act.parties else None
