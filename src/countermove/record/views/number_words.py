"""Numbers over time in words."""

from __future__ import annotations

from countermove.record.views.names import Names
from countermove.record.views.numbers import NumberSeries, NumberTold
from countermove.record.views.timeline import NumberChange
from countermove.record.views.wording import capitalised, day_text
from countermove.report.showing import bounds


def series_label(series: NumberSeries | NumberChange) -> str:
    """What is counted: "troops (PRK)", "people killed", "amount in EUR"."""
    unit = series.unit
    if len(unit) == 3 and unit.isupper():
        unit = f"amount in {unit}"
    elif not any(letter.isalpha() for letter in unit):
        unit = f"number in {unit}" if unit else "number"
    if series.casualty:
        unit = f"{unit} {series.casualty}"
    return f"{unit} ({series.whose})" if series.whose else unit


def told_text(told: NumberTold, names: Names) -> str:
    """A value with who gave it and when: "13 by Saad Mirwan on 12 July 2018"."""
    who = names.one(told.said_by, told.article_id) if told.said_by else told.publisher
    day = f" on {day_text(told.published_day)}" if told.published_day else ""
    return f"{bounds(told.low, told.high)}{f' by {who}' if who else ''}{day}"


def number_entry_parts(series: NumberSeries, names: Names) -> list[tuple[str, list[str]]]:
    """The changes of a series, one after another, each with the articles that tell it first."""
    parts = []
    last = len(series.changes) - 1
    for place, change in enumerate(series.changes):
        same = [
            told.article_id
            for told in series.told
            if (told.low, told.high) == (change.low, change.high) and told.published_day == change.published_day
        ]
        start = f"{capitalised(series_label(series))}: given as " if not place else "then as "
        end = "." if place == last else ";"
        parts.append((f"{start}{told_text(change, names)}{end}", [change.article_id, *same]))
    return parts
