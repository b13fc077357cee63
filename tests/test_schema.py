"""Readings convert to dicts, JSON and data frames without loss."""

import json
from typing import get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove import schema
from countermove.schema import Quantity, Reading, Sentence
from countermove.tables import Items
from tests.readings import full_reading, make_event, make_reading, span

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SPANS = st.tuples(st.integers(0, 50), st.integers(0, 50))
NUMBERS = st.one_of(
    st.none(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
)


def test_json_gives_the_same_reading():
    reading = full_reading()
    assert Reading.from_json(reading.to_json()) == reading
    assert Reading.from_dict(reading.to_dict()) == reading
    assert json.loads(reading.to_json()) == reading.to_dict()


def test_what_comes_back_still_makes_frames():
    assert isinstance(Reading.from_json(full_reading().to_json()).events, Items)


@st.composite
def readings(draw):
    quantities = draw(
        st.lists(
            st.builds(
                Quantity,
                id=TEXTS,
                span=SPANS,
                low=NUMBERS,
                high=NUMBERS,
                unit=TEXTS,
                entity=st.one_of(st.none(), TEXTS),
                casualty=st.sampled_from([None, "killed", "missing"]),
                attributions=st.lists(TEXTS, max_size=2).map(tuple),
            ),
            max_size=3,
        )
    )
    sentences = draw(st.lists(st.builds(Sentence, span=SPANS, boilerplate=st.booleans()), max_size=3))
    return make_reading(
        draw(TEXTS), title=draw(st.one_of(st.none(), TEXTS)), quantities=Items(quantities), sentences=Items(sentences)
    )


@given(readings())
def test_any_reading_comes_back_and_is_one_line(reading):
    line = reading.to_json()
    assert b"\n" not in line
    assert Reading.from_json(line) == reading
    assert Reading.from_dict(reading.to_dict()) == reading


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": 5}, r"\$\.text"),
        ({"events": {}}, r"Expected `array`.*\$\.events"),
        ({"events": [{"id": "e1"}]}, "missing required field"),
    ],
)
def test_a_wrong_field_is_named(change, reason):
    with pytest.raises(msgspec.ValidationError, match=reason):
        Reading.from_dict({**full_reading().to_dict(), **change})


def test_readings_cannot_be_changed():
    with pytest.raises(AttributeError):
        full_reading().text = "x"


def test_every_public_type_and_its_fields_are_described():
    for name, kind in vars(schema).items():
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind.__module__ == schema.__name__:
            assert kind.__doc__, name
            assert get_type_hints(kind) is not None


def test_one_row_per_event():
    frame = full_reading().events.to_frame()
    assert frame["event_type"].to_list() == ["THREATEN", "RETREAT"]
    assert frame["actor"].to_list() == [["n1"], []]


def test_whole_and_broken_numbers_share_a_column():
    frame = Items([Sentence(span=(0, 1), boilerplate=False)]).to_frame("polars")
    assert frame["span"].to_list() == [[0, 1]]
    numbers = [make_event("a b", "a", score=1), make_event("a b", "b", score=0.5), make_event("a b", "b", score=None)]
    assert Items(numbers).to_frame()["score"].to_list() == [1.0, 0.5, None]


def test_no_items_make_an_empty_frame():
    assert len(Items().to_frame()) == 0


def test_the_library_can_be_asked_for(monkeypatch):
    with pytest.raises(ValueError, match="polars"):
        Items().to_frame("excel")
    monkeypatch.setattr("countermove.tables.find_spec", lambda name: None)
    with pytest.raises(ImportError, match="pip install polars"):
        Items().to_frame()
    with pytest.raises(ImportError, match="pip install pandas"):
        Items().to_frame("pandas")


def test_spans_count_code_points():
    text = "😀 Peru left"
    assert text[slice(*span(text, "Peru"))] == "Peru"
    assert make_event(text, "left").trigger == (7, 11)
