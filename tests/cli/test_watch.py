"""``countermove watch``: feeds into the record, round after round, against a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from countermove.cli.watch import feed_addresses, watch_feeds
from countermove.intake.polite_fetcher import PoliteFetcher
from countermove.intake.watch_limits import WatchLimits
from countermove.ontology.lexicon import NO_ADDITIONS
from countermove.record.record import RecordFile
from tests.cli.running import ARTICLE, OTHERS
from tests.intake.fake_clock import FakeClock
from tests.intake.feed_web import item, rss
from tests.intake.local_server import Answer, plain, serving

LIMITS = WatchLimits(fetch_seconds=2, round_seconds=1e9)

pytestmark = pytest.mark.usefixtures("quick_knowledge")


def page(text: str) -> Answer:
    body = f"<html><head><title>News</title></head><body><article><p>{text * 3}</p></article></body></html>"
    return plain(body.encode(), content_type="text/html; charset=utf-8")


class Site:
    """A web site with one feed; pages can be put there and change."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {"/robots.txt": plain(b"", 404)}
        self.asked: list[str] = []
        self.port = 0

    def publish(self, **pages: str | Answer) -> None:
        """Put these items into the feed, in this order, with their pages."""
        root = f"http://127.0.0.1:{self.port}"
        entries = [item(name).replace("https://news.example", root) for name in pages]
        self._put("/feed", plain(rss(*entries), content_type="application/rss+xml"))
        for name, text in pages.items():
            self._put(f"/{name}", page(text) if isinstance(text, str) else text)

    def _put(self, path: str, answer: Answer) -> None:
        def noted(handler):
            self.asked.append(path)
            answer(handler)

        self.answers[path] = noted


@contextmanager
def site() -> Iterator[Site]:
    found = Site()
    with serving(found.answers) as port:
        found.port = port
        yield found


class Watch:
    """Runs of the command; each is a new process as far as the record is concerned."""

    def __init__(self, record: Path, server: Site, capture) -> None:
        self.record, self.site, self.clock, self.capture = record, server, FakeClock(), capture

    def run(self, rounds: int = 1, after: float = 0.0, fetcher=None) -> tuple[int, str, str]:
        """The exit status, what was told, and the complaints."""
        self.clock.time += after
        self.capture.readouterr()
        address = f"http://127.0.0.1:{self.site.port}/feed"
        fetcher = fetcher or PoliteFetcher(LIMITS, self.clock, allowed={("127.0.0.1", self.site.port)})
        status = watch_feeds([address], self.record, fetcher, self.clock, LIMITS, rounds, NO_ADDITIONS)
        out, err = self.capture.readouterr()
        return status, out.decode(), err.decode()

    def rows(self, sql: str) -> list[tuple]:
        with RecordFile(self.record, read_only=True) as file:
            return file.connection.execute(sql).fetchall()


@pytest.fixture
def watch(command, tmp_path, capsysbinary) -> Iterator[Watch]:
    """``command`` lends its pipeline."""
    with site() as server:
        yield Watch(tmp_path / "watched.duckdb", server, capsysbinary)


def test_items_become_articles_and_two_rounds_add_nothing_twice(watch):
    watch.site.publish(one=ARTICLE, two=OTHERS[0])
    assert watch.run() == (0, "2 added\n", "")
    assert watch.run(after=1_800) == (0, "nothing to add\n", "")
    watch.site.publish(three=OTHERS[1], one=ARTICLE, two=OTHERS[0])
    assert watch.run(after=1_800) == (0, "1 added\n", "")
    assert watch.rows("select count(*), count(distinct url), count(distinct document_id) from articles") == [(3, 3, 3)]
    assert watch.rows("select distinct state from feed_items") == [("added",)]
    assert watch.site.asked.count("/one") == 1


def test_rounds_wait_until_something_is_due_and_others_may_open_the_record_meanwhile(watch):
    watch.site.publish(one=ARTICLE)
    opened = []
    sleep = watch.clock.sleep

    def slept(seconds: float) -> None:
        if seconds > 100:
            opened.append(watch.rows("select count(*) from articles"))
        sleep(seconds)

    watch.clock.sleep = slept
    status, told, _ = watch.run(rounds=3)
    assert (status, told) == (0, "1 added\nnothing to add\nnothing to add\n")
    assert opened == [[(1,)], [(1,)]]


class Dying:
    """A fetcher under which the process is killed at the request for one page."""

    def __init__(self, fetcher: PoliteFetcher, path: str) -> None:
        self.fetcher, self.path = fetcher, path
        self.ready_in = fetcher.ready_in

    def get(self, url: str, validators=None):
        if url.endswith(self.path):
            raise KeyboardInterrupt
        return self.fetcher.get(url, validators)


@pytest.mark.parametrize("page_of_death", ["/feed", "/one", "/three"])
def test_a_run_killed_in_the_middle_is_taken_up_and_loses_and_doubles_nothing(watch, page_of_death):
    watch.site.publish(one=ARTICLE, two=OTHERS[0], three=OTHERS[1])
    fetcher = PoliteFetcher(LIMITS, watch.clock, allowed={("127.0.0.1", watch.site.port)})
    with pytest.raises(KeyboardInterrupt):
        watch.run(fetcher=Dying(fetcher, page_of_death))
    watch.run(after=5)
    assert watch.rows("select count(*), count(distinct url) from articles") == [(3, 3)]
    assert watch.rows("select state, count(*) from feed_items group by all") == [("added", 3)]
    assert watch.run(after=1_800)[1] == "nothing to add\n"


def test_an_item_that_cannot_be_read_fails_once_and_is_not_asked_for_again(watch):
    french = "Le ministre des affaires étrangères a condamné lundi l'attaque contre l'ambassade de son pays. "
    watch.site.publish(one=ARTICLE, two=french, three=plain(b"", 410))
    status, told, complaints = watch.run()
    assert (status, told) == (1, "1 added, 2 skipped\n")
    assert len(complaints.splitlines()) == 2
    assert "410" in complaints
    assert watch.run(after=1_800) == (0, "nothing to add\n", "")
    assert watch.rows("select state, count(*) from feed_items group by all order by 1") == [("added", 1), ("failed", 2)]
    assert watch.site.asked.count("/two") == watch.site.asked.count("/three") == 1


def test_a_corrected_item_is_the_next_version_of_its_article(watch):
    watch.site.publish(one=ARTICLE)
    watch.run()
    watch.site.publish(one=ARTICLE.replace("12 people", "14 people"))
    feed = watch.site.answers["/feed"]
    watch.site._put("/feed", feed)
    entry = item("one", title="Corrected").replace("https://news.example", f"http://127.0.0.1:{watch.site.port}")
    watch.site._put("/feed", plain(rss(entry), content_type="application/rss+xml"))
    assert watch.run(after=3_600)[1] == "1 newer versions\n"
    assert watch.rows("select version, status from articles order by article_no") == [(1, "superseded"), (2, "current")]


def test_a_feed_that_cannot_be_had_is_told_and_tried_again_later(watch):
    watch.site._put("/feed", plain(b"", 500))
    status, told, complaints = watch.run()
    assert (status, told) == (1, "1 skipped\n")
    assert "/feed" in complaints
    watch.site.publish(one=ARTICLE)
    assert watch.run(after=1_800)[1] == "1 added\n"


OPML = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="News"><outline type="rss" xmlUrl="https://news.example/feed"/></outline>
<outline type="rss" xmlUrl="https://other.example/feed"/></body></opml>"""


def test_feeds_come_from_addresses_and_opml_lists(tmp_path):
    (tmp_path / "feeds.opml").write_text(OPML, encoding="utf-8")
    found = feed_addresses(["HTTPS://first.example/x", str(tmp_path / "feeds.opml")], LIMITS)
    assert found == ["HTTPS://first.example/x", "https://news.example/feed", "https://other.example/feed"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file or directory; give an address or an OPML file"),
        (b"", "feeds.opml: "),
        (b"<html><body>no feeds</body></html>", "feeds.opml: "),
        (b"<urlset><url><loc>https://news.example/</loc></url></urlset>", "is not an OPML list of feeds"),
        (b"<opml>" * 100_000, "feeds.opml: "),
        (b'<!DOCTYPE o [<!ENTITY a "aa">]><opml><body><outline xmlUrl="&a;"/></body></opml>', "feeds.opml: "),
    ],
)
def test_what_is_no_list_of_feeds_is_wrong_usage(command, tmp_path, content, reason):
    file = tmp_path / "feeds.opml"
    if content is not None:
        file.write_bytes(content)
    run = command("watch", file, "--rounds", "1", "--record", tmp_path / "r.duckdb")
    assert (run.status, run.out) == (2, b"")
    assert reason in run.err
    assert not (tmp_path / "r.duckdb").exists()
