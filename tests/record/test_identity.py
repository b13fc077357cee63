"""Ids made from content."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from countermove.record.identity import content_hash, content_id, mention_id
from countermove.schema import Article

parts = st.lists(st.none() | st.text(alphabet=st.characters(), max_size=5), max_size=4)


def test_ids_stay_the_same_from_version_to_version():
    """Changing one of these makes every record in the world hold its articles twice."""
    assert content_id("a", "d", None, "") == "aabac9f2ba992f61a"
    assert content_hash(Article(id="1", text="Text", title="Title")) == "208b50b3d808cc1338594ca70a34c1e0"
    assert mention_id("a1", "e2") == "a1/e2"


@given(parts, parts)
def test_only_the_same_parts_give_the_same_id(left, right):
    assert (content_id("x", *left) == content_id("x", *right)) == (left == right)


@given(st.text(), st.text(), st.text())
def test_what_an_article_says_is_its_title_and_text_alone(title, text, other):
    article = Article(id="1", text=text, title=title)
    renamed = Article(id="2", text=text, title=title, url="https://news.example/", publisher=other, published=other)
    assert content_hash(article) == content_hash(renamed)
    assert (content_hash(article) == content_hash(Article(id="1", text=other, title=title))) == (text == other)


def test_a_title_is_not_a_part_of_the_text():
    assert content_hash(Article(id="1", text="b", title="a")) != content_hash(Article(id="1", text="ab"))
