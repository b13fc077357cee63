from __future__ import annotations

from countermove.record.story_summary import StorySummary, story_summary
from countermove.record.vectors import ArticleVectors
from countermove.schema import EventPlace, Place, Reading, Sentence
from countermove.tables import Items
from tests.readings import entity, make_event, make_reading, span

VECTORS = ArticleVectors()


def report(identifier: str, title: str | None, text: str, published: str | None = None) -> Reading:
    ends = [place + 1 for place, character in enumerate(text) if character == "."]
    sentences = Items(
        Sentence(span=(start, end), boilerplate=False)
        for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)
    )
    return make_reading(text, id=identifier, title=title, published=published, sentences=sentences)


STRIKE = "Dockers at Brackmouth walked out over pay. Grain ships wait outside the harbour."


def test_the_headline_is_the_title_of_the_most_central_article() -> None:
    readings = [
        report("a", "Weather turns", "Rain is due at Brackmouth.", "2021-03-04T08:00:00Z"),
        report("b", "Dockers walk out at Brackmouth", STRIKE, "2021-03-03"),
        report("c", "Grain waits", "Grain ships wait as dockers at Brackmouth walk out over pay.", None),
    ]
    summary = story_summary(readings, VECTORS)
    assert summary.headline == "Dockers walk out at Brackmouth"
    assert (summary.first, summary.last) == ("2021-03-03", "2021-03-04")


def test_without_titles_it_is_the_sentence_that_says_most() -> None:
    readings = [
        report("a", None, "It rained. Dockers walked out at Brackmouth harbour over pay."),
        report("b", " ", STRIKE),
    ]
    headline = story_summary(readings, VECTORS).headline
    assert headline in {
        "Dockers walked out at Brackmouth harbour over pay.",
        "Dockers at Brackmouth walked out over pay.",
    }


def test_actors_and_place_are_those_of_the_events() -> None:
    text = "Norway warned Iceland in Oslo. Norway warned Chad."
    parties = [entity(text, "n1", "Norway", "NOR"), entity(text, "n2", "Iceland", "ISL")]
    oslo = Place(
        id="p1", span=span(text, "Oslo"), name="Oslo", country="NOR", admin1=None, lat=59.9, lon=10.7,
        geonames=None, kind="city",
    )  # fmt: skip
    events = [
        make_event(text, "warned", actor=("n1",), place=EventPlace(entity="p1", span=oslo.span)),
        make_event(text, "warned", id="e2", actor=("n1",), recipient=("n2",)),
    ]
    reading = make_reading(text, entities=Items(parties), places=Items([oslo]), events=Items(events))
    summary = story_summary([reading], VECTORS)
    assert summary.actors == ("Norway", "Iceland")
    assert summary.place == "Oslo"


def test_nothing_to_sum_up() -> None:
    assert story_summary([], VECTORS) == StorySummary(None, (), None, None, None)
    assert story_summary([make_reading("", sentences=Items(), published=None)], VECTORS).headline is None
