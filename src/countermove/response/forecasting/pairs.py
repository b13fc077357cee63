"""Which directed pairs a question is about, and in which role."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from countermove.response.forecasting.forecast import Question, Ranking, Role, Who
from countermove.response.forecasting.settings import ForecastSettings

Rank = Callable[[Who, bool], Ranking]
"""Partners of a party: those it acts on (True), or who act on it (False)."""


@dataclass(frozen=True, slots=True)
class AskedPair:
    """A directed pair and why it is looked at."""

    actor: Who
    recipient: Who
    role: Role

    @property
    def key(self) -> tuple[str, str]:
        """As acts are counted."""
        return self.actor.key, self.recipient.key


def asked_pairs(
    question: Question, rank: Rank, settings: ForecastSettings
) -> tuple[tuple[AskedPair, ...], tuple[Ranking, ...]]:
    """The pairs, in the order in which they are shown, and the rankings that they come from."""
    actor, recipient = question.actor, question.recipient
    if actor is not None and recipient is not None:
        return (AskedPair(actor, recipient, "asked"), AskedPair(recipient, actor, "asked")), ()
    if actor is not None:
        ranked = rank(actor, True)
        return tuple(AskedPair(actor, one.who, "asked") for one in ranked.parties), (ranked,)
    if recipient is not None:
        ranked = rank(recipient, False)
        return tuple(AskedPair(one.who, recipient, "asked") for one in ranked.parties), (ranked,)
    return _around_move(question, rank, settings)


def _around_move(
    question: Question, rank: Rank, settings: ForecastSettings
) -> tuple[tuple[AskedPair, ...], tuple[Ranking, ...]]:
    """Targets towards the mover first, then third parties towards the mover, then the mover towards its targets."""
    assert question.move is not None
    movers, targets = question.move.actors, question.move.recipients
    answers = [AskedPair(target, mover, "target answers") for mover in movers for target in targets]
    onward = [AskedPair(mover, target, "mover goes on") for mover in movers for target in targets]
    rankings = tuple(rank(mover, False) for mover in movers)
    known = {who.key for who in (*movers, *targets)}
    third = [
        AskedPair(one.who, ranked.who, "third party answers")
        for ranked in rankings
        for one in ranked.parties
        if one.who.key not in known
    ]
    room = max(settings.most_shown - len(answers) - len(onward), 0)
    kept = [*answers, *third[:room], *onward]
    return tuple(_once(kept)[: settings.most_shown]), rankings


def _once(pairs: Iterable[AskedPair]) -> list[AskedPair]:
    found: dict[tuple[str, str], AskedPair] = {}
    for pair in pairs:
        if pair.actor.key != pair.recipient.key:
            found.setdefault(pair.key, pair)
    return list(found.values())
