"""A report laid out as text, Markdown and a page; hostile text stays text in each."""

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from countermove.report.document import Citation, Document, Grid, Line, Run, Section, SourceLine, cited, line
from countermove.report.document_markdown import document_markdown
from countermove.report.document_page import document_page
from countermove.report.document_text import print_document
from countermove.report.showing import bounds, shown, web_address

HOSTILE = '<script>alert(1)</script><img src=x onerror="y"> [a](javascript:b) *c* `d` | e\x1b[2J\u202e'
VOID = {"meta"}
ALLOWED = set("html head meta title style body h1 h2 p ul ol li a b i span table thead tbody tr th td".split())


class Tags(HTMLParser):
    """Collects tags and addresses, and complains about tags that aren't closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]
        self.ids |= {value for name, value in attrs if name == "id"}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def document(text: str, address: str | None = None) -> Document:
    """One of everything, all with this text."""
    item = line(Run(text, "strong", address), " said ", Run(text, "quotation"), Citation((1, 2), 3), below=[line(text)])
    return Document(
        title=text,
        notes=(text,),
        sections=(
            Section(text, (item,), Grid(("", text), ((text, "1"),))),
            Section("Summary", (line(text), line(text, Citation((2,)))), joined=True),
        ),
        sources=tuple(SourceLine(number, (Run(text, "plain", address),)) for number in (1, 2)),
    )


def text_of(found: Document, **options) -> str:
    buffer = io.StringIO()
    print_document(found, Console(file=buffer, width=100, highlight=False, **options))
    return buffer.getvalue()


def tags_of(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    return tags


def test_the_text_has_everything_in_order():
    lines = [row.rstrip() for row in text_of(document("Oslo")).splitlines() if row.strip()]
    assert lines[:4] == ["Oslo", "Oslo", "Oslo", "• Oslo said Oslo [1] [2] and 3 more"]
    assert lines[4] == "    Oslo"
    assert lines[-3:] == ["Sources", "[1] Oslo", "[2] Oslo"]


def test_long_lines_hang_under_their_first_word():
    found = Document("", (), (Section("Events", (line("word " * 60),)),))
    [head, *rest] = text_of(found).splitlines()[1:]
    assert head.startswith("• word") and rest and all(row.startswith("  word") for row in rest)


def test_markdown():
    report = document_markdown(document("Oslo", "https://news.example/1"))
    assert report.startswith("# Oslo\n\nOslo\n\n## Oslo\n\n- [**Oslo**](https://news.example/1) said *Oslo* ")
    assert "\n  - Oslo\n" in report
    assert "\n|  | Oslo |\n| --- | ---: |\n| Oslo | 1 |\n" in report
    assert r'<a id="s2"></a>\[2\] [Oslo]' in report
    assert report.endswith("\n") and not report.endswith("\n\n")


def test_markup_of_an_article_is_no_markdown():
    report = document_markdown(document(HOSTILE, "javascript:alert(1)"))
    assert not re.search(r"(?<!\\)<(?!a id=|/a>)", report)
    assert r"\[a\](javascript:b) \*c\* \`d\` \| e" in report
    assert "](javascript" not in report.replace(r"\](javascript", "")
    assert "\x1b" not in report and "\u202e" not in report


@pytest.mark.parametrize("start", ["- no list", "1. no list", "+ no list", "=== no heading"])
def test_the_text_of_a_line_begins_no_block(start):
    [row] = [row for row in document_markdown(Document("", (), (Section("", (line(start),)),))).splitlines() if row]
    assert re.match(r"- (\d*\\[.)]|\\[-+=])", row)


def test_parentheses_in_an_address_stay_in_it():
    found = Document("", (), (Section("", (line(Run("a", "plain", "https://x.example/a)b c<d>")),)),))
    assert "(https://x.example/a%29b%20c%3Cd%3E)" in document_markdown(found)


def test_the_page_is_well_formed_and_its_citations_lead_to_sources():
    tags = tags_of(document_page(document("Oslo", "https://news.example/1")))
    assert tags.seen <= ALLOWED
    inner = {address[1:] for address in tags.addresses if address.startswith("#")}
    assert inner == {"s1", "s2"} and inner <= tags.ids
    assert "https://news.example/1" in tags.addresses


@given(st.text(), st.text())
def test_hostile_text_is_escaped_everywhere_on_the_page(text, address):
    for words in (text, HOSTILE + text):
        tags = tags_of(document_page(document(words, address)))
        assert tags.seen <= ALLOWED
        assert all(one.startswith(("#", "http://", "https://")) for one in tags.addresses)


@given(st.text())
def test_nothing_steers_the_terminal(text):
    out = text_of(document(HOSTILE + text), force_terminal=False)
    assert not set(out) & set("\x1b\u202e\x00\x9b")
    out.encode()


@pytest.mark.parametrize(
    ("sources", "marks"),
    [
        ((), []),
        ((3,), [("[3]", 3)]),
        ((2, 1), [("[1]", 1), ("[2]", 2)]),
        ((1, 2, 3, 7, 7), [("[1–3]", 1), ("[7]", 7)]),
    ],
)
def test_neighbouring_sources_are_cited_as_a_span(sources, marks):
    assert cited(Citation(sources)) == marks


def test_empty_parts_of_a_line_are_left_out():
    assert line("", None, "a", Run("")) == Line((Run("a"),))


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(8000.0, 8000.0, "8,000"), (1.5, 2, "1.5 to 2"), (50, None, "50 or more"), (None, 9, "up to 9")],
)
def test_bounds(low, high, text):
    assert bounds(low, high) == text


def test_what_shows():
    assert shown("a\r\nb\tc\u2028d\ud800\u202ee\x00") == "a  b c d\ufffde"


@pytest.mark.parametrize("address", ["javascript:x", "data:text/html,x", " //x", "java\nscript:x", "", None])
def test_only_web_addresses_lead_anywhere(address):
    assert web_address(address) is None
