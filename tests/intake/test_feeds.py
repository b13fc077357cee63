"""Feeds to items: RSS, Atom, JSON Feed; hostile ones refused."""

import json
import time

import pytest

from countermove.intake.feeds import FeedItem, parse_feed
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Quay Post &amp; Mail</title>
<item><title>Harbour strike ends</title><link>/news/strike</link><guid isPermaLink="false">qp-17</guid>
<pubDate>Fri, 01 Nov 2024 10:00:00 +0200</pubDate><description>Dockers go back.</description>
<content:encoded><![CDATA[<p>The dockers went back to work.</p>]]></content:encoded></item>
<item><title>No link, no guid</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<entry><id>tag:gazette.example,2024:1</id><title>Talks resume</title><link rel="self" href="https://gazette.example/x.atom"/>
<link href="https://gazette.example/talks"/><published>2024-11-01T09:00:00-05:00</published>
<updated>2024-11-02T09:00:00-05:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Talks.</p></div></content><summary>Short.</summary>
</entry></feed>"""


def feed(text, url="https://quay.example/feed.xml", **limits):
    data = text if isinstance(text, bytes) else text.encode()
    return parse_feed(data, url, Limits(**limits))


def test_rss():
    found = feed(RSS)
    assert found.title == "The Quay Post & Mail"
    assert found.items[0] == FeedItem(
        key="qp-17",
        url="https://quay.example/news/strike",
        title="Harbour strike ends",
        published="2024-11-01T10:00:00+02:00",
        updated=None,
        content_html="<p>The dockers went back to work.</p>",
        content_text=None,
        summary="Dockers go back.",
    )


def test_an_item_without_guid_and_link_keeps_its_key():
    first, second = feed(RSS).items[1].key, feed(RSS.replace("qp-17", "qp-18")).items[1].key
    assert first == second
    assert first.startswith("sha256:")


def test_atom_keeps_published_apart_from_updated_and_takes_the_pages_link():
    [item] = feed(ATOM).items
    assert (item.url, item.published, item.updated) == (
        "https://gazette.example/talks",
        "2024-11-01T09:00:00-05:00",
        "2024-11-02T09:00:00-05:00",
    )
    assert (item.content_html, item.summary) == ("<p>Talks.</p>", "Short.")


def test_an_update_stands_in_for_a_missing_publication_date():
    [item] = feed(ATOM.replace("<published>2024-11-01T09:00:00-05:00</published>", "")).items
    assert item.published == "2024-11-02T09:00:00-05:00"


def test_json_feed():
    items = [
        {"id": 7, "url": "/a", "content_text": "Text.", "date_published": "2024-11-01T10:00:00+01:00"},
        "no object",
        {"external_url": "https://other.example/b", "title": "B", "date_modified": "2024-11-03"},
    ]
    found = feed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}))
    assert [(item.key, item.url, item.published) for item in found.items] == [
        ("7", "https://quay.example/a", "2024-11-01T10:00:00+01:00"),
        ("https://other.example/b", "https://other.example/b", "2024-11-03"),
    ]


def test_what_is_not_well_formed_is_read_all_the_same():
    [item] = feed("<rss><channel><item><title>Tea &nbsp; cake</title><description>A <b> c</description></item>").items
    assert item.title == "Tea cake"


@pytest.mark.parametrize(
    ("label", "encoding"), [("iso-8859-1", "cp1252"), ("utf-8", "cp1252"), ("utf-16", "utf-16"), ("rot13", "utf-8")]
)
def test_encodings_told_and_mistold(label, encoding):
    text = f'<?xml version="1.0" encoding="{label}"?><rss><channel><item><title>Café “x”</title></item></channel></rss>'
    [item] = feed(text.encode(encoding)).items
    assert item.title == "Café “x”"


def test_what_is_made_to_be_slow_is_read_in_time():
    started = time.monotonic()
    for middle in ("&" * 100_000, "<" * 100_000, "&nbsp;<a" + " " * 19_000 + ">", "</a>" * 50_000, "&nbsp;" * 50_000):
        feed(f"<rss><channel><item><title>x{middle}")
    assert time.monotonic() - started < 30


def test_more_items_than_the_limit_are_counted():
    found = feed(RSS, max_items=1)
    assert (len(found.items), found.left_out) == (1, 1)


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
FILE = '<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LAUGHS, "entities"),
        (FILE, "entities"),
        (LAUGHS.encode("utf-16"), "entities"),
        ("<!DOCTYPE x><rss><b></c><!ENTITY a 'x'>", "entities"),
        ("<rss><channel>" + "<a>" * 100_000, "max_depth"),
        ("<rss><channel>" + "<a>" * 100_000 + "</b>", "max_depth"),
        ("<rss><channel></b>" + "<a>" * 100_000, "max_depth"),
        ("<rss><channel>" + "<!-- " * 100_000, "never closed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000, "JSON|deep"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "JSON Feed"),
        ("<html><body>No feed</body></html>", "not a feed"),
        ("", "not a feed"),
        (b"\xff\xfe\x00<\x00", "not a feed"),
        ("<rss><channel><item><title>x" + "<a " * 100_000, "never closed"),
        (
            "<rss><channel>" + "<item " + "".join(f"a{n}='' " for n in range(5_000)) + "></item></channel></rss>",
            "attributes",
        ),
        ("<rss><channel>" + "<a/>" * 1_000_001 + "</channel></rss>", "more than 1,000,000 elements"),
    ],
)
def test_hostile_and_other_texts_are_refused_with_the_reason(text, reason):
    with pytest.raises(InputError, match=reason):
        feed(text)


def test_a_file_name_as_feed_opens_no_file(tmp_path):
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    with pytest.raises(InputError):
        feed(str(file))
