"""The report as text."""

import io

from rich.console import Console

from countermove.report.summary import summarize
from countermove.report.terminal import print_summary
from countermove.tables import Items
from tests.readings import full_reading, make_event, make_reading


def printed(reading, evidence=False, **options):
    buffer = io.StringIO()
    print_summary(summarize(reading), Console(file=buffer, width=110, highlight=False, **options), evidence)
    return buffer.getvalue()


def test_all_sections_in_order():
    text = printed(full_reading())
    titles = ["Norway warns Iceland", "What happened", "Who says what", "Numbers", "Silence and reactions"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert "Norway → THREATEN “warned” → Iceland · 2024-10-28 · Oslo, NOR · probable, ongoing" in text
    assert "RETREAT (withdraw)" in text


def test_the_sentence_behind_each_item_on_request():
    sentence = "Norway warned Iceland on Monday in Oslo, officials said."
    assert sentence not in printed(full_reading())
    assert printed(full_reading(), evidence=True).count(sentence) == 2


def test_nothing_found_is_said():
    assert "Nothing found" in printed(make_reading("Fine weather."))


def test_markup_and_control_characters_of_the_article_have_no_effect():
    text = "[red]a[/red] \x1b[31mattacked\x1b[0m \x07 [link=http://a]b[/link]"
    event = make_event(text, "\x1b[31mattacked\x1b[0m")
    shown = printed(make_reading(text, title="[bold]\x1b]0;owned\x07 t", events=Items([event])), evidence=True)
    assert "[bold]" in shown
    assert "[red]a[/red]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
