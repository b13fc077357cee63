"""``countermove.read`` and ``countermove.read_many``."""

import pytest

import countermove
from countermove.api import SkippedArticleWarning

TEXT = "Kenya condemned the attack on its embassy in Mogadishu on Monday."


def test_one_article():
    reading = countermove.read(
        TEXT, published="2024-11-01", title="Attack", publisher="The Post", url="http://a.example"
    )
    assert (reading.text, reading.title, reading.publisher, reading.language) == (TEXT, "Attack", "The Post", "en")
    assert [event.event_type for event in reading.events][:1] == ["ACCUSE"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"text": " "}, "is empty"),
        ({"text": TEXT, "published": "soon"}, "not an ISO 8601 date"),
        ({"text": TEXT, "language": "fr"}, "not in English"),
    ],
)
def test_what_cannot_be_read_is_a_value_error(arguments, reason):
    with pytest.raises(ValueError, match=reason):
        countermove.read(**arguments)


def test_lone_surrogates_are_replaced():
    assert countermove.read("\ud800 " + TEXT).text == "\ufffd " + TEXT


def test_a_stream_takes_texts_dicts_and_articles_and_goes_on_after_bad_ones():
    articles = [TEXT, {"text": TEXT, "id": "b"}, {"title": "no text"}, "", countermove.Article(id="e", text=TEXT)]
    with pytest.warns(SkippedArticleWarning) as warned:
        readings = list(countermove.read_many(articles))
    assert [reading.id for reading in readings] == ["article-1", "b", "e"]
    assert [str(item.message).partition(": ")[0] for item in warned] == ["article 3", "article-4"]


def test_the_same_article_gives_the_same_reading_whatever_is_read_with_it():
    alone = countermove.read(TEXT, id="x")
    [_, among, _] = countermove.read_many(
        ["Peru left the talks.", {"text": TEXT, "id": "x"}, "Chile sent troops to Peru."]
    )
    assert among == alone
