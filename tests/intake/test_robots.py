"""robots.txt rules: the cases of RFC 9309, and files that follow nobody's rules."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.intake.robots import RobotsRules, parse_robots


def allows(robots: str | bytes, path: str) -> bool:
    data = robots.encode() if isinstance(robots, str) else robots
    return parse_robots(data, "countermove").allows(f"https://news.example{path}")


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        # the longest rule decides, wherever it stands (section 2.2.2)
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/today", True),
        ("User-agent: *\nAllow: /\nDisallow: /private", "/private/x", False),
        ("User-agent: *\nAllow: /example/\nDisallow: /example/page.gif", "/example/page.gif", False),
        ("User-agent: *\nAllow: /p\nDisallow: /", "/page", True),
        ("User-agent: *\nDisallow: /folder\nAllow: /folder", "/folder/page", True),
        ("User-agent: *\nAllow: /page\nDisallow: /*.htm", "/page.htm", False),
        # signs (section 2.2.3)
        ("User-agent: *\nDisallow: /*.php$", "/index.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/index.php?x=1", True),
        ("User-agent: *\nDisallow: /*?", "/search?q=1", False),
        ("User-agent: *\nDisallow: /*?", "/search", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a/x/b/y/c/z", False),
        ("User-agent: *\nDisallow: /a*b*c", "/acb", True),
        ("User-agent: *\nDisallow: /fish$", "/fish", False),
        ("User-agent: *\nDisallow: /fish$", "/fish/", True),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /path/file-with-a-%2A.html", "/path/file-with-a-*.html", False),
        ("User-agent: *\nDisallow: /path/foo-%24", "/path/foo-$", False),
        ("User-agent: *\nDisallow: /a$b", "/a$b", False),
        ("User-agent: *\nDisallow: *.pdf", "/x/y.pdf", False),
        # spelling of octets
        ("User-agent: *\nDisallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", False),
        ("User-agent: *\nDisallow: /foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", False),
        ("User-agent: *\nDisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        # groups (section 2.2.1)
        ("User-agent: CounterMove\nDisallow: /a", "/a", False),
        ("User-agent: countermove/1.0\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: countermove\nDisallow: /a", "/b", True),
        ("User-agent: Countermove\nAllow:/c\nUser-agent: x\nAllow: /\nUser-agent: countermove\nDisallow:/", "/", False),
        ("User-agent: x\nUser-agent: countermove\nDisallow: /a", "/a", False),
        ("User-agent: x\nDisallow: /a", "/a", True),
        ("User-agent: counter\nDisallow: /", "/a", True),
        ("User-agent: countermovement\nDisallow: /", "/a", True),
        ("User-agent: x\nSitemap: https://news.example/s.xml\nUser-agent: countermove\nDisallow: /a", "/a", False),
        ("Disallow: /a", "/a", True),
        # lines
        ("user-AGENT : * # all\n  disALLOW :/a # none", "/a", False),
        ("\ufeffUser-agent: *\rDisallow: /a\rDisallow: /b", "/b", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow:", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow: /", "", False),
        ("", "/a", True),
        ("<html><body>Not found: sorry</body></html>", "/a", True),
        (b"\xff\xfe\x00\nUser-agent: *\nDisallow: /a", "/a", False),
    ],
)  # fmt: skip
def test_what_a_robots_txt_allows(robots, path, allowed):
    assert allows(robots, path) is allowed


@pytest.mark.parametrize(
    ("robots", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 10\nDisallow: /a", 10.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nCrawl-delay: 10\nUser-agent: x\nCrawl-delay: 20", 20.0),
        ("User-agent: x\nDisallow: /\nCrawl-delay: 10\nUser-agent: *\nDisallow: /a", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: inf", None),
        ("User-agent: *\nCrawl-delay: -1", None),
    ],
)
def test_the_crawl_delay(robots, delay):
    assert parse_robots(robots.encode(), "countermove").crawl_delay == delay


def test_patterns_made_to_be_slow_are_not():
    robots = "User-agent: *\n" + "".join(f"Disallow: /{'*a' * 100}{n}\n" for n in range(2_000))
    begun = time.monotonic()
    assert allows(robots, "/" + "a" * 2_000)
    assert time.monotonic() - begun < 3


@given(st.binary(max_size=300))
def test_no_robots_txt_breaks_the_parser(data):
    rules = parse_robots(data, "countermove")
    assert rules.allows("https://news.example/robots.txt")
    assert rules.allows("https://news.example/a%?%zz") in (True, False)


@given(st.text(alphabet="ab*$/", max_size=8), st.text(alphabet="ab/", max_size=8))
def test_a_pattern_fits_as_the_expression_that_it_stands_for(pattern, path):
    import re

    to_end = pattern.endswith("$")
    body = ("/" + pattern)[: -1 if to_end else None].replace("$", "%24")
    expression = ".*".join(map(re.escape, body.split("*"))) + (r"\Z" if to_end else "")
    rules = RobotsRules(parse_robots(f"User-agent: *\nDisallow: /{pattern}".encode(), "x").rules)
    assert rules.allows(f"https://news.example/{path}") is not bool(re.match(expression, "/" + path))
