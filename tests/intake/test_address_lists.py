"""OPML lists and sitemaps to addresses."""

import pytest

from countermove.intake.address_lists import ListedAddress, list_kind, parse_address_list
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError

NEWS = """<?xml version="1.0" encoding="UTF-8"?><!-- made by a shop -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://quay.example/a?x=1&amp;y=2 </loc><lastmod>2024-12-01</lastmod>
<image:image><image:loc>https://quay.example/a.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Quay</news:name></news:publication>
<news:publication_date>2024-11-01T08:00+01:00</news:publication_date><news:title>Strike &amp; talks</news:title>
</news:news>
</url>
<url><loc>https://quay.example/b</loc></url><url><loc>https://quay.example/b</loc></url><url><loc>javascript:x</loc></url>
</urlset>"""
INDEX = (
    "<sitemapindex><sitemap><loc>https://quay.example/s1.xml.gz</loc><lastmod>2024</lastmod></sitemap></sitemapindex>"
)
OPML = """<opml version="2.0"><head><title>Mine</title></head><body><outline text="Papers">
<outline type="rss" text="Quay > Post" xmlUrl="https://quay.example/feed"/></outline>
<outline xmlUrl="file:///etc/passwd"/><outline text="no address"/></body></opml>"""


def parse(text, **limits):
    return parse_address_list(text.encode(), None, Limits(**limits))


def test_a_news_sitemap_gives_pages_with_their_dates_each_once():
    found = parse(NEWS)
    assert found.addresses == (
        ListedAddress("https://quay.example/a?x=1&y=2", "2024-11-01T08:00+01:00", "Strike & talks"),
        ListedAddress("https://quay.example/b"),
    )


def test_an_index_and_an_opml_list():
    assert parse(INDEX).addresses == (ListedAddress("https://quay.example/s1.xml.gz"),)
    assert parse(OPML).addresses == (ListedAddress("https://quay.example/feed"),)


def test_entries_over_the_limit_are_counted():
    found = parse(NEWS, max_items=1)
    assert (len(found.addresses), found.left_out) == (1, 1)


@pytest.mark.parametrize(
    ("text", "kind"), [(NEWS, "urlset"), (INDEX, "sitemapindex"), (OPML, "opml"), ("<rss/>", None), ("", None)]
)
def test_kinds_are_told_by_the_first_element(text, kind):
    assert list_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<urlset>" + "<url>" * 100_000, "max_depth"),
        ('<!DOCTYPE u [<!ENTITY a "x">]><urlset>&a;</urlset>', "entities"),
        ("<urlset><url><loc>https://quay.example/a", "well-formed"),
        ("<rss/>", "not a list"),
    ],
)
def test_hostile_and_broken_lists_are_refused(text, reason):
    with pytest.raises(InputError, match=reason):
        parse(text)
