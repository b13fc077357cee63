"""JSON Lines: good lines in order, bad lines told by number."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.intake.jsonl import read_jsonl
from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.schema import Article


def read(data: bytes, limits=None):
    return list(read_jsonl(io.BytesIO(data), "news.jsonl", limits or Limits()))


def test_all_fields_arrive_and_others_are_left_alone():
    line = {"id": 7, "text": "It rained.", "title": "Rain", "published": "2024-11-01", "url": "http://a.example",
            "publisher": "P", "language": "en", "extra": [1]}  # fmt: skip
    article = Article(
        id="7",
        text="It rained.",
        title="Rain",
        published="2024-11-01",
        url="http://a.example",
        publisher="P",
        language="en",
        document="http://a.example/",
    )
    assert read(b"\xef\xbb\xbf" + json.dumps(line).encode()) == [article]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"{", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b'{"text": "\xff"}', "is not JSON"),
        (b"[]", "is not an article"),
        (b'{"title": "x"}', "missing required field `text`"),
        (b'{"text": 5}', "is not an article"),
        (b'{"text": "x", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "is not an article"),
    ],
)
def test_a_broken_line_seven_costs_nothing_else(bad, reason):
    good = b'{"text": "It rained."}'
    found = read(b"\n".join([good] * 6 + [bad] + [good] * 2))
    assert [isinstance(item, Article) for item in found] == [True] * 6 + [False] + [True] * 2
    assert found[6].source == "news.jsonl line 7"
    assert reason in found[6].reason
    assert found[7].id == "line-8"


def test_a_line_over_the_limit_is_left_out_and_the_next_is_read():
    found = read(b'{"text": "' + b"x" * 500 + b'"}\n{"text": "It rained."}\n', Limits(max_bytes=100))
    assert isinstance(found[0], Problem)
    assert "longer than 100 bytes" in found[0].reason
    assert found[1] == Article(id="line-2", text="It rained.")


def test_a_line_of_exactly_the_limit_is_read():
    line = b'{"text": "It rained."}\n'
    assert isinstance(read(line, Limits(max_bytes=len(line)))[0], Article)


@given(st.lists(st.one_of(st.none(), st.text(min_size=1))))
def test_texts_come_back_in_order_whatever_they_hold(texts):
    lines = ["" if text is None else json.dumps({"text": text}) for text in texts]
    found = read("\n".join(lines).encode())
    wanted = [text.encode("utf-8", "replace").decode().replace("?", "\ufffd") for text in texts if text is not None]
    assert [item.text.replace("?", "\ufffd") for item in found] == wanted


@given(st.binary(max_size=200))
def test_any_bytes_give_articles_or_problems(data):
    for item in read(data, Limits(max_bytes=50)):
        assert isinstance(item, Article | Problem)


def test_an_id_that_was_given_names_the_document_within_its_publisher_or_file():
    lines = b'{"text": "x", "id": 1, "publisher": "Post"}\n{"text": "x", "id": "b"}\n{"text": "x"}\n'
    found = list(read_jsonl(io.BytesIO(lines), "folder/news.jsonl", Limits(), "news.jsonl"))
    assert [item.document for item in found] == ["Post:1", "news.jsonl:b", None]
