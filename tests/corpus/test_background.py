"""The plain articles without politics."""

import pytest

from corpus.background import load_background
from corpus.repeats import MOST_REPEATED, repeated


def test_there_are_articles_of_every_topic_in_every_part():
    articles = list(load_background())
    assert len(articles) >= 150
    assert {article.split for article in articles} == {"train", "dev", "test"}
    assert len({article.id for article in articles}) == len(articles)
    assert {article.id.split("-")[0] for article in articles} == {"arts", "business", "obituaries", "sport", "weather"}
    assert [a.id for a in articles if a.split == "dev"] == [a.id for a in load_background("dev")]


def test_they_are_no_templates():
    share, most = repeated(list(load_background()))
    assert share < MOST_REPEATED, most


@pytest.mark.parametrize(("text", "message"), [("words\n== a\nb", "before the first heading"), ("== a\n\n", "no text")])
def test_mistakes_are_told(tmp_path, text, message):
    (tmp_path / "x.txt").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message):
        list(load_background(folder=tmp_path))
