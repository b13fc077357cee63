"""The text with marks, for notebooks."""

import re
from html import escape, unescape

from hypothesis import given
from hypothesis import strategies as st

from countermove.highlight import reading_html
from countermove.schema import Time
from countermove.tables import Items
from tests.readings import TEXT, full_reading, make_event, make_reading, span

HOSTILE = '<script>alert("1")</script> & <img src=x onerror=alert(1)> attacked'


def words_of(html: str) -> str:
    """The article's text as a browser shows it: without labels and tags."""
    body = html.split(">", 1)[1].removesuffix("</div>")
    body = re.sub(r"<span [^>]*>[^<]*</span></mark>", "", body)
    return unescape(re.sub(r"<mark [^>]*>", "", body))


def test_all_text_is_shown_with_what_was_found_in_it():
    html = reading_html(make_reading(TEXT, **{name: getattr(full_reading(), name) for name in ("events", "times")}))
    assert words_of(html) == TEXT
    assert "THREATEN</span>" in html
    assert "RETREAT withdraw</span>" in html
    assert "2024-10-28</span>" in html


def test_hostile_text_titles_and_labels_are_escaped():
    event = make_event(HOSTILE, "attacked", mode="<b>")
    time = Time(id="t1", span=span(HOSTILE, "alert"), type="DATE", value="<i>", start=None, end=None)
    reading = make_reading(HOSTILE, title=HOSTILE, events=Items([event]), times=Items([time]))
    html = reading._repr_html_()
    assert escape(HOSTILE) in html
    assert set(re.findall(r"<(\w+)", html)) == {"div", "strong", "mark", "span"}


def test_the_event_is_marked_where_marks_overlap():
    text = "The attack began."
    time = Time(id="t1", span=(0, 10), type="DATE", value="2024", start=None, end=None)
    html = reading_html(make_reading(text, events=Items([make_event(text, "attack")]), times=Items([time])))
    assert html.count("<mark") == 1
    assert "attack<span" in html


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_no_character_is_lost_or_doubled(text, pairs):
    spans = [(low, high) for low, high in pairs if low < high <= len(text)]
    times = [Time(id="t", span=item, type="DATE", value="v", start=None, end=None) for item in spans]
    assert words_of(reading_html(make_reading(text, times=Items(times)))) == text
