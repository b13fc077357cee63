"""Partners by the learned ranker, asked about each kind of act and added up by how usual the kind is for the asker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from countermove.ontology.actors import ActorRegistry
from countermove.response.forecasting.forecast import QUADS, RankedParty, Who
from countermove.response.forecasting.partners import RecentPartners
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.source import ActSource
from countermove.response.forecasting.who import who_of
from countermove.response.ranking.errors import RankingError
from countermove.response.ranking.explain import Explanation, explain
from countermove.response.ranking.quadruples import Quadruples, Vocabulary
from countermove.response.ranking.ranker import Ranker, RankerSettings, fit

_HALF_LIFE = 90.0
_MOST_REASONS = 2


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts as the ranker takes them; kinds are PLOVER types."""

    parties: tuple[str, ...]
    kinds: tuple[str, ...]
    quadruples: Quadruples
    first: date


class RankedPartners:
    """The learned ranker over one record; where it has nothing to go by, acts so far.

    Args:
        source: the acts.
        registry: names of parties.
        last: the last known day.
        settings: how many acts, days and parties are looked at.
        always: keys of parties that are looked at however little they act.
    """

    def __init__(
        self,
        source: ActSource,
        registry: ActorRegistry,
        last: date,
        settings: ForecastSettings,
        always: Sequence[str],
    ) -> None:
        self._source, self._registry, self._last, self._settings = source, registry, last, settings
        self._always = sorted(set(always))
        self._recent = RecentPartners(source, registry, last, settings)

    @property
    def method(self) -> str:
        """What it is, in a few words."""
        if self._ranker is None:
            return self._recent.method
        if self._ranker.learned is None:
            return "a fixed mixture of what was done so far: too few acts to learn from"
        return "what past days taught on who follows whom"

    def partners(self, who: Who, towards: bool, most: int) -> tuple[RankedParty, ...]:
        """The likeliest recipients of acts of ``who``, or those likeliest to act on ``who``."""
        if self._ranker is None or who.key not in self._acts.parties:
            return self._recent.partners(who, towards, most)
        asker = self._acts.parties.index(who.key)
        usual = self._usual(asker, towards)
        kinds = np.flatnonzero(usual)
        if not len(kinds):
            return self._recent.partners(who, towards, most)
        acts = kinds + (0 if towards else len(self._acts.kinds))
        answers = self._ranker.answers(np.full(len(acts), asker), acts, self._morning)
        chance = np.zeros((len(kinds), len(self._acts.parties)))
        np.put_along_axis(chance, answers.candidate, answers.probability, axis=1)
        weighted = chance * usual[kinds, None]
        total = weighted.sum(axis=0)
        total[asker] = 0.0
        order = np.lexsort((np.arange(len(total)), -total))[:most]
        return tuple(
            RankedParty(
                place,
                who_of(self._acts.parties[number], self._registry),
                round(float(total[number]), 4),
                self._reasons(asker, int(acts[np.argmax(weighted[:, number])]), int(number), towards),
            )
            for place, number in enumerate(order, 1)
            if total[number] > 0
        )

    def _usual(self, asker: int, towards: bool) -> NDArray[np.float64]:
        """The share of each kind among the acts of the asker, or on it, late ones counting more."""
        rows = self._acts.quadruples
        chosen = (rows.subject if towards else rows.object) == asker
        weights = 0.5 ** ((self._morning - rows.day[chosen]) / _HALF_LIFE)
        found = np.bincount(rows.relation[chosen], weights, len(self._acts.kinds)).astype(np.float64)
        return found / found.sum() if found.sum() else found

    def _reasons(self, asker: int, act: int, candidate: int, towards: bool) -> tuple[str, ...]:
        assert self._ranker is not None
        try:
            found = explain(self._ranker, asker, act, candidate, self._morning, 1)
        except RankingError:
            return ()
        return (*(kind for kind, _ in found.reasons[:_MOST_REASONS]), *self._latest(found, towards))

    def _latest(self, found: Explanation, towards: bool) -> tuple[str, ...]:
        if not found.events:
            return ("nothing between the two so far",)
        [latest] = found.events
        number = len(self._acts.kinds)
        day = (self._acts.first + timedelta(latest.day)).isoformat()
        back = " the other way" if (latest.act < number) != towards else ""
        return (f"latest: {self._acts.kinds[latest.act % number]}{back} on {day}",)

    @property
    def _morning(self) -> int:
        return (self._last - self._acts.first).days + 1

    @cached_property
    def _ranker(self) -> Ranker | None:
        if not len(self._acts.quadruples):
            return None
        settings = RankerSettings(
            learn_days=self._settings.ranker_learn_days, most_questions=self._settings.ranker_questions
        )
        return fit(self._acts.quadruples, settings)

    @cached_property
    def _acts(self) -> Acts:
        return load_acts(self._source, self._last, self._settings, self._always)


def load_acts(source: ActSource, last: date, settings: ForecastSettings, always: Sequence[str]) -> Acts:
    """The latest acts between the most active parties."""
    since = last - timedelta(settings.ranker_days)
    active = source.rows(
        "select key from (select actor_key as key, day from acts where actor_key <> recipient_key union all "
        "select recipient_key, day from acts where actor_key <> recipient_key) where day > ? "
        "group by key order by count(*) desc, key limit ?",
        [since, settings.ranker_parties],
    )
    parties = tuple(sorted({str(row[0]) for row in active} | set(always)))
    rows = source.rows(
        "select distinct actor_key, event_type, recipient_key, day from acts where actor_key <> recipient_key and "
        "day > ? and actor_key in (select unnest(?::varchar[])) and recipient_key in (select unnest(?::varchar[])) "
        "order by day desc, actor_key, event_type, recipient_key limit ?",
        [since, list(parties), list(parties), settings.ranker_acts],
    )
    quad_of = dict(source.rows("select event_type, min(quad) from acts group by event_type order by event_type"))
    kinds = tuple(sorted({str(row[1]) for row in rows}))
    number = {party: place for place, party in enumerate(parties)}
    kind_of = {kind: place for place, kind in enumerate(kinds)}
    first = min((row[3] for row in rows), default=last)
    table = [(number[str(a)], kind_of[str(kind)], number[str(b)], (day - first).days) for a, kind, b, day in rows]
    vocabulary = Vocabulary(parties, kinds, quads=tuple(QUADS.index(str(quad_of[kind])) for kind in kinds))
    return Acts(parties, kinds, Quadruples.of(table, vocabulary), first)
