"""Numbers of forecasts in words."""

from __future__ import annotations

from countermove.record.views.layouts.words import note
from countermove.report.document import Run
from countermove.response.forecasting.forecast import Horizon, PastAct, Question, WithoutHorizon

_CERTAIN, _MOST = 0.995, 0.9999


def title(question: Question) -> str:
    """What is asked, on what day."""
    day = question.as_of.isoformat()
    if question.move is not None:
        when = f" ({question.move.day.isoformat()})" if question.move.day else ""
        return f"What is likely after {question.move.words}{when}, as of {day}"
    if question.actor is not None and question.recipient is not None:
        return f"What is likely between {question.actor.name} and {question.recipient.name}, as of {day}"
    if question.actor is not None:
        return f"What {question.actor.name} is likely to do, as of {day}"
    assert question.recipient is not None
    return f"What is likely to be done to {question.recipient.name}, as of {day}"


def within(days: int) -> str:
    """A horizon."""
    return f"{days} day{'s' if days > 1 else ''}"


def class_words(quad: str) -> str:
    """A quad class in words."""
    return quad.replace("_", " ")


def share(value: float) -> str:
    """A share in per cent without decimals; small ones with one."""
    return _percent(value) + "%"


def chance(value: float) -> str:
    """A probability in per cent; what isn't known for certain is never 100."""
    return _percent(min(value, _MOST)) + "%"


def chance_between(horizon: Horizon) -> str:
    """A probability with its interval: 12% (8–17)."""
    bounds = (horizon.probability_low, horizon.probability_high)
    low, high = (_percent(min(one, _MOST)) for one in bounds)
    return f"{chance(horizon.probability)} ({low if low == high else f'{low}–{high}'})"


def _percent(value: float) -> str:
    if value < 0.0005:
        return "<0.1" if value > 0 else "0"
    if value < 0.0095:
        return f"{100 * value:.1f}"
    if _CERTAIN <= value < 1:
        return ">99"
    return f"{100 * value:.0f}"


def amount(value: float) -> str:
    """An expected number with two figures that count."""
    if value >= 9.95:
        return f"{value:,.0f}"
    if value >= 0.995:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.095 else f"{value:.3f}" if value >= 0.0005 else "<0.001"


def change(part: WithoutHorizon) -> str:
    """A difference of expected numbers with its interval."""
    return f"{_signed(part.difference)} ({_signed(part.difference_low)} to {_signed(part.difference_high)})"


def _signed(value: float) -> str:
    if abs(value) < 0.0005:
        return "0"
    return f"{'−' if value < 0 else '+'}{amount(abs(value))}"


def past_words(act: PastAct) -> list[Run]:
    """Past acts of one day, what they were, how much they account for, where to find them."""
    many = f" × {act.acts:,}" if act.acts > 1 else ""
    more = " …" if act.acts > len(act.ids) else ""
    return [
        Run(f"{act.day.isoformat()}  ", "note"),
        Run(f"{act.actor.name} → {', '.join(act.what) or class_words(act.quad)}{many} → {act.recipient.name}"),
        note(f" · {amount(act.contribution)} of it, {act.source}", f"{' '.join(act.ids)}{more}" if act.ids else None),
    ]
