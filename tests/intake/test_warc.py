"""Web archives to articles."""

import gzip
import io

import pytest

from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import Problem
from countermove.intake.warc import read_warc
from tests.intake.warc_files import html, record

META = '<meta property="article:published_time" content="2024-11-01T08:00:00+02:00">'


def read(*records, **limits):
    data = b"".join(gzip.compress(item) for item in records)
    return list(read_warc(io.BytesIO(data), "crawl.warc.gz", Limits(**limits), InputOptions()))


def test_an_article_of_a_response():
    [article] = read(record(html("Strike ends", META), "https://www.quay.example/a?utm_source=x"))
    assert (article.id, article.url) == ("https://www.quay.example/a?utm_source=x", "https://www.quay.example/a")
    assert (article.published, article.published_from) == ("2024-11-01T08:00:00+02:00", "metadata")
    assert (article.title, article.publisher) == ("Strike ends", "quay.example")
    assert article.document == article.url
    assert "forty ships" in article.text


def test_the_time_of_the_crawl_is_no_date_but_bounds_it():
    [article] = read(record(html("Strike ends")))
    assert article.published is None
    [article] = read(record(html("Strike ends", META), date="2024-06-01T00:00:00Z"))
    assert article.published is None


def test_what_is_no_page_is_passed_over():
    page = html("Strike ends")
    assert read(
        record(page, kind="request"),
        record(page, kind="metadata"),
        record(page, status="404 Not Found"),
        record(b"\x89PNG", content_type="image/png"),
        record(b"{}", content_type="application/json"),
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(html("Strike ends")), "Content-Encoding: gzip\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(html("Strike ends")), html("Strike ends")), "Transfer-Encoding: chunked\r\n"),
        (html("Strike ends"), "Content-Encoding: gzip\r\n"),
        (html("Strike ends"), "Transfer-Encoding: chunked\r\n"),
        (html("Strike ends"), "Content-Length: 7\r\n"),
    ],
    ids=["gzip", "chunked", "only said to be gzip", "only said to be chunked", "wrong HTTP length"],
)
def test_bodies_packed_and_only_said_to_be(body, headers):
    [article] = read(record(body, headers=headers))
    assert article.title == "Strike ends"


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "utf-7", "zip", "rot13", "no-such"])
def test_encodings_told_and_mistold(label):
    [article] = read(record(html("Café opens").decode().encode("cp1252"), content_type=f"text/html; charset={label}"))
    assert article.title == "Café opens"


def test_a_bad_record_is_named_and_its_neighbours_read():
    bomb = record(gzip.compress(b"0" * 5_000_000), headers="Content-Encoding: gzip\r\n")
    cut = record(html("Cut"))[:400]
    found = read(record(html("First")), bomb, record(b"<html></html>"), cut, record(html("Last")), max_bytes=200_000)
    assert [item.title for item in found if not isinstance(item, Problem)] == ["First", "Last"]
    problems = [item for item in found if isinstance(item, Problem)]
    assert [item.source.partition(" (at byte")[0] for item in problems] == [
        f"crawl.warc.gz record {n}" for n in (2, 3, 4)
    ]
    assert "max_bytes" in problems[0].reason
    assert "no article text" in problems[1].reason
    assert "Content-Length" in problems[2].reason
