"""Feeds, lists and pages, from files and addresses, to articles."""

import gzip
import json
import random

import pytest

from countermove.intake.fetch import Fetched
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import InputError, Problem
from tests.intake.test_feeds import ATOM, RSS
from tests.intake.warc_files import html, record

SITE = "https://quay.example"
LONG = "<p>" + "Dock workers in the northern port returned to work on Thursday. " * 20 + "</p>"


class Web:
    """Addresses and what they answer; remembers what was asked for."""

    def __init__(self, **pages):
        self.pages = {f"{SITE}/{name}": body for name, body in pages.items()}
        self.asked = []

    def __call__(self, url, limits):
        self.asked.append(url.removeprefix(SITE + "/"))
        if url not in self.pages:
            raise InputError("the server answered 404 Not Found")
        body = self.pages[url]
        return Fetched(body if isinstance(body, bytes) else body.encode(), url, "")


def read(source, web=None, limits=None, **options):
    return list(read_inputs([str(source)], limits or Limits(), options=InputOptions(get=web or Web(), **options)))


def item(link, date="Fri, 01 Nov 2024 10:00:00 +0200", content=""):
    return (
        f"<item><title>Strike &lt;b&gt;ends&lt;/b&gt; for {link}</title><link>{SITE}/{link}</link><guid>{link}</guid>"
        f"<pubDate>{date}</pubDate><description>The dockers go back to work after weeks.</description>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item>"
    )


def rss(*items):
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>Quay</title>{"".join(items)}</channel></rss>'


def put(folder, text, name="feed.xml"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_feed_in_a_file_gives_what_it_carries_itself(tmp_path):
    web = Web()
    full, short = read(put(tmp_path, rss(item("a", content=LONG), item("b"))), web)
    assert "northern port" in full.text
    assert "<p>" not in full.text
    assert short.text == "Strike ends for b\n\nThe dockers go back to work after weeks."
    assert (full.published, full.published_from) == ("2024-11-01T10:00:00+02:00", "feed")
    assert (full.id, full.document, full.publisher) == (f"{SITE}/a", f"{SITE}/a", "quay.example")
    assert web.asked == []


def test_a_fetched_feed_is_followed_to_pages_where_its_text_is_short():
    meta = '<meta property="article:published_time" content="2024-10-31T23:00:00Z">'
    web = Web(feed=rss(item("a", content=LONG), item("b"), item("c")), b=html("B"), c=html("C", meta))
    full, second, third = read(f"{SITE}/feed", web)
    assert web.asked == ["feed", "b", "c"]
    assert "northern port" in full.text
    assert (second.title, second.published, second.published_from) == ("B", "2024-11-01T10:00:00+02:00", "feed")
    assert (third.published, third.published_from) == ("2024-10-31T23:00:00Z", "metadata")


@pytest.mark.parametrize(("follow", "asked"), [(True, ["a"]), (False, [])])
def test_following_can_be_chosen(tmp_path, follow, asked):
    web = Web(a=html("A"))
    read(put(tmp_path, rss(item("a"))), web, follow=follow)
    assert web.asked == asked


def test_a_missing_page_costs_only_itself():
    web = Web(feed=rss(item("gone"), item("b")), b=html("B"))
    problem, article = read(f"{SITE}/feed", web)
    assert problem == Problem(f"{SITE}/feed item 1 ({SITE}/gone)", "the server answered 404 Not Found")
    assert article.title == "B"


def test_atom_and_json_feeds_in_files(tmp_path):
    [article] = read(
        put(tmp_path, ATOM.replace("Talks.", "Talks between the union and the city will go on."), "a.atom")
    )
    assert article.published == "2024-11-01T09:00:00-05:00"
    items = [{"id": "x:1", "content_text": "The minister resigned on Monday after weeks of protest."}]
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": items}, indent=1)
    [article] = read(put(tmp_path, data, "feed.json"))
    assert (article.document, article.publisher) == ("x:1", "Gazette")


def test_an_opml_list_leads_to_its_feeds_and_their_pages(tmp_path):
    opml = f'<opml><body><outline xmlUrl="{SITE}/feed"/><outline xmlUrl="{SITE}/none"/></body></opml>'
    web = Web(feed=rss(item("a")), a=html("A"))
    article, problem = read(put(tmp_path, opml, "feeds.opml"), web)
    assert article.title == "A"
    assert problem.source == f"{SITE}/none"


def test_a_sitemap_index_leads_to_sitemaps_and_pages_once_each(tmp_path):
    entries = "".join(f"<sitemap><loc>{SITE}/{name}</loc></sitemap>" for name in ("map", "index", "map"))
    index = f"<sitemapindex>{entries}</sitemapindex>"
    news = f"""<urlset xmlns:news="n"><url><loc>{SITE}/a</loc><news:news><news:publication_date>2024-11-01T08:00+01:00
    </news:publication_date><news:title>Title</news:title></news:news></url></urlset>"""
    web = Web(index=index, map=gzip.compress(news.encode()), a=html("A"))
    [article] = read(f"{SITE}/index", web)
    assert (article.published, article.published_from) == ("2024-11-01T08:00+01:00", "feed")
    assert web.asked == ["index", "map", "a", "index"]


def test_lists_end_at_their_limits():
    links = "".join(f"<url><loc>{SITE}/{number}</loc></url>" for number in range(5))
    web = Web(map=f"<urlset>{links}</urlset>", **{str(number): html(f"Page {number}") for number in range(5)})
    found = read(f"{SITE}/map", web, Limits(max_items=2))
    assert [getattr(item, "title", None) or item.reason for item in found] == [
        "Page 0",
        "Page 1",
        "3 of its addresses are left out (limit max_items)",
    ]
    index = "".join(f"<sitemap><loc>{SITE}/m{number}</loc></sitemap>" for number in range(3))
    found = read(f"{SITE}/i", Web(i=f"<sitemapindex>{index}</sitemapindex>"), Limits(max_lists=2))
    assert "limit max_lists" in found[-1].reason


def test_lists_within_lists_end():
    lists = {f"l{n}": f"<sitemapindex><sitemap><loc>{SITE}/l{n + 1}</loc></sitemap></sitemapindex>" for n in range(9)}
    web = Web(**lists)
    [problem] = read(f"{SITE}/l0", web)
    assert "list within 3 lists" in problem.reason
    assert len(web.asked) < 6


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.txt.gz", "a.html.gz", "a.xml.gz", "a.warc.gz", "a.warc"])
def test_packed_files_of_every_kind(tmp_path, name):
    text = "The minister resigned on Monday after weeks of protest in the capital."
    data = {
        "jsonl": json.dumps({"text": text}),
        "csv": f"text\n{text}\n",
        "txt": text,
        "html": html("A").decode(),
        "xml": rss(item("a")),
        "warc": record(html("A")).decode(),
    }[name.split(".")[1]].encode()
    [article] = read(put(tmp_path, gzip.compress(data) if name.endswith(".gz") else data, name))
    assert not isinstance(article, Problem)


def test_a_cut_off_gzip_file_gives_what_stands_before(tmp_path):
    noise = random.Random(1)
    lines = [json.dumps({"text": "The minister resigned.", "x": noise.random()}) for _ in range(20_000)]
    data = gzip.compress("\n".join(lines).encode())
    *articles, problem = read(put(tmp_path, data[: len(data) // 2], "a.jsonl.gz"))
    assert len(articles) > 1_000
    assert "broken or cut off" in problem.reason


def test_a_gzip_bomb_ends_at_the_limit(tmp_path):
    bomb = gzip.compress(b"0" * 50_000_000)
    for name in ("a.txt.gz", "a.xml.gz", "a", "a.jsonl.gz", "a.csv.gz"):
        [problem, *_] = read(put(tmp_path, bomb, name), limits=Limits(max_bytes=1_000_000))
        assert "max_bytes" in problem.reason or "max_field" in problem.reason or "header" in problem.reason


def test_json_that_is_no_feed_is_told(tmp_path):
    [problem] = read(put(tmp_path, '[{"text": "x"}]', "a.json"))
    assert "JSON Lines" in problem.reason


def test_a_feed_without_items_and_a_table_without_rows_are_told(tmp_path):
    [problem] = read(put(tmp_path, RSS.partition("<item>")[0] + "</channel></rss>"))
    assert problem.reason == "the feed has no items"
    [problem] = read(put(tmp_path, "text\n", "a.csv"))
    assert problem.reason == "holds no articles"


def test_what_a_user_names_is_fetched_at_once_and_what_a_feed_names_as_a_guest(monkeypatch):
    web = Web(feed=rss(item("a")), a=html("A"))
    asked = []

    class Guest:
        def __init__(self, limits, clock):
            self.limits = limits

        def get(self, url):
            asked.append(url)
            return web(url, self.limits)

    monkeypatch.setattr("countermove.intake.documents.fetch", web)
    monkeypatch.setattr("countermove.intake.documents.PoliteFetcher", Guest)
    [article] = read_inputs([f"{SITE}/feed"], Limits())
    assert article.title == "A"
    assert asked == [f"{SITE}/a"]
    assert web.asked == ["feed", "a"]
