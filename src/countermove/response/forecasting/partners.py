"""Who is likeliest to be acted on by somebody, or to act on somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from countermove.ontology.actors import ActorRegistry
from countermove.response.forecasting.forecast import RankedParty, Ranking, Who
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.source import ActSource
from countermove.response.forecasting.who import who_of

_HALF_LIFE = 30.0
_RECENT = 30


class Ranker(Protocol):
    """Whatever puts partners in order."""

    @property
    def method(self) -> str:
        """What it is, in a few words."""

    def partners(self, who: Who, towards: bool, most: int) -> tuple[RankedParty, ...]:
        """The likeliest recipients of acts of ``who``, or those likeliest to act on ``who``."""


def ranking(ranker: Ranker, who: Who, towards: bool, most: int) -> Ranking:
    """The answer of a ranker."""
    return Ranking(who, towards, ranker.method, ranker.partners(who, towards, most))


@dataclass(frozen=True, slots=True)
class _Days:
    """Acts with one partner: decayed, recent, in all, and the last day; the same for those that come back."""

    score: float
    recent: int
    acts: int
    last: date | None
    back: int


@dataclass(frozen=True, slots=True)
class RecentPartners:
    """Partners by their acts so far, one 30 days ago counting half of one today; needs no learning."""

    source: ActSource
    registry: ActorRegistry
    last: date
    settings: ForecastSettings
    method: str = "acts so far, one 30 days old counting half"

    def partners(self, who: Who, towards: bool, most: int) -> tuple[RankedParty, ...]:
        """The partners with the most, and the latest, acts."""
        found = self._days(who, towards)
        total = sum(one.score for one in found.values())
        order = sorted(found, key=lambda key: (-found[key].score, key))[:most]
        return tuple(
            RankedParty(
                place, who_of(key, self.registry), round(found[key].score / total, 4), tuple(_reasons(found[key]))
            )
            for place, key in enumerate(order, 1)
        )

    def _days(self, who: Who, towards: bool) -> Mapping[str, _Days]:
        own, other = ("actor_key", "recipient_key") if towards else ("recipient_key", "actor_key")
        since = self.last - timedelta(self.settings.ranker_days)
        rows = self.source.rows(
            f"select {other}, day, count(*) from acts where {own} = ? and {other} <> ? and day > ? group by all "
            f"order by {other}, day",
            [who.key, who.key, since],
        )
        back = dict(
            self.source.rows(
                f"select {own}, count(*) from acts where {other} = ? and day > ? group by {own} order by {own}",
                [who.key, self.last - timedelta(_RECENT)],
            )
        )
        by_party: dict[str, list[tuple[date, int]]] = {}
        for key, day, count in rows:
            by_party.setdefault(str(key), []).append((day, int(count)))
        return {key: self._summed(days, int(back.get(key, 0))) for key, days in by_party.items()}

    def _summed(self, days: Sequence[tuple[date, int]], back: int) -> _Days:
        lags = [((self.last - day).days, count) for day, count in days]
        return _Days(
            sum(count * 0.5 ** (lag / _HALF_LIFE) for lag, count in lags),
            sum(count for lag, count in lags if lag < _RECENT),
            sum(count for _, count in lags),
            max(day for day, _ in days),
            back,
        )


def _reasons(days: _Days) -> list[str]:
    reasons = [f"{days.recent:,} in the last {_RECENT} days" if days.recent else f"{days.acts:,} acts"]
    if days.last is not None:
        reasons.append(f"last on {days.last.isoformat()}")
    if days.back:
        reasons.append(f"{days.back:,} the other way in the last {_RECENT} days")
    return reasons
