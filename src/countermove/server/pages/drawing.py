"""A chart as SVG, drawn on the server: no script and no eval in the browser.

Vega-Lite and Vega come with vl-convert-python; nothing is fetched.
"""

from __future__ import annotations

import json
import re
import threading
from html import escape

from countermove.report.showing import shown
from countermove.server.pages.charts import Chart

LIGHT = (
    "--ink:#26303b;--soft:#6b7785;--line:#dfe3e8;--material-cooperation:#1f6f8b;--verbal-cooperation:#4a9ab3;"
    "--verbal-conflict:#cf7a2a;--material-conflict:#b5432a;--series-1:#1f6f8b;--series-2:#b5432a;--series-3:#6a4c93;"
    "--series-4:#8a6d00;--series-5:#3d7a3f;--series-6:#555f6b"
)
DARK = (
    "--ink:#d7dde4;--soft:#8f9aa6;--line:#37414c;--material-cooperation:#56b3d0;--verbal-cooperation:#3f7d94;"
    "--verbal-conflict:#b9773a;--material-conflict:#f07f63;--series-1:#56b3d0;--series-2:#f07f63;--series-3:#b69ae0;"
    "--series-4:#d9bb4a;--series-5:#82c285;--series-6:#a9b4c0"
)
"""Colours of drawings in both themes; those of classes are the style sheet's."""
_STYLE = f"<style>:root{{{LIGHT}}}@media (prefers-color-scheme:dark){{:root{{{DARK}}}}}</style>"
_SVG = re.compile(r"<svg [^>]*>")


class Drawing:
    """Draws charts, one at a time: the drawings of many visitors must not fill the memory."""

    def __init__(self) -> None:
        self._one = threading.Lock()

    def draw(self, chart: Chart) -> str:
        """The SVG of a chart."""
        with self._one:
            return draw(chart)


def draw(chart: Chart) -> str:
    """The SVG of a chart, with its title and description for those who listen."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(json.dumps(chart.spec), allowed_base_urls=[], show_warnings=False)
    head = f"<title>{escape(shown(chart.title))}</title><desc>{escape(shown(chart.description))}</desc>{_STYLE}"
    return _SVG.sub(lambda found: found[0] + head, svg, count=1)
