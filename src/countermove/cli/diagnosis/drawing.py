"""Are charts drawn?"""

from __future__ import annotations

from collections.abc import Iterator

from countermove.cli.diagnosis.finding import Finding


def find_drawing() -> Iterator[Finding]:
    """Draw a chart of two bars, as the server does."""
    from countermove.server.pages.charts import SCHEMA, Chart
    from countermove.server.pages.drawing import draw

    rows = (("2024-11-01", 2), ("2024-11-02", 3))
    spec = {
        "$schema": SCHEMA,
        "data": {"values": [{"day": day, "events": events} for day, events in rows]},
        "mark": "bar",
        "encoding": {"x": {"field": "day"}, "y": {"field": "events", "type": "quantitative"}},
    }
    svg = draw(Chart("Events by day", "Two days.", spec, ("day", "events"), rows))
    if svg.count('aria-roledescription="bar"') == len(rows):
        yield Finding("works", "charts", "ok", "a chart is drawn")
    else:
        yield Finding(
            "works", "charts", "fails", "a chart isn't drawn as it should be", "install vl-convert-python again"
        )
