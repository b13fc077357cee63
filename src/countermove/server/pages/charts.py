"""Charts as Vega-Lite specifications, with the rows that each is made of.

https://vega.github.io/vega-lite/docs/spec.html; colours are custom properties of the style sheet of the drawing, so
that one drawing serves light and dark.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from countermove.record.views.numbers import NumberSeries
from countermove.report.showing import shown
from countermove.server.views.counts import DayCounts

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
QUADS = ("material_cooperation", "verbal_cooperation", "verbal_conflict", "material_conflict")
QUAD_WORDS = {
    "verbal_cooperation": "cooperative words",
    "material_cooperation": "cooperative deeds",
    "verbal_conflict": "hostile words",
    "material_conflict": "hostile deeds",
    "reply": "reply",
}
"""What the classes of events are called on pages."""
_QUAD_NAMES = {quad: quad.replace("_", " ") for quad in QUADS}
_QUAD_WORDS = {name: QUAD_WORDS[quad] for quad, name in _QUAD_NAMES.items()}
_TYPES = (
    "AID COOPERATE RETREAT SUPPORT CONSULT CONCEDE AGREE REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION "
    "COERCE ASSAULT"
).split()
"""From the most cooperative to the most hostile."""
WIDTHS = {"wide": 1050, "medium": 400, "narrow": 275}
_WIDEST_BAR = 48
_COLOURS = 6
_OTHERS = "all others"
_UNIT_FORMATS = {"day": "%-d %b %Y", "week": "%-d %b %Y", "month": "%b %Y", "year": "%Y"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A specification, its title and a sentence for those who can't see it, and its data as rows under a header."""

    title: str
    description: str
    spec: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def _spec(title: str, description: str, size: str, **parts: Any) -> dict[str, Any]:
    """What all charts share."""
    letters = dict.fromkeys(("labelFontSize", "titleFontSize"), 13 if size == "wide" else 12)
    return {
        "$schema": SCHEMA,
        "description": f"{title}. {description}",
        "background": "transparent",
        "padding": 2,
        "config": {
            "font": "sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": "var(--ink)", "titleColor": "var(--ink)", "gridColor": "var(--line)",
                "domainColor": "var(--soft)", "tickColor": "var(--soft)", "titleFontWeight": "normal", **letters,
            },
            "legend": {
                "labelColor": "var(--ink)", "titleColor": "var(--ink)", "orient": "top", "direction": "horizontal",
                "titleFontWeight": "normal", "symbolStrokeWidth": 0, **letters,
            },
        },
        **parts,
    }  # fmt: skip


def _quad_color(wide: bool) -> dict[str, Any]:
    return {
        "field": "quad",
        "type": "nominal",
        "title": None,
        "scale": {"domain": [*_QUAD_NAMES.values()], "range": [f"var(--{quad.replace('_', '-')})" for quad in QUADS]},
        "legend": {
            "columns": 4 if wide else 2,
            "labelExpr": f"{json.dumps(_QUAD_WORDS)}[datum.label]",
            "labelLimit": 0,
        },
    }


def timeline_chart(counts: DayCounts, width: str = "wide") -> Chart:
    """Events by day: bars by quad class, below them a dot for each type."""
    rows = [
        {"day": one.first_day.isoformat(), "type": one.event_type.capitalize(), "events": one.events,
         "quad": _QUAD_NAMES.get(one.quad, one.quad.replace("_", " "))}
        for one in counts.counts
    ]  # fmt: skip
    bins = [one.isoformat() for one in counts.bins()]
    most = 8 if width == "wide" else 3
    axis = {
        "title": None, "labelAngle": 0, "labelFlush": True, "values": bins[:: max(1, -(-len(bins) // most))],
        "labelExpr": f"utcFormat(toDate(datum.value), '{_UNIT_FORMATS[counts.unit]}')",
    }  # fmt: skip
    x = {"field": "day", "type": "ordinal", "scale": {"domain": bins}, "axis": axis}
    found = {str(row["type"]) for row in rows}
    types = [one.capitalize() for one in _TYPES if one.capitalize() in found]
    title, description = f"Events by {counts.unit} and type", _time_words(counts, counts.total)
    heights = Counter[str]()
    for one in counts.counts:
        heights[one.first_day.isoformat()] += one.events
    spec = _spec(
        title,
        description,
        width,
        data={"values": rows},
        spacing=14,
        vconcat=[_bars(x, width, max(heights.values(), default=0)), _dots(x, types, width)],
        resolve={"scale": {"color": "shared"}},
    )
    table = tuple((row["day"], row["type"], row["quad"], row["events"]) for row in rows)
    return Chart(title, description, spec, (counts.unit, "type", "class", "events"), table)


def _bars(x: dict[str, Any], width: str, highest: int) -> dict[str, Any]:
    few = WIDTHS[width] > _WIDEST_BAR * 1.2 * len(x["scale"]["domain"])
    return {
        "width": WIDTHS[width],
        "height": 90,
        "mark": {"type": "bar", "width": _WIDEST_BAR} if few else {"type": "bar"},
        "encoding": {
            "x": {**x, "axis": {**x["axis"], "labels": False}},
            "y": {"field": "events", "type": "quantitative", "aggregate": "sum", "title": "events",
                  "axis": {"values": _whole_ticks(highest), "format": ",d", "titlePadding": 6}},
            "color": _quad_color(width == "wide"),
            "order": {"field": "quad", "sort": "ascending"},
        },
    }  # fmt: skip


def _whole_ticks(highest: int, most: int = 5) -> list[int]:
    """Whole numbers from 0 on that reach the highest value, a round step apart, so many at most besides 0."""
    step = 1
    while step * most < highest:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, highest + step, step))


def _dots(x: dict[str, Any], types: Sequence[str], width: str) -> dict[str, Any]:
    between = WIDTHS[width] / max(1, len(x["scale"]["domain"]))
    largest = round(min(230.0, max(20.0, between * between)), 1)  # square pixels: dots of two days don't overlap
    return {
        "width": WIDTHS[width],
        "height": 19 * max(1, len(types)),
        "mark": {"type": "circle", "opacity": 0.9},
        "encoding": {
            "x": x,
            "y": {"field": "type", "type": "nominal", "sort": list(types), "title": None, "axis": {"grid": True}},
            "size": {"field": "events", "type": "quantitative", "aggregate": "sum", "legend": None,
                     "scale": {"type": "sqrt", "range": [largest / 9, largest], "domainMin": 1}},
            "color": {**_quad_color(width == "wide"), "legend": None},
        },
    }  # fmt: skip


def _time_words(counts: DayCounts, total: int) -> str:
    if not counts.counts:
        return "No events with a day."
    days: dict[date, int] = {}
    types: dict[str, int] = {}
    for one in counts.counts:
        days[one.first_day] = days.get(one.first_day, 0) + one.events
        types[one.event_type] = types.get(one.event_type, 0) + one.events
    busiest = max(days, key=lambda day: (days[day], day))
    common = max(types, key=lambda name: (types[name], name))
    return (
        f"{total:,} events from {min(days).isoformat()} to {max(days).isoformat()}; most on "
        f"{busiest.isoformat()} ({days[busiest]:,}); most often {common.capitalize()} ({types[common]:,})."
    )


def numbers_chart(series: NumberSeries, width: str = "wide") -> Chart:
    """One counted thing over time: a dot for each value told, a bar where it is a range, by who gives it."""
    what = series_words(series)
    title = f"{what}, as told"
    rows = []
    for one in series.told:
        if one.published_day is None or (one.low is None and one.high is None):
            continue
        low, high = one.low if one.low is not None else one.high, one.high if one.high is not None else one.low
        rows.append(
            {"day": one.published_day.isoformat(), "low": low, "high": high,
             "by": shown(one.said_by or one.origin), "words": shown(one.words)}
        )  # fmt: skip
    told = f"{rows[0]['low']:,} on {rows[0]['day']} to {rows[-1]['high']:,} on {rows[-1]['day']}" if rows else "none"
    description = f"Values told from {told}."
    whole = all(float(row[bound] or 0).is_integer() for row in rows for bound in ("low", "high"))
    y = {
        "field": "low",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": False},
        "axis": {"format": ",~f", **({"tickMinStep": 1} if whole else {})},
    }
    days = sorted({str(row["day"]) for row in rows})
    shown_days = days[:: max(1, -(-len(days) // (4 if width == "medium" else 3)))]
    x = {
        "field": "day", "type": "temporal", "scale": {"type": "utc"},
        "axis": {"title": None, "format": "%-d %b %Y", "labelFlush": True, "values": shown_days, "grid": False},
    }  # fmt: skip
    named = _most_frequent([str(row["by"]) for row in rows])
    color = {
        "field": "voice", "type": "nominal", "title": None,
        "scale": {"domain": named, "range": [f"var(--series-{number})" for number in range(1, 7)]},
        "legend": {"columns": 1, "labelLimit": 260},
    }  # fmt: skip
    spec = _spec(
        title,
        description,
        width,
        width=WIDTHS[width],
        height=150,
        data={"values": [{**row, "voice": row["by"] if row["by"] in named else _OTHERS} for row in rows]},
        layer=[
            {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {"x": x, "y": y, "y2": {"field": "high"},
                                                                      "color": color}},
            {"mark": {"type": "point", "filled": True, "size": 60}, "encoding": {"x": x, "y": y, "color": color}},
            {"mark": {"type": "point", "filled": True, "size": 60},
             "encoding": {"x": x, "y": {"field": "high", "type": "quantitative"}, "color": color}},
        ],
    )  # fmt: skip
    table = tuple((row["day"], row["low"], row["high"], row["by"], row["words"]) for row in rows)
    return Chart(title, description, spec, ("published", "low", "high", "by", "words"), table)


def _most_frequent(voices: Sequence[str]) -> list[str]:
    """Those who get a colour of their own, by name; of too many the most frequent, and one name for all others."""
    often = Counter(voices)
    if len(often) <= _COLOURS:
        return sorted(often)
    most = sorted(often, key=lambda voice: (-often[voice], voice))[: _COLOURS - 1]
    return [*sorted(most), _OTHERS]


def series_words(series: NumberSeries) -> str:
    """What a series counts."""
    whose = series.counted or series.whose
    return " ".join(shown(part) for part in (series.unit, series.casualty, f"({whose})" if whose else None) if part)


def table_csv(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Rows as CSV (RFC 4180); what a spreadsheet would take for a formula begins with an apostrophe."""
    import csv
    import io

    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell for cell in row]
        )
    return stream.getvalue()
