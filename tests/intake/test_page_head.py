"""What a page says of itself beside its text."""

import pytest

from countermove.intake.html import read_page
from tests.intake.date_pages import BODY, H1, TITLE, page

LINKED = """<script type="application/ld+json">{"@graph":[
{"@type":"NewsArticle","headline":"Harbour strike ends after three weeks","url":"https://www.quay.example/strike",
"publisher":{"@id":"#us"}},{"@id":"#us","@type":"Organization","name":"The Quay Post"}]}</script>"""


def read(head="", url=None, title=TITLE, body=H1 + BODY):
    return read_page(page(head, body, title=title), url)


@pytest.mark.parametrize(
    ("head", "url", "publisher"),
    [
        ('<meta property="og:site_name" content="The Quay Post">', None, "The Quay Post"),
        (LINKED, None, "The Quay Post"),
        ('<link rel="canonical" href="https://www.quay.example/a">', None, "quay.example"),
        ("", "https://m.quay.example/a", "quay.example"),
        ("", None, None),
    ],
)
def test_publisher(head, url, publisher):
    assert read(head, url).publisher == publisher


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="/a?utm_source=x">', "https://www.quay.example/a"),
        ('<meta property="og:url" content="https://quay.example/b">', "https://quay.example/b"),
        (LINKED, "https://www.quay.example/strike"),
        ('<link rel="canonical" href="https://agency.example/a">', "https://www.quay.example/p?id=1"),
        ('<link rel="canonical" href="http://[bad">', "https://www.quay.example/p?id=1"),
    ],
)
def test_canonical_address(head, canonical):
    assert read(head, "https://www.quay.example/p?id=1&fbclid=2").canonical == canonical


@pytest.mark.parametrize(
    ("head", "title", "body", "found"),
    [
        (LINKED, "Something | Else", H1 + BODY, TITLE),
        ('<meta property="og:title" content="Told">', TITLE, H1 + BODY, "Told"),
        (
            '<meta property="og:site_name" content="Quay"><meta property="og:title" content="Told - Quay">',
            "",
            H1 + BODY,
            "Told",
        ),
        ("", "Page title - Site", H1 + BODY, TITLE),
        ("", "Page title", BODY, "Page title"),
        ("", "Page title", "<h1>Logo</h1>" + H1 + BODY, "Page title"),
    ],
)
def test_title(head, title, body, found):
    assert read(head, title=title, body=body).title == found
