"""Whole readings hold together: ids lead somewhere, spans lie in the text, everything in text order."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.coding.pipeline import Pipeline
from countermove.schema import Article, Reading

TEXTS = [
    "Kenya condemned the attack on its embassy on Monday. At least 12 people were killed in Mogadishu, officials "
    "said. Somalia did not respond. “We will not be intimidated,” Foreign Minister Amina Wanjiru told reporters.",
    "Peru and Chile signed an agreement in Lima last week. Chile's president said Bolivia may join the talks in May.",
    "By Jane Doe\n\nThousands of workers marched through Lisbon on Saturday.\n\n0 Comments",
]
WORDS = [
    *(
        "Russia Ukraine China president minister troops attacked said denied will not on Monday in Kyiv 50 people more "
        "than killed , . “ ” he they it who and of the U.S. talks deal signed silent last week 's ( ) $ 3 million é 😀"
    ).split(),
    "\n\n",
]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.load()


def check(reading: Reading) -> None:
    text = reading.text
    known = {"n": reading.entities, "e": reading.events, "s": reading.non_responses, "r": reading.attributions,
             "q": reading.quantities, "t": reading.times, "p": reading.places}  # fmt: skip
    for letter, items in known.items():
        assert [item.id for item in items] == [f"{letter}{number}" for number in range(1, len(items) + 1)]
    ids = {item.id for items in known.values() for item in items}
    spans = [sentence.span for sentence in reading.sentences]
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    for event in reading.events:
        spans += [event.trigger, *event.mentions, *event.actor_spans, *event.recipient_spans]
        assert event.trigger in event.mentions
        assert {*event.actor, *event.recipient, *event.quantities, *event.attributions} <= ids
        assert event.responds_to is None or event.responds_to in ids
        assert event.place is None or event.place.entity in ids
        assert 0 <= event.confidence <= 1
        assert event.because
        start, end = reading.sentences[event.sentence].span
        assert start <= event.trigger[0] < end
    for claim in reading.attributions:
        spans += [*claim.content, *(item for item in (claim.cue, claim.source_span) if item)]
        assert claim.source is None or claim.source in ids
        assert claim.parent is None or (claim.parent in ids and claim.parent != claim.id)
    for item in [*reading.quantities, *reading.times, *reading.places, *reading.non_responses]:
        spans.append(item.span)
    for entity in reading.entities:
        spans += [mention.span for mention in entity.mentions]
        assert entity.mentions
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for items in (reading.quantities, reading.times, reading.places):
        starts = [item.span[0] for item in items]
        assert starts == sorted(starts)
    assert Reading.from_json(reading.to_json()) == reading


@pytest.mark.parametrize("text", TEXTS)
def test_readings_of_real_sentences_hold_together(pipeline, text):
    reading = pipeline.read(Article(id="a", text=text, published="2024-11-01"))
    check(reading)
    assert reading.text == text
    assert reading.events


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([None, "2024-11-01", "0001-01-01", "9999-12-31"]))
def test_readings_of_any_words_hold_together(pipeline, words, published):
    check(pipeline.read(Article(id="a", text=" ".join(words), published=published)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_readings_of_any_text_hold_together(pipeline, text):
    check(pipeline.read(Article(id="a", text=text)))


def test_an_event_without_a_time_of_its_own_takes_the_day_of_publication(pipeline):
    reading = pipeline.read(Article(id="a", text="Peru condemned Chile.", published="2024-11-01T10:00:00Z"))
    time = reading.events[0].time
    assert time is not None
    assert (time.value, time.inferred, time.span) == ("2024-11-01", True, None)
    undated = pipeline.read(Article(id="a", text="Peru condemned Chile."))
    assert undated.events[0].time is None


def test_a_party_points_at_its_title_and_its_name(pipeline):
    text = "The Danish foreign minister, Anna Holm, condemned the attack on Monday."
    reading = pipeline.read(Article(id="a", text=text))
    (event,) = [event for event in reading.events if event.event_type == "ACCUSE"]
    assert [text[slice(*span)] for span in event.actor_spans] == ["Danish foreign minister, Anna Holm"]
