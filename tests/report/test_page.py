"""The report as a page."""

from html.parser import HTMLParser

from countermove.report.page import html_report
from countermove.report.summary import summarize
from countermove.schema import Quantity
from countermove.tables import Items
from tests.readings import entity, full_reading, make_event, make_reading

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> "quoted" Xland attacked'
VOID = {"meta"}


class _Tags(HTMLParser):
    """Collects tags and complains about those that aren't closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(reading, evidence=False):
    html = html_report(reading, summarize(reading), evidence)
    tags = _Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return html, tags.seen


def test_a_well_formed_page_with_all_sections():
    html, tags = page(full_reading(), evidence=True)
    for title in ("What happened", "Who says what", "Numbers", "Silence and reactions", "Text"):
        assert f"<h2>{title}</h2>" in html
    assert "script" not in tags
    assert '<q class="evidence">Norway warned' in html


def test_hostile_text_is_escaped_everywhere():
    number = Quantity(id="q1", span=(0, 8), low=1, high=1, unit=HOSTILE, entity=None, casualty=None, attributions=())
    named = entity(HOSTILE, "n1", "Xland", HOSTILE)
    reading = make_reading(
        HOSTILE,
        title=HOSTILE,
        url=HOSTILE,
        publisher=HOSTILE,
        events=Items([make_event(HOSTILE, "attacked", actor=("n1",), mode="<script>")]),
        entities=Items([named]),
        quantities=Items([number]),
    )
    _, tags = page(reading, evidence=True)
    assert not tags & {"script", "img"}
