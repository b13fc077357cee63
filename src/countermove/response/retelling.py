"""Events of the record that tell a move once more, in other words than the merging of reports knows as the same.

An article that comes days later often calls a move by another name ("the shootings", "the crackdown"). For the text
that links an answer to the move, these are mentions of it; the record itself keeps them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from countermove.response.answer import Party
from countermove.response.parties import Parties
from countermove.response.told import Told

_APART = 1
"""Days between a move and an event that tells it again, at most, where the text gives both."""
_IN_SENTENCE = 2
_LATE = 30
"""The same where the later of them has only the day of publication."""


def with_retellings(move: Told, acts: Sequence[Told]) -> tuple[Told, frozenset[str]]:
    """The move with the reports of the events that tell it again, and their ids."""
    again = [act for act in acts if not act.act.is_claim and retells(move, act)]
    if not again:
        return move, frozenset()
    reports = [*move.reports, *(report for act in again for report in act.reports)]
    first = min(
        (one for one in (move, *again) if one.act.day is not None),
        key=lambda one: (one.act.day, one.act.day_inferred),
        default=move,
    )
    told = replace(move.act, day=first.act.day, day_inferred=first.act.day_inferred)
    return replace(move, act=told, reports=tuple(reports)), frozenset(act.act.act_id for act in again)


def retells(move: Told, act: Told) -> bool:
    """Whether an event is the same as the move: same kind, by the same or nobody named, to the same or nobody named."""
    if act.act.form != move.act.form or act.act.announced != move.act.announced or not _same_days(move, act):
        return False
    by_mover = bool(act.actor_keys) and act.actor_keys <= move.actor_keys
    if act.actor_keys and not by_mover:
        return False
    same_target = not act.recipient_keys.isdisjoint(move.recipient_keys)
    named, others = _named(move.act.recipients), _named(act.act.recipients)
    other_target = bool(named) and bool(others) and named.isdisjoint(others)
    same_type = act.act.event_type == move.act.event_type
    if other_target:
        return False
    return (same_type and (by_mover or same_target)) or (by_mover and same_target)


def _named(parties: Sequence[Party]) -> frozenset[str]:
    """Keys of the states and bodies among parties, and of the states of voices."""
    keys = (party.country if party.kind == "voice" else party.key for party in parties)
    return frozenset(key for key in keys if key is not None)


def with_counterparts(move: Told, parties: Parties) -> Told:
    """The move with whom the texts name most beside its movers, where it is aimed at no state or body."""
    if _named(move.act.recipients):
        return move
    counts: Counter[Party] = Counter()
    for report in move.reports:
        for weight, text in ((_IN_SENTENCE, report.sentence_words), (1, report.paragraph)):
            for party in parties.named_in(text):
                counts[party] += weight
    others = [party for party in counts if party.key not in move.actor_keys]
    others.sort(key=lambda party: (-counts[party], party.key))
    return replace(move, counterparts=tuple(others[:1]))


def _same_days(move: Told, act: Told) -> bool:
    if move.act.day is None or act.act.day is None:
        return True
    days = (act.act.day - move.act.day).days
    late = act.act.day_inferred if days > 0 else move.act.day_inferred
    return abs(days) <= (_LATE if late else _APART)
