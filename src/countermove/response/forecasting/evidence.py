"""The past acts behind an estimate, and the kinds of act within a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from countermove.response.forecasting.daily import Pair
from countermove.response.forecasting.forecast import QUADS, TypeShare
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.source import ActSource

Place = tuple[Pair, str, date]
"""Acts of a pair and class on one day."""
_LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class NamedActs:
    """Acts of one place: how many, their types (with modes), some ids."""

    acts: int
    what: tuple[str, ...]
    ids: tuple[str, ...]


def named_acts(source: ActSource, places: Sequence[Place], settings: ForecastSettings) -> dict[Place, NamedActs]:
    """The acts of some places."""
    wanted = sorted(set(places))
    if not wanted:
        return {}
    rows = source.rows(
        "select w.number, list_sort(list({'t': event_type, 'm': coalesce(mode, ''), 'i': event_id})) from acts a join "
        "(select unnest(?::varchar[]) as actor_key, unnest(?::varchar[]) as recipient_key, unnest(?::varchar[]) as "
        "quad, unnest(?::date[]) as day, unnest(?::integer[]) as number) w on w.actor_key = a.actor_key and "
        "w.recipient_key = a.recipient_key and w.quad = a.quad and w.day = a.day group by w.number",
        [
            [pair[0] for pair, _, _ in wanted],
            [pair[1] for pair, _, _ in wanted],
            [quad for _, quad, _ in wanted],
            [day for _, _, day in wanted],
            list(range(len(wanted))),
        ],
    )
    return {wanted[int(number)]: _named(found, settings) for number, found in rows}


def _named(found: list[dict[str, Any]], settings: ForecastSettings) -> NamedActs:
    kinds = dict.fromkeys(f"{one['t']} {one['m']}".strip() for one in found)
    return NamedActs(len(found), tuple(kinds), tuple(str(one["i"]) for one in found[: settings.most_named]))


@dataclass(frozen=True, slots=True)
class TypeHistory:
    """Decayed weights and counts of types by pair and class, and shares of types over all parties by class."""

    own: Mapping[tuple[Pair, str], Mapping[str, tuple[float, int]]]
    general: Mapping[str, Mapping[str, float]]
    prior: float

    def shares(self, pair: Pair, quad: str) -> tuple[TypeShare, ...]:
        """The types likely within a class, likeliest first: the pair's own decayed counts and those of all parties."""
        own, general = self.own.get((pair, quad), {}), self.general.get(quad, {})
        weights = {
            kind: own.get(kind, (0.0, 0))[0] + self.prior * general.get(kind, 0.0) for kind in sorted({*own, *general})
        }
        total = sum(weights.values())
        found = [
            TypeShare(kind, round(weight / total, 4), own.get(kind, (0.0, 0))[1])
            for kind, weight in weights.items()
            if total and weight / total >= _LEAST_SHARE
        ]
        return tuple(sorted(found, key=lambda one: (-one.share, one.event_type)))


def type_history(source: ActSource, pairs: Sequence[Pair], last: date, settings: ForecastSettings) -> TypeHistory:
    """What kinds of act some pairs, and all parties, had up to the last known day."""
    general: dict[str, dict[str, float]] = {quad: {} for quad in QUADS}
    for quad, kind, count in source.rows(
        "select quad, event_type, count(*) from acts group by all order by quad, event_type"
    ):
        general[str(quad)][str(kind)] = float(count)
    for kinds in general.values():
        total = sum(kinds.values())
        kinds.update({kind: count / total for kind, count in kinds.items()})
    wanted = sorted(set(pairs))
    own: dict[tuple[Pair, str], dict[str, tuple[float, int]]] = {}
    for actor, recipient, quad, kind, day, count in source.rows(
        "select actor_key, recipient_key, quad, event_type, day, count(*) from acts where (actor_key, recipient_key) "
        "in (select unnest(?::varchar[]), unnest(?::varchar[])) group by all order by all",
        [[pair[0] for pair in wanted], [pair[1] for pair in wanted]],
    ):
        kinds_of = own.setdefault(((str(actor), str(recipient)), str(quad)), {})
        weight, seen = kinds_of.get(str(kind), (0.0, 0))
        decayed = int(count) * 0.5 ** ((last - day).days / settings.type_half_life)
        kinds_of[str(kind)] = weight + decayed, seen + int(count)
    return TypeHistory(own, general, settings.type_prior)
