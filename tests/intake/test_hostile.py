"""Hostile input of every format: a reason or a text, in bounded time, and never the end of the process.

Each file is read in a process of its own, because what goes wrong here (a full C stack) ends a process without an
exception.
"""

import gzip
import json
import subprocess
import sys

import pytest

from countermove.intake.html import EXTRACTORS, read_page
from tests.intake.warc_files import ARTICLE, html, record

DEEP = 100_000
SECONDS = 60
READ = """
import sys
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.schema import Article
for item in read_inputs(sys.argv[2:], Limits(), options=InputOptions(extractor=sys.argv[1] or None)):
    print("ARTICLE" if isinstance(item, Article) else item)
"""
GOOD = "The minister resigned on Monday after weeks of protest in the capital.\n"


def read(folder, files, extractor=""):
    """What reading these files, and a good one after them, prints: one line per article or problem."""
    paths = []
    for name, data in {**files, "good.txt": GOOD}.items():
        path = folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        paths.append(str(path))
    command = [sys.executable, "-c", READ, extractor, *paths]
    run = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert run.returncode == 0, run.stderr[-2_000:]
    *lines, last = run.stdout.splitlines()
    assert last == "ARTICLE"
    return lines


def nest(tag, count=DEEP, closed=False):
    end = f"</{tag}>" * count if closed else ""
    return f"<html><head><title>T</title></head><body>{f'<{tag}>' * count}{ARTICLE}{end}</body></html>"


@pytest.mark.parametrize("extractor", ["trafilatura", "resiliparse"])
def test_pages_nested_without_end(tmp_path, extractor):
    files = {f"{tag}.html": nest(tag, closed=tag == "div") for tag in ("div", "b", "table", "blockquote", "ul")}
    files |= {
        "many.html": nest("p", 200_000),
        "attributes.html": "<html><body><p " + 'a="b" ' * 200_000 + f">{ARTICLE}",
    }
    lines = read(tmp_path, files, extractor)
    assert sum("nested deeper than 250" in line for line in lines) == 5
    assert sum("limit max_elements" in line for line in lines) == 1


def test_a_page_of_usual_depth_keeps_its_text(tmp_path):
    assert read(tmp_path, {"a.html": nest("div", 200, closed=True)}) == ["ARTICLE"]


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
SECRET = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def test_entities_in_feeds_lists_and_pages(tmp_path):
    files = {
        "laughs.xml": f'<?xml version="1.0"?>{LAUGHS}<rss><channel><item><title>&a11;</title></item></channel></rss>',
        "laughs.opml": f"{LAUGHS}<opml><body><outline text='&a11;'/></body></opml>",
        "secret.xml": f"{SECRET}<rss><channel><item><title>&f;</title></item></channel></rss>",
        "secret.atom": f"{SECRET}<feed><entry><title>&f;</title></entry></feed>".encode("utf-16"),
        "secret-map.xml": f"{SECRET}<urlset><url><loc>&f;</loc></url></urlset>",
    }
    lines = read(tmp_path, files)
    assert len(lines) == len(files)
    assert all("declares entities" in line for line in lines)


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("start", [LAUGHS, SECRET])
def test_entities_of_a_page_are_not_expanded(start, extractor):
    start = start.replace("<!DOCTYPE x", "<!DOCTYPE html")
    page = f"{start}<html><head></head><body><article><h1>T</h1>{ARTICLE}<p>&f; and &a11;</p></article></body></html>"
    text = read_page(page, extractor=extractor).text
    assert "forty ships" in text
    assert "root:" not in text
    assert "haha" not in text


def test_xml_and_json_nested_without_end(tmp_path):
    files = {
        "rss.xml": "<rss><channel>" + "<item>" * DEEP,
        "closed.xml": "<rss><channel>" + "<a>" * DEEP + "</a>" * DEEP + "</channel></rss>",
        "map.xml": "<urlset>" + "<url>" * DEEP,
        "list.opml": "<opml><body>" + "<outline>" * DEEP,
        "comments.xml": "<rss>" + "<!--" * DEEP,
        "content.xml": f"<rss><channel><item><description>{'&lt;div&gt;' * DEEP}x</description></item></channel></rss>",
        "feed.json": '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * DEEP,
        "deep.jsonl": '{"text": "x", "more": ' + "[" * DEEP + "]" * DEEP + "}\n",
    }
    lines = read(tmp_path, files)
    assert len(lines) == len(files)
    assert "ARTICLE" not in lines


def test_json_ld_nested_without_end_costs_nothing_but_itself(tmp_path):
    head = f'<script type="application/ld+json">{"[" * DEEP}</script>'
    assert read(tmp_path, {"a.html": html("Strike ends", head)}) == ["ARTICLE"]


def test_bombs_lies_and_cut_off_files(tmp_path):
    packed = gzip.compress(record(html("Strike ends")))
    line = json.dumps({"text": GOOD}) + "\n"
    files = {
        "bomb.txt.gz": gzip.compress(b"0" * 25_000_000),
        "bomb.jsonl.gz": gzip.compress(b"0" * 25_000_000),
        "bomb.warc.gz": gzip.compress(record(b"0" * 25_000_000)),
        "bomb-in-http.warc.gz": gzip.compress(
            record(gzip.compress(b"0" * 25_000_000), headers="Content-Encoding: gzip\r\n")
        ),
        "lies.warc": record(html("Strike ends"), length=10**12),
        "cut.warc.gz": packed[:-30],
        "cut.txt.gz": gzip.compress(GOOD.encode() * 100)[:-20],
        "field.csv": 'text\n"' + "x" * 5_000_000 + "\n",
        "nul.csv": b"\0" * 100_000,
        "nul.html": b"\0" * 100_000,
        "wide.csv": "text\nx\n".encode("utf-16")[:-1],
        "not-gzip.jsonl.gz": line,
    }
    lines = read(tmp_path, files)
    told = {name: [line for line in lines if f"/{name}" in line] for name in files}
    assert [name for name, found in told.items() if not found] == ["wide.csv", "not-gzip.jsonl.gz"]
    assert lines.count("ARTICLE") == 2
