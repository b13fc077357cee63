"""Pages to articles."""

import subprocess
import sys

import pytest

from countermove.intake.html import looks_like_html, read_page
from countermove.intake.problem import InputError

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Harbour strike ends</title>
<meta property="og:site_name" content="The Quay Post"><meta property="article:published_time" content="2024-10-31T08:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Harbour strike ends</h1>
<p>Dock workers in the northern port returned to work on Thursday after the union and the city agreed on higher wages.</p>
<p>“We have what we asked for,” said the union’s chairwoman, adding that the ballot had been close and long expected.</p>
<p>The strike had lasted three weeks and held up more than forty ships that were waiting outside the harbour.</p>
</article><footer>Copyright. All rights reserved.</footer><script>alert("x")</script></body></html>"""  # noqa: E501


def test_the_articles_text_without_what_stands_around_it():
    page = read_page(PAGE)
    assert "Dock workers in the northern port" in page.text
    assert "forty ships" in page.text
    assert "Sport" not in page.text
    assert "alert" not in page.text


def test_what_the_page_says_of_itself():
    page = read_page(PAGE.encode())
    assert (page.title, page.publisher) == ("Harbour strike ends", "The Quay Post")
    assert (page.published, page.published_from) == ("2024-10-31T08:00:00Z", "metadata")


@pytest.mark.parametrize(
    "html", ["", "<html></html>", "<html><body><script>1</script></body></html>", "\0\0\0", b"\xff\x00\x01"]
)
def test_a_page_without_an_article_is_told(html):
    with pytest.raises(InputError, match="HTML"):
        read_page(html)


def test_deep_nesting_is_a_reason_or_a_text_but_no_crash():
    html = "<html><body>" + "<div>" * 20_000 + "Some words." + "</div>" * 20_000 + "</body></html>"
    try:
        assert read_page(html).text
    except InputError as error:
        assert "HTML" in error.reason


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\ufeff \n<HTML>", True),
        ("<?xml version='1.0'?>\n<html>", True),
        ("<3 the news", False),
        ("He wrote <html> on the wall", False),
        ("", False),
    ],
)
def test_what_looks_like_html(text, html):
    assert looks_like_html(text) is html


def test_what_the_extractor_logs_does_not_reach_the_terminal():
    code = "from countermove.intake.html import read_page\ntry: read_page('<p>x')\nexcept Exception as e: print(e)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.count("\n"), run.stderr) == (1, "")
