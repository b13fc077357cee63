"""What templates say things with: filters for days, numbers, types, statuses and addresses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from countermove.record.views.layouts.words import SURENESS, counted
from countermove.record.views.wording import capitalised, day_text, days_text, joined
from countermove.report.showing import bounds, shown, web_address
from countermove.response.board_words import (
    DIRECTIONS,
    delay_words,
    party_words,
    scope_words,
    standing_words,
    strength_words,
)
from countermove.response.forecasting.words import chance, chance_between, class_words, past_words, share, title
from countermove.server.pages.charts import QUAD_WORDS, numbers_chart

STATUS_CLASSES = {
    "confirmed": "good",
    "corroborated": "good",
    "single-origin": "doubtful",
    "open": "doubtful",
    "disputed": "bad",
    "denied": "bad",
    "denial": "bad",
}
STATUS_MEANINGS = {
    "confirmed": "a party admits it against its own interest",
    "corroborated": "two or more independent origins tell it",
    "single-origin": "one origin tells it",
    "open": "told as planned, asked for or possible only",
    "disputed": "some tell it and some deny it",
    "denied": "denied, told by nobody",
    "denial": "denies what others say",
    "withdrawn": "no current article tells it",
}
FILTER_WORDS = {
    "actor": "who acts",
    "recipient": "to whom",
    "place": "where",
    "topic": "words",
    "since": "from",
    "min_origins": "least origins",
}
"""What filters are called on pages, where it isn't their name."""
_LONGEST_WORD = 40


def plain(value: Any) -> Any:
    """Every text that a template prints: without characters that do something other than show."""
    if type(value) is str:
        return "\n".join(shown(line) for line in value.split("\n")) if "\n" in value else shown(value)
    return "" if value is None else value


def type_words(event_type: str | None, mode: str | None = None) -> str:
    """PLOVER type and mode in small letters: assault, aerial."""
    if not event_type:
        return "reply"
    words = event_type.capitalize()
    return f"{words} ({mode})" if mode else words


def day_words(value: date | datetime | str | None) -> str:
    """A day as 9 July 2018."""
    if value is None:
        return "no date"
    return value if isinstance(value, str) else day_text(value)


def moment_words(value: str | None) -> str:
    """A day or time of publication, in ISO 8601, as 9 July 2018 or 9 July 2018, 14:30; as it is where it isn't one."""
    if not value:
        return "no date"
    try:
        day = day_text(date.fromisoformat(value[:10]))
    except ValueError:
        return value
    return f"{day}, {value[11:16]}" if value[10:11] == "T" else day


def span_words(first: date | None, last: date | None) -> str:
    """A span of days as 9–16 July 2018."""
    return "no date" if first is None else days_text(first, last or first)


def address(*parts: str, **query: str | None) -> str:
    """A path of this server with every part escaped, and a query of what isn't None."""
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    asked = {name: value for name, value in query.items() if value}
    return path + ("?" + urlencode(asked) if asked else "")


def after_days(days: float) -> str:
    """How long after: on the same day, after 1 day, after 2.5 days."""
    return f"after {number_words(days)} {'day' if days == 1 else 'days'}" if days else "on the same day"


def number_words(value: float | int | None) -> str:
    """A number in digits with a true minus."""
    if value is None:
        return "–"
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def from_word(text: str) -> str:
    """A text that was cut anywhere, from its first whole word on; as it is where it has no blank near its beginning."""
    at = text.find(" ", 0, _LONGEST_WORD)
    return text if at < 0 else text[at + 1 :]


def to_word(text: str) -> str:
    """A text that was cut anywhere, up to its last whole word."""
    at = text.rfind(" ", max(0, len(text) - _LONGEST_WORD))
    return text if at < 0 else text[:at]


def run_text(runs: Any) -> str:
    """The words of runs, one after the other."""
    return "".join(getattr(run, "text", "") for run in (runs if isinstance(runs, (list, tuple)) else [runs]))


FILTERS: dict[str, Callable[..., Any]] = {
    "after_days": after_days,
    "bounds": lambda one: bounds(one.low, one.high),
    "capitalised": capitalised,
    "chance": chance,
    "chance_between": chance_between,
    "class_words": class_words,
    "day": day_words,
    "delay": delay_words,
    "digits": number_words,
    "direction": lambda value: DIRECTIONS.get(value, value),
    "filter_words": lambda name: FILTER_WORDS.get(name, name.replace("_", " ")),
    "from_word": from_word,
    "joined": lambda names: joined(list(names)),
    "moment": moment_words,
    "past": lambda act: run_text(past_words(act)),
    "quad": lambda value: QUAD_WORDS.get(value, value or ""),
    "scope": scope_words,
    "share": share,
    "standing": standing_words,
    "status_class": lambda value: STATUS_CLASSES.get(value, "plain"),
    "status_meaning": lambda value: STATUS_MEANINGS.get(value, ""),
    "strength": strength_words,
    "sureness": lambda value: SURENESS.get(value, value),
    "to_word": to_word,
    "web": web_address,
    "type": type_words,
}
"""Filters of templates."""

GLOBALS: dict[str, Callable[..., Any]] = {
    "address": address,
    "chart_of": numbers_chart,
    "counted": counted,
    "span": span_words,
    "party_words": party_words,
    "question_title": title,
}
"""Functions of templates."""
