"""Numbers about the same thing form one series."""

from __future__ import annotations

import pytest

from countermove.record.series import counted_by
from countermove.record.words import Stems
from tests.record.building import Draft, column, own_words, rows, store

STEMS = Stems()


def counted(unit: str, casualty: str | None = None, **fields):
    draft = Draft("Forty troops of Norway.")
    draft.entity("Norway", **fields)
    draft.number("Forty troops", 40, 40, unit, casualty=casualty)
    return counted_by(draft.quantities[0], draft.entities[0] if fields else None, STEMS)


def test_the_noun_the_fate_and_whose_they_are_make_the_series():
    assert counted("North Korean troops", country="PRK") == counted("troops", country="PRK")
    assert counted("troops", country="PRK") != counted("troops", country="NOR")
    assert counted("soldiers", "killed") != counted("soldiers", "wounded")
    assert counted("ships") == counted("ship")
    assert counted("troops", ref="WAGNER").whose == "WAGNER"
    assert counted("%").noun == "%"


def test_a_series_belongs_to_its_story():
    assert counted("troops").series_id("t1") != counted("troops").series_id("t2")
    assert counted("troops").series_id("t1") == counted("troops").series_id("t1")


def told(paper: int, words: str, low: float | None, high: float | None, published: str, speaker: str | None = None):
    text = f"{speaker or 'Nobody'} counted {words} near Brackmouth. {own_words(1)}"
    draft = Draft(text, f"n{paper}", publisher=f"Paper {paper}", published=published)
    said = ()
    if speaker:
        draft.entity(speaker, kind="person", ref=speaker.upper())
        said = (draft.says("n1", "counted", words),)
    draft.number(words, low, high, "soldiers", attributions=said)
    return draft


def test_numbers_of_one_thing_are_one_series_with_who_said_what_on_which_day(record):
    store(
        record,
        told(1, "8,000 soldiers", 8_000, 8_000, "2024-10-28", "Anna"),
        told(2, "up to 12,000 soldiers", None, 12_000, "2024-10-30", "Bert"),
        told(3, "10,000 soldiers", 10_000, 10_000, "2024-10-31"),
    )
    found = rows(record, "select low, high, words, said_by, published_day::varchar from numbers_over_time order by 5")
    assert found == [
        (8_000, 8_000, "8,000 soldiers", "Anna", "2024-10-28"),
        (None, 12_000, "up to 12,000 soldiers", "Bert", "2024-10-30"),
        (10_000, 10_000, "10,000 soldiers", None, "2024-10-31"),
    ]
    assert len(set(column(record, "select series_id from numbers_over_time"))) == 1
    assert column(record, "select origin from numbers_over_time order by published_day")[:2] == ["Anna", "Bert"]


@pytest.mark.parametrize("again", [False, True])
def test_the_number_of_a_corrected_article_replaces_the_first(record, again):
    url = "https://news.example/1"
    for words, value in (("40 soldiers", 40), ("14 soldiers", 14), *([("14 soldiers", 14)] if again else [])):
        draft = told(1, words, value, value, "2024-11-01")
        draft.article = type(draft.article)(
            id="x", text=draft.text, url=url, document=url, published="2024-11-01", publisher="P"
        )
        store(record, draft)
    assert rows(record, "select words from numbers_over_time") == [("14 soldiers",)]
